package specs

// Heads holds the parameters of m linear heads over one number x:
// μₖ = wₖ·x + bₖ.
type Heads struct {
	W, B []float64 // m each
}

// HeadsGradient is what backpropagation finds on its way from the loss to the
// parameters of [Heads].
type HeadsGradient struct {
	Mu [][]float64 // ∂L/∂μᵢₖ, n×m
	W  []float64   // ∂L/∂w, m
	B  []float64   // ∂L/∂b, m
}

// MixtureMeans learns the means of a mixture of m = 3 Gaussians with equal
// weights and unit variances, book equation 6.35 (Ex 3 (b) on Ex 2 (b)).
//
// It and [TwoPrecisions] are a choice: either earns the points of Ex 3 (b).
type MixtureMeans interface {
	// Forward returns, for n examples (xᵢ, yᵢ), the means μ ∈ ℝⁿˣᵐ, the
	// responsibilities r ∈ ℝⁿˣᵐ and the loss:
	//
	//	μᵢₖ = wₖ xᵢ + bₖ
	//	lᵢₖ = −½ (yᵢ − μᵢₖ)²
	//	rᵢₖ = exp(lᵢₖ) / Σⱼ exp(lᵢⱼ)
	//	L   = (1/n) Σᵢ [ log m + ½ log 2π − log Σₖ exp(lᵢₖ) ]
	//
	// It is stable for every y: take the greatest lᵢₖ out before exponentiating
	// (with every |yᵢ − μᵢₖ| ≥ 39 each exp(lᵢₖ) is 0).
	Forward(p Heads, x, y []float64) (mu, r [][]float64, loss float64)

	// Backward returns the terms of the chain rule, given μ and r as a right
	// Forward returns them:
	//
	//	∂L/∂μᵢₖ = (1/n) rᵢₖ (μᵢₖ − yᵢ)
	//	∂L/∂wₖ  = Σᵢ ∂L/∂μᵢₖ · xᵢ
	//	∂L/∂bₖ  = Σᵢ ∂L/∂μᵢₖ
	Backward(mu, r [][]float64, x, y []float64) HeadsGradient

	// Descend does steps of gradient descent with learning rate ε on w and b at
	// once, and returns every Heads on the way: steps+1 of them, the start
	// first, the result last, each with slices of its own.
	Descend(start Heads, x, y []float64, rate float64, steps int) []Heads
}
