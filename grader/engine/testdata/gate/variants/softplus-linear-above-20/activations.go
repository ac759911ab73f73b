// Package student is a variant for rows 6 and 25 of numerics 6.2: softplus is
// linear above 20 and exponential below −30, as deep-learning libraries have
// it; half slopes at the kinks.
package student

import "math"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64) {
	if z == 0 {
		return 0, 0.5
	}
	if z < 0 {
		return math.Copysign(0, -1), 0
	}
	return z, 1
}

func zeta(z float64) float64 {
	if z > 20 {
		return z
	}
	if z < -30 {
		return math.Exp(z)
	}
	return math.Log1p(math.Exp(z))
}

func (Activations) Softplus(z float64) (float64, float64) { return zeta(z), 1 / (1 + math.Exp(-z)) }

func (Activations) Sigmoid(z float64) (float64, float64) {
	s := 1 / (1 + math.Exp(-z))
	return s, s * (1 - s)
}

func (Activations) Tanh(z float64) (float64, float64) {
	t := math.Tanh(z)
	return t, (1 - t) * (1 + t)
}

func (Activations) Abs(z float64) (float64, float64) {
	value := max(0, z) + max(0, -z)
	if z == 0 {
		return value, 1
	}
	return value, z / value
}
