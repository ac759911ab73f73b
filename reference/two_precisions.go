package reference

import (
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// TwoPrecisions is PrecisionSoftplus once for every coordinate, on a shared
// input.
type TwoPrecisions struct{}

var _ specs.TwoPrecisions = TwoPrecisions{}

// Forward returns a = Wx + b, β = ζ(a) and the loss summed over the coordinates.
func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	m := len(p.B)
	a, beta = make([]float64, m), make([]float64, m)
	for k, S := range meanSquares(s) {
		a[k] = dot(p.W[k], s.X) + p.B[k]
		beta[k] = softplus(a[k])
		loss += softplusLoss(a[k], S)
	}
	return a, beta, loss
}

// Backward follows the chain rule from the loss back to W and b, with ∂L/∂a
// from a: ∂L/∂β overflows where β underflows.
func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	m, d := len(a), len(s.X)
	g := specs.LayerGradient{Beta: make([]float64, m), A: make([]float64, m), W: zeros(m, d)}
	for k, S := range meanSquares(s) {
		g.Beta[k] = -1/beta[k] + S
		g.A[k] = softplusLossSlope(a[k], S)
		for j, x := range s.X {
			g.W[k][j] = g.A[k] * x
		}
	}
	g.B = slices.Clone(g.A)
	return g
}

// Descend returns the layers from start to the last step.
func (t TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	start.W, start.B = cloneRows(start.W), slices.Clone(start.B)
	return descend(start, steps, func(p specs.Layer) specs.Layer {
		a, beta, _ := t.Forward(p, s)
		g := t.Backward(a, beta, s)
		return specs.Layer{W: movedRows(p.W, g.W, rate), B: moved(p.B, g.B, rate)}
	})
}

// meanSquares returns Sₖ = (1/n) Σᵢ (yᵢₖ − μₖ)² for every k, NaN for n = 0.
func meanSquares(s specs.VectorSample) []float64 {
	squares := make([]float64, len(s.Mu))
	for k, mu := range s.Mu {
		column := make([]float64, len(s.Y))
		for i, y := range s.Y {
			column[i] = y[k]
		}
		squares[k] = meanSquare(specs.Sample{Y: column, Mu: mu})
	}
	return squares
}
