package diagnose

import "math"

// Formulas that mistakes are built from.

func constant(c float64) of { return func(unit) float64 { return c } }

func scaled(c float64, f of) of { return func(u unit) float64 { return c * f(u) } }

func ratio(f, by of) of { return func(u unit) float64 { return f(u) / by(u) } }

func over(f of) of { return ratio(constant(1), f) }

func square(x float64) float64 { return x * x }

func identity(x float64) float64 { return x }

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// leaky is the derivative of the leaky rectifier with its usual slope.
func leaky(a float64) float64 {
	if a > 0 {
		return 1
	}
	return 0.01
}

// sigmoid and softplus are stable for every a.
func sigmoid(a float64) float64 {
	if a < 0 {
		return math.Exp(a) / (1 + math.Exp(a))
	}
	return 1 / (1 + math.Exp(-a))
}

func softplus(a float64) float64 { return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }
