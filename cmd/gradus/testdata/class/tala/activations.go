package student

import "math"

// Activations, with the signs taken out of the exponents.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (t Activations) Softplus(z float64) (value, derivative float64) {
	derivative, _ = t.Sigmoid(z)
	if z > 0 {
		// softplus(z) - softplus(-z) = z
		return z + math.Log1p(math.Exp(-z)), derivative
	}
	return math.Log1p(math.Exp(z)), derivative
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	value = 1 / (1 + math.Exp(-z))
	if z < -700 {
		value = math.Exp(z)
	}
	return value, value * (1 - value)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	if z > 20 || z < -20 {
		return math.Copysign(1, z), 0
	}
	p, q := math.Exp(z), math.Exp(-z)
	value = (p - q) / (p + q)
	return value, 1 - value*value
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}
