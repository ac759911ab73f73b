package student

import "math"

// Activations: (value, derivative)
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		value, derivative = z, 1
	}
	return
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	return plus(z), logistic(z)
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	return logistic(z), logistic(z) * logistic(-z)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	// tanh(z) = 2σ(2z) - 1, but without the cancellation near 0
	value = math.Tanh(z)
	return value, (1 + value) * (1 - value)
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z == 0 {
		return 0, 0
	}
	return math.Abs(z), z / math.Abs(z)
}

// logistic never takes exp of a big number.
func logistic(z float64) float64 {
	if z > 0 {
		return 1 / (1 + math.Exp(-z))
	}
	return math.Exp(z) / (1 + math.Exp(z))
}
