package main

import "math"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (float64, float64) {
	return math.Max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))), sig(z)
}

func (Activations) Sigmoid(z float64) (float64, float64) { return sig(z), sig(z) * sig(-z) }

func (Activations) Tanh(z float64) (float64, float64) {
	return math.Tanh(z), 1 - math.Tanh(z)*math.Tanh(z)
}

func (Activations) Abs(z float64) (float64, float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}

func sig(z float64) float64 {
	if z < 0 {
		return math.Exp(z) / (1 + math.Exp(z))
	}
	return 1 / (1 + math.Exp(-z))
}
