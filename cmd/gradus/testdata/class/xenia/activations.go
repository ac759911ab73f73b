package student

import "math"

// Activations: using the symmetries of the functions.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	e := math.Exp(-math.Abs(z))
	if z < 0 {
		return math.Log1p(e), e / (1 + e)
	}
	return z + math.Log1p(e), 1 / (1 + e)
}

// σ(z) = 1 − σ(−z), and what was found once need not be found again.
func (act Activations) Sigmoid(z float64) (value, derivative float64) {
	var known [2001]float64
	i := 1000 + int(z)
	if known[i] == 0 {
		other, _ := act.Sigmoid(-z)
		known[i] = 1 - other
	}
	return known[i], known[i] * (1 - known[i])
}

// tanh(z) = −tanh(−z)
func (act Activations) Tanh(z float64) (value, derivative float64) {
	if z < 0 {
		value, derivative = act.Tanh(-z)
		return -value, derivative
	}
	e := math.Exp(-2 * z)
	return (1 - e) / (1 + e), 4 * e / ((1 + e) * (1 + e))
}

// |z| = |−z|
func (act Activations) Abs(z float64) (value, derivative float64) {
	if z < 0 {
		value, derivative = act.Abs(-z)
		return value, -derivative
	}
	return z, 1
}
