package diagnose

import (
	"math"
	"slices"
)

// wrongAffines are mistakes in a = w·x + b.
func wrongAffines() []alternative {
	return []alternative{
		{"missing-x", "the factor x is missing", func(u unit) float64 { return u.w + u.b }},
		{"bias-forgotten", "b is not added", func(u unit) float64 { return u.w * u.x }},
		{"weight-forgotten", "the factor w is missing", func(u unit) float64 { return u.x + u.b }},
		{"bias-only", "w·x is not added", func(u unit) float64 { return u.b }},
		{"bias-subtracted", "b is subtracted", func(u unit) float64 { return u.w*u.x - u.b }},
		{"bias-times-x", "b is multiplied by x too", func(u unit) float64 { return (u.w + u.b) * u.x }},
		{"swapped-weight-bias", "w and b have changed places", func(u unit) float64 { return u.b*u.x + u.w }},
		{"bias-multiplied", "b is multiplied in, not added", func(u unit) float64 { return u.w * u.x * u.b }},
		{"x-squared", "the factor is x², not x", func(u unit) float64 { return u.w*square(u.x) + u.b }},
		{"mu-for-x", "the factor is μ, not x", func(u unit) float64 { return u.w*u.mu + u.b }},
		{"negated", "the sign is wrong", scaled(-1, affine)},
	}
}

// onA makes a function of a one of the unit.
func onA(f func(a float64) float64) of { return func(u unit) float64 { return f(u.a) } }

// wrongRectifiers are mistakes in β = max(0, a). Some show at a ≤ 0 alone.
func wrongRectifiers() []alternative {
	return []alternative{
		{"activation-missing", "the rectifier is missing: β is a", onA(identity)},
		{"leaky-relu", "the rectifier leaks for a ≤ 0", onA(func(a float64) float64 { return a * leaky(a) })},
		{"absolute-for-relu", "|a| stands in place of max(0, a)", onA(math.Abs)},
		{"relu-inverted", "min(0, a) stands in place of max(0, a)", onA(func(a float64) float64 { return min(0, a) })},
		{"relu-of-minus-a", "max(0, −a) stands in place of max(0, a)", onA(func(a float64) float64 { return max(0, -a) })},
		{"derivative-for-relu", "the rectifier's derivative stands in its place", unit.step},
		{"softplus-for-relu", "the softplus stands in place of the rectifier", onA(softplus)},
		{"sigmoid-for-relu", "the sigmoid stands in place of the rectifier", onA(sigmoid)},
		{"tanh-for-relu", "tanh stands in place of the rectifier", onA(math.Tanh)},
		{"exp-for-relu", "eᵃ stands in place of the rectifier", onA(math.Exp)},
		{"square-for-relu", "a² stands in place of the rectifier", onA(square)},
		{"inverted-precision", "1/β is returned, a variance, not a precision", onA(func(a float64) float64 { return 1 / max(0, a) })},
	}
}

// wrongSoftpluses are mistakes in β = log(1 + eᵃ).
func wrongSoftpluses() []alternative {
	return []alternative{
		{"activation-missing", "the softplus is missing: β is a", onA(identity)},
		{"relu-for-softplus", "the rectifier stands in place of the softplus", onA(func(a float64) float64 { return max(0, a) })},
		{"derivative-for-softplus", "σ(a), the derivative of the softplus, stands in its place", unit.sigmoid},
		{"softplus-of-minus-a", "log(1 + e⁻ᵃ) stands in place of log(1 + eᵃ)", onA(func(a float64) float64 { return softplus(-a) })},
		{"softplus-twice", "the softplus is applied twice", onA(func(a float64) float64 { return softplus(softplus(a)) })},
		{"log10", "the logarithm is taken to base 10", scaled(1/math.Ln10, onA(softplus))},
		{"log2", "the logarithm is taken to base 2", scaled(1/math.Ln2, onA(softplus))},
		{"exp-for-softplus", "eᵃ stands in place of log(1 + eᵃ)", onA(math.Exp)},
		{"log-missing", "1 + eᵃ stands in place of its logarithm", onA(func(a float64) float64 { return 1 + math.Exp(a) })},
		{"tanh-for-softplus", "tanh stands in place of the softplus", onA(math.Tanh)},
		{"absolute-for-softplus", "|a| stands in place of the softplus", onA(math.Abs)},
		{"negated", "the sign is wrong", scaled(-1, onA(softplus))},
		{"inverted-precision", "1/β is returned, a variance, not a precision", over(onA(softplus))},
	}
}

// lossLibrary holds what can be wrong with L.
func lossLibrary() []option[loss] {
	return slices.Concat(
		options("data", wrongSquares(), func(m *loss, f of) { m.data = f }),
		options("log", wrongLogs(), func(m *loss, f of) { m.log = f }),
		options("weight", []alternative{
			{"missing-beta", "the factor β of the squares is missing", constant(1)},
			{"beta-squared", "the squares are multiplied by β², not β", func(u unit) float64 { return square(u.beta) }},
			{"divided-by-beta", "the squares are divided by β, as if it were a variance", over(beta)},
			{"root-of-beta", "the squares are multiplied by √β, not β", func(u unit) float64 { return math.Sqrt(u.beta) }},
		}, func(m *loss, f of) { m.weight = f }),
		options("constant", []alternative{
			{"constant-added", "a constant, log 2π or half of it, is added", constant(math.Log(2*math.Pi) / 2)},
			{"constant-added", "a constant, log 2π or half of it, is added", constant(math.Log(2 * math.Pi))},
		}, func(m *loss, f of) { m.constant = f }),
		options("scale", []alternative{
			{"negated", "the sign is wrong", constant(-1)},
			{"half-loss", "there is a factor ½ too many", constant(0.5)},
			{"double", "there is a factor 2 too many", constant(2)},
			{"sum-of-losses", "the losses are added up and not divided by n", unit.n},
			{"divided-by-n", "it is divided by n once too often", over(unit.n)},
		}, func(m *loss, f of) { m.scale = f }),
	)
}

// wrongLogs are mistakes in −log β.
func wrongLogs() []alternative {
	all := []alternative{
		{"missing-log-term", "the term −log β is missing", constant(0)},
		{"log-term-sign", "the term −log β has the wrong sign", scaled(-1, minusLog)},
		{"log10", "the logarithm is taken to base 10", scaled(1/math.Ln10, minusLog)},
		{"log2", "the logarithm is taken to base 2", scaled(1/math.Ln2, minusLog)},
		{"log1p", "log(1 + β) stands in place of log β", func(u unit) float64 { return -math.Log1p(u.beta) }},
		{"half-log-term", "the term −log β has a factor ½ too many", scaled(0.5, minusLog)},
		{"double-log-term", "the term −log β has a factor 2 too many", scaled(2, minusLog)},
		{"summed-log-term", "the term −log β has a factor n too many", func(u unit) float64 { return u.n() * minusLog(u) }},
		{"log-term-over-n", "the term −log β is divided by n", ratio(minusLog, unit.n)},
		{"derivative-for-log", "−1/β stands in place of −log β", logSlope},
		{"logarithm-missing", "β stands in place of log β", scaled(-1, beta)},
	}
	for _, epsilon := range smallConstants() {
		all = append(all, alternative{"constant-added-to-beta", "a small constant is added to β", func(u unit) float64 { return -math.Log(u.beta + epsilon) }})
	}
	return all
}
