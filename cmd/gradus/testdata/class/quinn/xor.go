package student

import "github.com/gradus-grader/gradus/specs"

// placeholders: give back what came in

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) { return y, nil }
func (XORLinear) Predict(X [][]float64, theta []float64) []float64  { return theta }

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) { return X, p.V }

type XORTraining struct{}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64            { return p.B }
func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network { return p }
func (XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	trace := []specs.Network{}
	for len(trace) < steps+1 {
		trace = append(trace, start)
	}
	return trace
}
