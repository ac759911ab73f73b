package student

import "math"

// Activations: values and slopes.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	value = (z + math.Abs(z)) / 2
	if z > 0 {
		derivative = 1
	}
	return
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	return zeta(z), sigma(z)
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	return sigma(z), sigma(z) * sigma(-z)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	// sinh/cosh where they are finite
	if math.Abs(z) > 300 {
		return math.Copysign(1, z), 0
	}
	value = math.Sinh(z) / math.Cosh(z)
	return value, 1 / (math.Cosh(z) * math.Cosh(z))
}

func (Activations) Abs(z float64) (value, derivative float64) {
	value = math.Abs(z)
	derivative = 1
	if z < 0 {
		derivative = -1
	}
	return
}
