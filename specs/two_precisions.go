package specs

// Layer holds the parameters of a linear layer of m units, a = Wx + b.
type Layer struct {
	W [][]float64 // m×d: W[k][j] leads from input j to unit k
	B []float64   // m
}

// VectorSample is n observations y ∈ ℝᵐ of a Gaussian with known mean μ and
// independent coordinates, all made under one input x ∈ ℝᵈ. The mean square of
// coordinate k about its mean is
//
//	Sₖ = (1/n) Σᵢ (yᵢₖ − μₖ)².
type VectorSample struct {
	X  []float64   // d
	Y  [][]float64 // n×m
	Mu []float64   // m
}

// LayerGradient is what backpropagation finds on its way from the loss to the
// parameters of a [Layer].
type LayerGradient struct {
	Beta []float64   // ∂L/∂β, m
	A    []float64   // ∂L/∂a, m
	W    [][]float64 // ∂L/∂W, m×d
	B    []float64   // ∂L/∂b, m
}

// TwoPrecisions learns the precisions of a Gaussian in the plane, the diagonal
// precision matrix diag(β₁, β₂) of book equation 6.34, with two softplus units
// (Ex 3 (b) on Ex 2 (a)). Here m = d = 2.
//
// It and [MixtureMeans] are a choice: either earns the points of Ex 3 (b).
type TwoPrecisions interface {
	// Forward returns, with ζ the softplus,
	//
	//	aₖ = Σⱼ Wₖⱼ xⱼ + bₖ,   βₖ = ζ(aₖ),   L = Σₖ (−log βₖ + βₖ Sₖ).
	Forward(p Layer, s VectorSample) (a, beta []float64, loss float64)

	// Backward returns the terms of the chain rule, given a and β as a right
	// Forward returns them:
	//
	//	∂L/∂βₖ  = −1/βₖ + Sₖ
	//	∂L/∂aₖ  = ∂L/∂βₖ · σ(aₖ)
	//	∂L/∂Wₖⱼ = ∂L/∂aₖ · xⱼ
	//	∂L/∂bₖ  = ∂L/∂aₖ
	Backward(a, beta []float64, s VectorSample) LayerGradient

	// Descend does steps of gradient descent with learning rate ε on W and b at
	// once, and returns every layer on the way: steps+1 of them, the start
	// first, the result last, each with slices of its own.
	Descend(start Layer, s VectorSample, rate float64, steps int) []Layer
}
