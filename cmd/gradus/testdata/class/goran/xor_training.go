package student

import "github.com/gradus-grader/gradus/specs"

// XORTraining finds the network's parameters by gradient descent (Ex 1; sheet:
// specs/xor-training.md).
//
// The network is that of [XORNetwork], z = XW + c being what goes into the
// rectifier; t has the n targets. Loss is the mean squared error
//
//	J = (1/n) Σᵢ (ŷᵢ − tᵢ)².
//
// Gradients goes backward through the network. With δᵢ = (2/n)(ŷᵢ − tᵢ),
//
//	∂J/∂b   = Σᵢ δᵢ
//	∂J/∂Vₖ  = Σᵢ δᵢ hᵢₖ
//	∂J/∂zᵢₖ = δᵢ Vₖ if zᵢₖ > 0, else 0
//	∂J/∂cₖ  = Σᵢ ∂J/∂zᵢₖ
//	∂J/∂Wⱼₖ = Σᵢ xᵢⱼ ∂J/∂zᵢₖ
//
// Train repeats p ← p − ε ∂J/∂p, all parameters at once (each gradient is taken
// at the old values of all of them), on all the examples, and returns every p on
// the way: the start first, so steps+1 networks. Each must have slices of its
// own, or changing one changes them all.
//
// The same code learns AND, OR and NAND. Not every start gets there: where does
// the loss stay if all parameters start at 0, or both hidden units alike?
//
// You may use gonum's mat and floats here.
type XORTraining struct{}

// Loss returns J.
func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	panic(specs.ErrNotImplemented)
}

// Gradients returns ∂J/∂W, ∂J/∂c, ∂J/∂V and ∂J/∂b in the shapes of p.
func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	panic(specs.ErrNotImplemented)
}

// Train returns the steps+1 networks from start to the last step.
func (XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	panic(specs.ErrNotImplemented)
}
