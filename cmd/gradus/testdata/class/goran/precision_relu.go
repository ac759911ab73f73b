package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionReLU learns the precision of a Gaussian with a rectified linear unit,
// forward, backward and down the slope by hand (the course's part "Backprop";
// sheet: specs/precision-relu.md).
//
// The sample s has one input x and n observations y around a known mean μ. With
// S = (1/n) Σᵢ (yᵢ − μ)², Forward computes
//
//	a = w·x + b
//	β = max(0, a)
//	L = −log β + β·S        (+Inf for a ≤ 0)
//
// and Backward the terms of the chain rule, from the a and β of the forward pass:
//
//	∂L/∂β = −1/β + S
//	∂L/∂a = ∂L/∂β if a > 0, else 0
//	∂L/∂w = ∂L/∂a · x
//	∂L/∂b = ∂L/∂a
//
// For a ≤ 0 the last three are exactly 0. Multiplying by a mask does not give
// that: ∂L/∂β is infinite there, and 0·∞ is NaN.
//
// Descend repeats
//
//	w ← w − ε ∂L/∂w,   b ← b − ε ∂L/∂b,
//
// both from the same gradient, and returns every (w, b) on the way: the start
// first, so steps+1 of them. The course has x = 1 and μ = 0, where several
// mistakes do not show; you will be asked elsewhere too.
type PrecisionReLU struct{}

// Forward returns a, β and the loss L.
func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	panic(specs.ErrNotImplemented)
}

// Backward returns ∂L/∂β, ∂L/∂a, ∂L/∂w and ∂L/∂b.
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	panic(specs.ErrNotImplemented)
}

// Descend returns the steps+1 units from start to the last step.
func (PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	panic(specs.ErrNotImplemented)
}
