package student

import "math"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64) {
	defer verdict("activations/relu")
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (float64, float64) {
	defer verdict("activations/softplus")
	// log(1+exp(z)) = -log(σ(-z))
	if z > 0 {
		return z + math.Log1p(math.Exp(-z)), s(z)
	}
	return math.Log1p(math.Exp(z)), s(z)
}

func (Activations) Sigmoid(z float64) (float64, float64) {
	defer verdict("activations/sigmoid")
	return s(z), s(z) * s(-z)
}

func (Activations) Tanh(z float64) (float64, float64) {
	defer verdict("activations/tanh")
	// 1/cosh² would do for the slope, but cosh(1000) is too big
	t := math.Tanh(z)
	return t, 1 - t*t
}

func (Activations) Abs(z float64) (float64, float64) {
	defer verdict("activations/abs")
	if z >= 0 {
		return z, 1
	}
	return -z, -1
}

func s(z float64) float64 {
	if z >= 0 {
		return 1 / (1 + math.Exp(-z))
	}
	return math.Exp(z) / (1 + math.Exp(z))
}
