package student

import "math"

// Activations of section 6.3.
type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64) {
	if z <= 0 {
		return 0, 0
	}
	return z, 1
}

func (act Activations) Softplus(z float64) (float64, float64) {
	s, _ := act.Sigmoid(z)
	if z > 30 {
		return z + math.Exp(-z), s
	}
	return math.Log1p(math.Exp(z)), s
}

func (Activations) Sigmoid(z float64) (float64, float64) {
	pos := 1 / (1 + math.Exp(-math.Abs(z)))                      // sigmoid(|z|)
	neg := math.Exp(-math.Abs(z)) / (1 + math.Exp(-math.Abs(z))) // sigmoid(-|z|)
	if z < 0 {
		return neg, pos * neg
	}
	return pos, pos * neg
}

func (Activations) Tanh(z float64) (float64, float64) {
	e := math.Exp(-2 * math.Abs(z))
	t := (1 - e) / (1 + e)
	d := 4 * e / (1 + e) / (1 + e)
	if z < 0 {
		t = -t
	}
	return t, d
}

func (Activations) Abs(z float64) (float64, float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}
