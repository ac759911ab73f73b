package student

import "github.com/gradus-grader/gradus/specs"

// TwoPrecisions learns the two precisions of a Gaussian in the plane with
// independent coordinates (Ex 3 (b) on Ex 2 (a); sheet: specs/two-precisions.md).
//
// This exercise and [MixtureMeans] are a choice: do either one. If you do both,
// the better one counts.
//
// The sample s has one input x ∈ ℝ² and n observations y ∈ ℝ² around a known mean
// μ ∈ ℝ². Coordinate k has a softplus unit of its own: with
// Sₖ = (1/n) Σᵢ (yᵢₖ − μₖ)², ζ the softplus and σ the sigmoid, Forward computes
//
//	aₖ = Σⱼ Wₖⱼ xⱼ + bₖ
//	βₖ = ζ(aₖ)
//	L  = Σₖ (−log βₖ + βₖ Sₖ)
//
// and Backward the terms of the chain rule, from the a and β of the forward pass:
//
//	∂L/∂βₖ  = −1/βₖ + Sₖ
//	∂L/∂aₖ  = ∂L/∂βₖ · σ(aₖ)
//	∂L/∂Wₖⱼ = ∂L/∂aₖ · xⱼ
//	∂L/∂bₖ  = ∂L/∂aₖ
//
// W[k][j] leads from input j to unit k. The loss is the mean over the n
// observations and the sum over the coordinates.
//
// Descend steps W ← W − ε ∂L/∂W, b ← b − ε ∂L/∂b, both from the same gradient,
// and returns every layer on the way: the start first, so steps+1 of them, each
// with slices of its own.
type TwoPrecisions struct{}

// Forward returns a and β, of length m, and the loss L.
func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	panic(specs.ErrNotImplemented)
}

// Backward returns ∂L/∂β, ∂L/∂a, ∂L/∂W and ∂L/∂b.
func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	panic(specs.ErrNotImplemented)
}

// Descend returns the steps+1 layers from start to the last step.
func (TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	panic(specs.ErrNotImplemented)
}
