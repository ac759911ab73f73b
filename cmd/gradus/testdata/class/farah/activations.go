package student

import "math"

// Activations, section 6.3.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z <= 0 {
		return 0, 0
	}
	return z, 1
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	soft, _, sigma := smooth(z)
	return soft, sigma
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	_, _, left := smooth(-z)
	_, _, right := smooth(z)
	return right, right * left
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	value = math.Tanh(z)
	return value, 1 - value*value
}

func (Activations) Abs(z float64) (value, derivative float64) {
	pos, dPos := Activations{}.ReLU(z)
	neg, dNeg := Activations{}.ReLU(-z)
	return pos + neg, dPos - dNeg
}
