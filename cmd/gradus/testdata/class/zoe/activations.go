package student

import "math"

// Activations and their slopes.
type Activations struct{}

func (Activations) ReLU(z float64) (value, derivative float64) {
	switch {
	case z > 0:
		return z, 1
	default:
		return 0, 0
	}
}

func (Activations) Softplus(z float64) (value, derivative float64) {
	pos, _ := split(z)
	return math.Max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))), pos
}

func (Activations) Sigmoid(z float64) (value, derivative float64) {
	pos, neg := split(z)
	return pos, pos * neg
}

func (Activations) Tanh(z float64) (value, derivative float64) {
	pos, neg := split(2 * z)
	return pos - neg, 4 * pos * neg
}

func (Activations) Abs(z float64) (value, derivative float64) {
	if math.Signbit(z) {
		return -z, -1
	}
	return z, 1
}

// split returns σ(z) and σ(−z), which add up to 1.
func split(z float64) (pos, neg float64) {
	e := math.Exp(-math.Abs(z))
	big, small := 1/(1+e), e/(1+e)
	if z < 0 {
		return small, big
	}
	return big, small
}
