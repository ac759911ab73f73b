package student

import "math"

// Activations. The slopes here are known from the lecture, nothing measured.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	return ramp(z), gate(z)
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	return gate(z), gate(z) * gate(-z)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	return gate(2*z) - gate(-2*z), 4 * gate(2*z) * gate(-2*z)
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}

func gate(z float64) float64 {
	if z < 0 {
		return math.Exp(z) / (1 + math.Exp(z))
	}
	return 1 / (1 + math.Exp(-z))
}
