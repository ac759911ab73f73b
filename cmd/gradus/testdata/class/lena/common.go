package student

import "math"

// Used by Ex 3 (a) and (b).

func zeta(a float64) float64 {
	if a > 35 {
		return a + math.Exp(-a)
	}
	return math.Log1p(math.Exp(a))
}

func sigma(a float64) float64 {
	if a < -700 {
		return math.Exp(a) // exp(-a) would be infinite
	}
	return 1 / (1 + math.Exp(-a))
}

func logZeta(a float64) float64 {
	if a < -40 {
		return a
	}
	return math.Log(zeta(a))
}
