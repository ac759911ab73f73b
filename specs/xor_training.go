package specs

// XORTraining finds the parameters of [Network] by gradient descent (Ex 1).
// ŷ and h are those of [XORNetwork]; t ∈ ℝⁿ are the targets.
type XORTraining interface {
	// Loss returns the mean squared error
	//
	//	J = (1/n) Σᵢ (ŷᵢ − tᵢ)².
	Loss(X [][]float64, t []float64, p Network) float64

	// Gradients returns ∂J/∂W, ∂J/∂c, ∂J/∂V and ∂J/∂b in the shapes of p. With
	// zᵢₖ the argument of the rectifier and δᵢ = (2/n)(ŷᵢ − tᵢ),
	//
	//	∂J/∂b   = Σᵢ δᵢ
	//	∂J/∂Vₖ  = Σᵢ δᵢ hᵢₖ
	//	∂J/∂zᵢₖ = δᵢ Vₖ if zᵢₖ > 0, else 0
	//	∂J/∂cₖ  = Σᵢ ∂J/∂zᵢₖ
	//	∂J/∂Wⱼₖ = Σᵢ xᵢⱼ ∂J/∂zᵢₖ
	//
	// At zᵢₖ = 0 the rectifier has no derivative; any value in [0, 1] will do.
	Gradients(X [][]float64, t []float64, p Network) Network

	// Train does steps of full-batch gradient descent with learning rate ε,
	//
	//	p ← p − ε ∂J/∂p,
	//
	// all parameters at once, and returns every p on the way: steps+1 networks,
	// the start first, the result last, each with slices of its own.
	Train(X [][]float64, t []float64, start Network, rate float64, steps int) []Network
}
