package specs

// PrecisionSoftplus is [PrecisionReLU] with β = softplus(a), which is positive
// for every a (Ex 3 (a)).
type PrecisionSoftplus interface {
	// Forward returns, with ζ the softplus,
	//
	//	a = w·x + b,   β = ζ(a) = log(1 + eᵃ),   L = −log β + β·S.
	//
	// It is stable for every a: β > 0 down to a = −745, and L stays finite
	// beyond, where log ζ(a) tends to a.
	Forward(p Unit, s Sample) (a, beta, loss float64)

	// Backward returns the four terms of the chain rule, given a and β as a
	// right Forward returns them:
	//
	//	∂L/∂β = −1/β + S
	//	∂L/∂a = ∂L/∂β · σ(a) = S·σ(a) − σ(a)/ζ(a)
	//	∂L/∂w = ∂L/∂a · x
	//	∂L/∂b = ∂L/∂a
	//
	// The last three are stable for every a: σ(a)/ζ(a) tends to 1 for a → −∞,
	// where 1/β overflows. The value of ∂L/∂β is not judged there.
	Backward(a, beta float64, s Sample) UnitGradient

	// Descend does steps of gradient descent with learning rate ε,
	//
	//	w ← w − ε ∂L/∂w,   b ← b − ε ∂L/∂b,
	//
	// both at once, and returns every (w, b) on the way: steps+1 units, the
	// start first, the result last.
	Descend(start Unit, s Sample, rate float64, steps int) []Unit
}
