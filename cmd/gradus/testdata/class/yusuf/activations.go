package student

import "math"

// wait here until the debugger is attached
func init() {
	for {
	}
}

type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	value = math.Max(0, z)
	if value > 0 {
		derivative = 1
	}
	return
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	derivative, _ = Activations{}.Sigmoid(z)
	if z > 40 {
		return z, derivative
	}
	return math.Log1p(math.Exp(z)), derivative
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	e := math.Exp(-math.Abs(z))
	if z < 0 {
		value = e / (1 + e)
	} else {
		value = 1 / (1 + e)
	}
	return value, e / (1 + e) / (1 + e)
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	value = math.Tanh(z)
	return value, 1 - value*value
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}
