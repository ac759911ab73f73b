package specs

// Unit holds the two parameters of one linear unit, a = w·x + b.
type Unit struct {
	W, B float64
}

// Sample is n observations y of a Gaussian with known mean μ, all made under
// one input x. Its mean square about μ is
//
//	S = (1/n) Σᵢ (yᵢ − μ)²,
//
// and 1/S is the precision of greatest likelihood.
type Sample struct {
	X  float64
	Y  []float64
	Mu float64
}

// UnitGradient is what backpropagation finds on its way from the loss to the
// parameters of a [Unit], in the order in which it finds it.
type UnitGradient struct {
	Beta float64 // ∂L/∂β
	A    float64 // ∂L/∂a
	W    float64 // ∂L/∂w
	B    float64 // ∂L/∂b
}

// PrecisionReLU learns the precision β of a Gaussian with a rectified linear
// unit, backpropagation written by hand (the course's part "Backprop").
type PrecisionReLU interface {
	// Forward returns
	//
	//	a = w·x + b,   β = max(0, a),   L = −log β + β·S.
	//
	// For a ≤ 0, β = 0 and L = +Inf.
	Forward(p Unit, s Sample) (a, beta, loss float64)

	// Backward returns the four terms of the chain rule, given a and β as a
	// right Forward returns them:
	//
	//	∂L/∂β = −1/β + S
	//	∂L/∂a = ∂L/∂β if a > 0, else 0
	//	∂L/∂w = ∂L/∂a · x
	//	∂L/∂b = ∂L/∂a
	//
	// For a ≤ 0 the last three are exactly 0, although ∂L/∂β is infinite (which
	// is why multiplying by a mask gives 0·Inf = NaN; use a branch). The value
	// of ∂L/∂β is not judged there.
	Backward(a, beta float64, s Sample) UnitGradient

	// Descend does steps of gradient descent with learning rate ε,
	//
	//	w ← w − ε ∂L/∂w,   b ← b − ε ∂L/∂b,
	//
	// both at once, and returns every (w, b) on the way: steps+1 units, the
	// start first, the result last. A unit with a ≤ 0 is dead and stays where
	// it is.
	Descend(start Unit, s Sample, rate float64, steps int) []Unit
}
