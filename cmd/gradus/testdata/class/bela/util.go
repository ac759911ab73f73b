package student

import "math"

func mse(y []float64, mu float64) float64 {
	s := 0.
	for _, yi := range y {
		s += math.Pow(yi-mu, 2)
	}
	return s / float64(len(y))
}

// stable versions from the hint in the stub
func sp(a float64) float64 { return math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }

func sg(a float64) float64 {
	if a < 0 {
		return math.Exp(a) / (1 + math.Exp(a))
	}
	return 1 / (1 + math.Exp(-a))
}
