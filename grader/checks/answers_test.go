package checks_test

import (
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// constant answers every question with one number, in the right shapes.
type constant float64

func constantSolution(x float64) specs.Solution {
	c := constant(x)
	return specs.Solution{
		XORLinear: constantLinear{c}, XORNetwork: constantNetwork{c}, XORTraining: constantTraining{c}, Activations: constantUnits{c},
		PrecisionSGD: constantSGD{c}, PrecisionReLU: constantPrecision{c}, PrecisionLandscape: constantLandscape{c},
		PrecisionSoftplus: constantPrecision{c}, TwoPrecisions: constantTwo{c}, MixtureMeans: constantMeans{c},
	}
}

func (c constant) vector(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(c)
	}
	return v
}

func (c constant) matrix(rows, columns int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = c.vector(columns)
	}
	return m
}

func (c constant) network(like specs.Network) specs.Network {
	return specs.Network{W: c.matrix(len(like.W), len(like.W[0])), C: c.vector(len(like.C)), V: c.vector(len(like.V)), B: float64(c)}
}

type constantLinear struct{ constant }

func (c constantLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	return c.vector(len(X[0])), nil
}
func (c constantLinear) Predict(X [][]float64, theta []float64) []float64 { return c.vector(len(X)) }

type constantNetwork struct{ constant }

func (c constantNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	return c.matrix(len(X), len(p.C)), c.vector(len(X))
}

type constantTraining struct{ constant }

func (c constantTraining) Loss([][]float64, []float64, specs.Network) float64 {
	return float64(c.constant)
}
func (c constantTraining) Gradients(_ [][]float64, _ []float64, p specs.Network) specs.Network {
	return c.network(p)
}
func (c constantTraining) Train(_ [][]float64, _ []float64, start specs.Network, _ float64, steps int) []specs.Network {
	trace := []specs.Network{start}
	for range steps {
		trace = append(trace, c.network(start))
	}
	return trace
}

type constantUnits struct{ constant }

func (c constantUnits) at() (float64, float64)              { return float64(c.constant), float64(c.constant) }
func (c constantUnits) ReLU(float64) (float64, float64)     { return c.at() }
func (c constantUnits) Softplus(float64) (float64, float64) { return c.at() }
func (c constantUnits) Sigmoid(float64) (float64, float64)  { return c.at() }
func (c constantUnits) Tanh(float64) (float64, float64)     { return c.at() }
func (c constantUnits) Abs(float64) (float64, float64)      { return c.at() }

type constantSGD struct{ constant }

func (c constantSGD) Clip(g []float64, _ float64) []float64 { return c.vector(len(g)) }
func (c constantSGD) Fit(start specs.Unit, _, _ []float64, _ float64, opt specs.SGD) (specs.Unit, []float64) {
	return specs.Unit{W: float64(c.constant), B: float64(c.constant)}, c.vector(len(opt.Order))
}
func (c constantSGD) Predict(_ specs.Unit, x []float64) []float64 { return c.vector(len(x)) }

type constantPrecision struct{ constant }

func (c constantPrecision) Forward(specs.Unit, specs.Sample) (a, beta, loss float64) {
	return float64(c.constant), float64(c.constant), float64(c.constant)
}
func (c constantPrecision) Backward(_, _ float64, _ specs.Sample) specs.UnitGradient {
	x := float64(c.constant)
	return specs.UnitGradient{Beta: x, A: x, W: x, B: x}
}
func (c constantPrecision) Descend(start specs.Unit, _ specs.Sample, _ float64, steps int) []specs.Unit {
	trace := []specs.Unit{start}
	for range steps {
		trace = append(trace, specs.Unit{W: float64(c.constant), B: float64(c.constant)})
	}
	return trace
}

type constantLandscape struct{ constant }

func (c constantLandscape) Curve(_ float64, b []float64, _ specs.Sample) []float64 {
	return c.vector(len(b))
}
func (c constantLandscape) Surface(w, b []float64, _ specs.Sample) [][]float64 {
	return c.matrix(len(b), len(w))
}

type constantTwo struct{ constant }

func (c constantTwo) Forward(_ specs.Layer, _ specs.VectorSample) (a, beta []float64, loss float64) {
	return c.vector(2), c.vector(2), float64(c.constant)
}
func (c constantTwo) Backward(_, _ []float64, _ specs.VectorSample) specs.LayerGradient {
	return specs.LayerGradient{Beta: c.vector(2), A: c.vector(2), W: c.matrix(2, 2), B: c.vector(2)}
}
func (c constantTwo) Descend(start specs.Layer, _ specs.VectorSample, _ float64, steps int) []specs.Layer {
	trace := []specs.Layer{start}
	for range steps {
		trace = append(trace, specs.Layer{W: c.matrix(2, 2), B: c.vector(2)})
	}
	return trace
}

type constantMeans struct{ constant }

func (c constantMeans) Forward(_ specs.Heads, x, _ []float64) (mu, r [][]float64, loss float64) {
	return c.matrix(len(x), 3), c.matrix(len(x), 3), float64(c.constant)
}
func (c constantMeans) Backward(_, _ [][]float64, x, _ []float64) specs.HeadsGradient {
	return specs.HeadsGradient{Mu: c.matrix(len(x), 3), W: c.vector(3), B: c.vector(3)}
}
func (c constantMeans) Descend(start specs.Heads, _, _ []float64, _ float64, steps int) []specs.Heads {
	trace := []specs.Heads{start}
	for range steps {
		trace = append(trace, specs.Heads{W: c.vector(3), B: c.vector(3)})
	}
	return trace
}

// stubs panics on every question, as untouched files do.
func stubs() specs.Solution {
	ask := func(request []byte) ([]byte, error) { return wire.Serve(specs.Solution{}, request), nil }
	return wire.Client(ask, func(err error) { panic(err) })
}
