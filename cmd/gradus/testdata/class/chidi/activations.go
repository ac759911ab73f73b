package student

import "math"

// Activations are the hidden units of the course's plots.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z < 0 {
		return 0, 0
	}
	return z, 1 // at 0 as well, the sheet says any slope will do
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	// log(1+e^z) = max(z,0) + log(1+e^-|z|)
	e := math.Exp(-math.Abs(z))
	value = math.Max(z, 0) + math.Log1p(e)
	if z >= 0 {
		derivative = 1 / (1 + e)
	} else {
		derivative = e / (1 + e)
	}
	return
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	e := math.Exp(-math.Abs(z))
	value = 1 / (1 + e)
	if z < 0 {
		value = e / (1 + e)
	}
	derivative = e / ((1 + e) * (1 + e)) // symmetric in z
	return
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	value = math.Tanh(z)
	derivative = 1 - math.Pow(value, 2)
	return
}

func (Activations) Abs(z float64) (value, derivative float64) {
	return math.Abs(z), math.Copysign(1, z)
}
