package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionSoftplus is [PrecisionReLU] with a softplus unit, which never dies
// (Ex 3 (a); sheet: specs/precision-softplus.md).
//
// With ζ(a) = log(1 + eᵃ), σ(a) = 1/(1 + e⁻ᵃ) and S = (1/n) Σᵢ (yᵢ − μ)², Forward
// computes
//
//	a = w·x + b
//	β = ζ(a)
//	L = −log β + β·S
//
// and Backward the terms of the chain rule, from the a and β of the forward pass:
//
//	∂L/∂β = −1/β + S
//	∂L/∂a = ∂L/∂β · σ(a) = S·σ(a) − σ(a)/ζ(a)
//	∂L/∂w = ∂L/∂a · x
//	∂L/∂b = ∂L/∂a
//
// Descend steps w ← w − ε ∂L/∂w, b ← b − ε ∂L/∂b, both from the same gradient,
// and returns every (w, b) on the way: the start first, so steps+1 of them.
//
// Write it so that it holds for every a. Far to the left, ζ(a) and σ(a) both come
// out as 0, but log ζ(a) tends to a and σ(a)/ζ(a) to 1, so the loss is finite and
// the slope is −1. Far to the right, eᵃ is infinite, but ζ(a) tends to a.
type PrecisionSoftplus struct{}

// Forward returns a, β and the loss L.
func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	panic(specs.ErrNotImplemented)
}

// Backward returns ∂L/∂β, ∂L/∂a, ∂L/∂w and ∂L/∂b.
func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	panic(specs.ErrNotImplemented)
}

// Descend returns the steps+1 units from start to the last step.
func (PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	panic(specs.ErrNotImplemented)
}
