package student

import "math"

// Activations and their derivatives.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	return activation(z), activationPrime(z)
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	return activationPrime(z), activationPrime(z) * activationPrime(-z)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	value = 1 - 2/(math.Exp(2*z)+1)
	return value, 1 - value*value
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z == 0 {
		return 0, 0
	}
	return math.Abs(z), math.Copysign(1, z)
}
