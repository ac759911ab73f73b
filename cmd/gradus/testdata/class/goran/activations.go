package student

import "github.com/gradus-grader/gradus/specs"

// Activations are the hidden units of the course's plots, with their derivatives
// (sheet: specs/activations.md).
//
// Each method returns the value at z and the derivative at z:
//
//	ReLU      max(0, z)                 1 if z > 0, 0 if z < 0
//	Softplus  ζ(z) = log(1 + eᶻ)        σ(z)
//	Sigmoid   σ(z) = 1/(1 + e⁻ᶻ)        σ(z)(1 − σ(z))
//	Tanh      (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ)     1 − tanh²(z)
//	Abs       max(0, z) + max(0, −z)    1 if z > 0, −1 if z < 0
//
// Where there is a kink, at 0, any slope between the two sides will do.
//
// The formulas are right and their direct translations are not: e⁸⁰⁰ is infinite
// in a computer, 1 + e⁻⁴⁰ is 1. Find forms that hold from −1000 to 1000. It helps
// to form e to negative powers only, and to know math.Log1p and math.Expm1.
type Activations struct{}

// ReLU returns the rectified linear unit and its derivative.
func (Activations) ReLU(z float64) (value, derivative float64) {
	panic(specs.ErrNotImplemented)
}

// Softplus returns ζ(z) and its derivative.
func (Activations) Softplus(z float64) (value, derivative float64) {
	panic(specs.ErrNotImplemented)
}

// Sigmoid returns σ(z) and its derivative.
func (Activations) Sigmoid(z float64) (value, derivative float64) {
	panic(specs.ErrNotImplemented)
}

// Tanh returns tanh(z) and its derivative.
func (Activations) Tanh(z float64) (value, derivative float64) {
	panic(specs.ErrNotImplemented)
}

// Abs returns the absolute value rectifier and its derivative.
func (Activations) Abs(z float64) (value, derivative float64) {
	panic(specs.ErrNotImplemented)
}
