package student

import "math"

// Activations looks everything up in one table of (value, derivative).
type Activations struct{}

type pair struct{ value, derivative float64 }

func lookup(name string, z float64) (float64, float64) {
	p := map[string]func() pair{
		"relu":     func() pair { return pair{(z + math.Abs(z)) / 2, (1 + sign(z)) / 2} },
		"abs":      func() pair { return pair{math.Abs(z), sign(z)} },
		"softplus": func() pair { return pair{curve["ζ"](z), curve["σ"](z)} },
		"sigmoid":  func() pair { return pair{curve["σ"](z), curve["σ"](z) * curve["σ"](-z)} },
		"tanh": func() pair {
			e := math.Expm1(-2 * math.Abs(z)) // in (-1, 0]
			t := -e / (2 + e)
			return pair{math.Copysign(t, z), (1 - t) * (1 + t)}
		},
	}[name]()
	return p.value, p.derivative
}

// sign is 0 at 0, so that relu' is ½ and abs' is 0 there.
func sign(z float64) float64 {
	if z == 0 {
		return 0
	}
	return math.Copysign(1, z)
}

func (*Activations) ReLU(z float64) (float64, float64)     { return lookup("relu", z) }
func (*Activations) Softplus(z float64) (float64, float64) { return lookup("softplus", z) }
func (*Activations) Sigmoid(z float64) (float64, float64)  { return lookup("sigmoid", z) }
func (*Activations) Tanh(z float64) (float64, float64)     { return lookup("tanh", z) }
func (*Activations) Abs(z float64) (float64, float64)      { return lookup("abs", z) }
