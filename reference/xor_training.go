package reference

import (
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// XORTraining is full-batch gradient descent on the mean squared error.
type XORTraining struct{}

var _ specs.XORTraining = XORTraining{}

// Loss returns the mean squared error.
func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	_, yhat := propagate(X, p)
	sum := 0.0
	for i, y := range yhat {
		d := y - t[i]
		sum += float64(d * d)
	}
	return sum / float64(len(X))
}

// Gradients propagates each example's error back and adds up. The hidden value
// is positive exactly where its argument z is, so h serves as the mask.
func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	h, yhat := propagate(X, p)
	m := len(p.C)
	g := specs.Network{W: zeros(len(p.W), m), C: make([]float64, m), V: make([]float64, m)}
	for i, x := range X {
		delta := 2 * (yhat[i] - t[i]) / float64(len(X)) // ∂J/∂ŷᵢ
		g.B += delta
		for k, hidden := range h[i] {
			g.V[k] += float64(delta * hidden)
			if hidden <= 0 {
				continue
			}
			slope := float64(delta * p.V[k]) // ∂J/∂zᵢₖ
			g.C[k] += slope
			for j := range g.W {
				g.W[j][k] += float64(x[j] * slope)
			}
		}
	}
	return g
}

// Train returns the networks from start to the last step.
func (n XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	start.W, start.C, start.V = cloneRows(start.W), slices.Clone(start.C), slices.Clone(start.V)
	return descend(start, steps, func(p specs.Network) specs.Network {
		g := n.Gradients(X, t, p)
		return specs.Network{
			W: movedRows(p.W, g.W, rate),
			C: moved(p.C, g.C, rate),
			V: moved(p.V, g.V, rate),
			B: p.B - float64(rate*g.B),
		}
	})
}
