// Package student is a variant of our own: everything in e to negative powers,
// tanh from expm1, slopes by quotients, units as values of one table.
package student

import "math"

type Activations struct{}

// pair is a value and a slope.
type pair func(z float64) (float64, float64)

var table = map[string]pair{}

func init() {
	table["relu"] = kinked(0)
	table["abs"] = kinked(-1)
	table["tanh"] = func(z float64) (float64, float64) {
		e := math.Expm1(-2 * math.Abs(z))
		t := math.Copysign(-e/(2+e), z)
		return t, 1 - t*t
	}
	table["sigmoid"] = func(z float64) (float64, float64) {
		e := math.Exp(-math.Abs(z))
		s := 1 / (1 + e)
		if z < 0 {
			s = e / (1 + e)
		}
		return s, e / math.Pow(1+e, 2)
	}
	table["softplus"] = func(z float64) (float64, float64) {
		s, _ := table["sigmoid"](z)
		if z > 0 {
			return z + math.Log1p(math.Exp(-z)), s
		}
		return math.Log1p(math.Exp(z)), s
	}
}

// kinked is z above 0 and left·z below.
func kinked(left float64) pair {
	return func(z float64) (float64, float64) {
		if z > 0 {
			return z, 1
		}
		return left * z, left
	}
}

func (Activations) ReLU(z float64) (float64, float64)     { return table["relu"](z) }
func (Activations) Softplus(z float64) (float64, float64) { return table["softplus"](z) }
func (Activations) Sigmoid(z float64) (float64, float64)  { return table["sigmoid"](z) }
func (Activations) Tanh(z float64) (float64, float64)     { return table["tanh"](z) }
func (Activations) Abs(z float64) (float64, float64)      { return table["abs"](z) }
