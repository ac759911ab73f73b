package student

import "math"

type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	value = math.Log(1 + math.Exp(z))
	derivative = 1 / (1 + math.Exp(-z))
	return
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	value = 1 / (1 + math.Exp(-z))
	derivative = value * (1 - value)
	return
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	value = math.Tanh(z)
	derivative = 1 - value*value
	return
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return -z, -1
}
