package diagnose

import "math"

// Formulas that are right on paper and not in float64: e to a power overflows
// above 709, and 1 + eᶻ is 1 below −37.

// clippedArguments are formulas that hold z to an interval before anything
// else.
func clippedArguments(f func(z float64) float64) []alternative {
	var all []alternative
	for _, c := range []float64{10, 15, 20, 25, 30, 50, 100, 500, 700, 709} {
		all = append(all, alternative{"argument-clipped", "z is held to an interval, and what is beyond is not told apart", onA(func(z float64) float64 { return f(max(-c, min(c, z))) })})
	}
	return all
}

func unstableSoftpluses() []alternative {
	const loses = "log(1 + eᶻ) as it stands is 0 for z < −37, where 1 + eᶻ is 1, and infinite for z > 709, where eᶻ overflows"
	const cancels = "z + log(1 + e⁻ᶻ) loses its digits for z < −37, where the terms cancel, and is infinite for z < −709, where e⁻ᶻ overflows"
	return append(clippedArguments(softplus), []alternative{
		{"naive-softplus", loses, onA(func(z float64) float64 { return math.Log(1 + math.Exp(z)) })},
		{"exp-overflows", "eᶻ overflows for z > 709", onA(func(z float64) float64 { return math.Log1p(math.Exp(z)) })},
		{"softplus-cancels", cancels, onA(func(z float64) float64 { return z + math.Log(1+1/math.Exp(z)) })},
		{"softplus-cancels", cancels, onA(func(z float64) float64 { return z + math.Log(1+math.Exp(-z)) })},
		{"softplus-cancels", cancels, onA(func(z float64) float64 { return z + math.Log1p(math.Exp(-z)) })},
		{"one-lost", "1 + e^−|z| is 1 for |z| > 37: use log1p", onA(func(z float64) float64 { return max(z, 0) + math.Log(1+math.Exp(-math.Abs(z))) })},
	}...)
}

func unstableSigmoids() []alternative {
	return append(clippedArguments(sigmoid), []alternative{
		{"exp-overflows", "eᶻ/(1 + eᶻ) is ∞/∞, which is NaN, for z > 709, where eᶻ overflows", onA(func(z float64) float64 { return math.Exp(z) / (1 + math.Exp(z)) })},
		{"sigmoid-cancels", "1 − 1/(1 + eᶻ), or another difference from 1, is 0 for z < −37", onA(func(z float64) float64 { return 1 - 1/(1+math.Exp(z)) })},
		{"sigmoid-cancels", "1 − 1/(1 + eᶻ), or another difference from 1, is 0 for z < −37", onA(func(z float64) float64 { return (1 + math.Tanh(z/2)) / 2 })},
		{"sigmoid-cancels", "1 − 1/(1 + eᶻ), or another difference from 1, is 0 for z < −37", func(u unit) float64 { return 1 - math.Exp(-softplus(u.a)) }},
	}...)
}

func unstableSigmoidSlopes() []alternative {
	naive := func(z float64) float64 { return math.Exp(z) / (1 + math.Exp(z)) }
	logistic := func(s float64) float64 { return s * (1 - s) }
	return append(clippedArguments(func(z float64) float64 { return sigmoid(z) * sigmoid(-z) }), []alternative{
		{"exp-overflows", "eᶻ overflows for z > 709, and ∞/∞ is NaN", onA(func(z float64) float64 { return math.Exp(z) / square(1+math.Exp(z)) })},
		{"exp-overflows", "eᶻ overflows for z > 709, and ∞/∞ is NaN", onA(func(z float64) float64 { return logistic(naive(z)) })},
		{"exp-of-minus-overflows", "e⁻ᶻ overflows for z < −709, and ∞/∞ is NaN", onA(func(z float64) float64 { return math.Exp(-z) / square(1+math.Exp(-z)) })},
	}...)
}

func unstableTanhs() []alternative {
	return []alternative{
		{"exp-overflows", "eᶻ or e⁻ᶻ overflows for |z| > 709, and ∞/∞ is NaN", onA(func(z float64) float64 {
			return (math.Exp(z) - math.Exp(-z)) / (math.Exp(z) + math.Exp(-z))
		})},
		{"exp-overflows", "e²ᶻ overflows for z > 354, and ∞/∞ is NaN", onA(func(z float64) float64 { return (math.Exp(2*z) - 1) / (math.Exp(2*z) + 1) })},
		{"exp-of-minus-overflows", "e⁻²ᶻ overflows for z < −354, and ∞/∞ is NaN", onA(func(z float64) float64 { return (1 - math.Exp(-2*z)) / (1 + math.Exp(-2*z)) })},
	}
}

func unstableTanhSlopes() []alternative {
	return []alternative{
		{"exp-overflows", "eᶻ or e⁻ᶻ overflows for |z| > 709, and ∞/∞ is NaN", onA(func(z float64) float64 {
			return 1 - square((math.Exp(z)-math.Exp(-z))/(math.Exp(z)+math.Exp(-z)))
		})},
	}
}
