package diagnose

import "math"

// wrongSquares are mistakes in S = (1/n) Σᵢ (yᵢ − μ)².
func wrongSquares() []alternative {
	n, squares := unit.n, of(func(u unit) float64 { return u.sum(square) })
	lessOne := func(u unit) float64 { return u.n() - 1 }
	moved := func(mu func(u unit) float64) of {
		return func(u unit) float64 { u.mu = mu(u); return u.sum(square) }
	}
	only := func(pick func(u unit) []float64) of {
		return func(u unit) float64 { u.y = pick(u); return u.sum(square) }
	}
	first := only(func(u unit) []float64 { return u.y[:min(1, len(u.y))] })
	last := only(func(u unit) []float64 { return u.y[max(0, len(u.y)-1):] })
	notFirst := only(func(u unit) []float64 { return u.y[min(1, len(u.y)):] })
	notLast := only(func(u unit) []float64 { return u.y[:max(0, len(u.y)-1)] })
	differences := of(func(u unit) float64 { return u.sum(identity) })
	sampleMean := func(u unit) float64 { return u.mu + differences(u)/u.n() }
	zero := func(unit) float64 { return 0 }

	var all []alternative
	add := func(code, why string, variants ...of) {
		for _, v := range variants {
			all = append(all, alternative{code, why, v})
		}
	}
	add("sum-for-mean", "the squares are added up and not divided by n", squares)
	add("mean-taken-twice", "the sum of the squares is divided by n twice", ratio(ratio(squares, n), n))
	add("half-square", "(y − μ)² has a factor ½ too many", scaled(0.5, unit.meanSquare))
	add("double-square", "(y − μ)² has a factor 2 too many", scaled(2, unit.meanSquare))
	add("missing-data-term", "the term of the data, (y − μ)², is missing", zero)
	add("data-term-sign", "the term of the data, (y − μ)², has the wrong sign", scaled(-1, unit.meanSquare))
	add("mu-forgotten", "μ is not subtracted from y", ratio(moved(zero), n))
	add("mu-added", "μ is added to y, not subtracted", ratio(moved(func(u unit) float64 { return -u.mu }), n))
	add("about-sample-mean", "the mean of the sample stands in place of μ", ratio(moved(sampleMean), n), ratio(moved(sampleMean), lessOne))
	add("data-not-squared", "y − μ is not squared", ratio(differences, n), scaled(-1, ratio(differences, n)))
	add("twice-data-not-squared", "2(y − μ) stands in place of (y − μ)²", scaled(2, ratio(differences, n)), scaled(-2, ratio(differences, n)))
	add("absolute-for-square", "|y − μ| stands in place of (y − μ)²", func(u unit) float64 { return u.sum(math.Abs) / u.n() })
	add("square-of-sum", "the sum is squared in place of each y − μ", func(u unit) float64 { return square(differences(u)) / u.n() })
	add("square-of-mean", "the mean is squared in place of each y − μ", func(u unit) float64 { return square(differences(u) / u.n()) })
	add("root-of-square", "a square root is taken of the mean of the squares", func(u unit) float64 { return math.Sqrt(u.meanSquare()) })
	add("inverse-square", "the mean of the squares stands in the denominator", over(unit.meanSquare))
	add("first-sample-only", "only the first y is used", first, ratio(first, n))
	add("last-sample-only", "only the last y is used", last, ratio(last, n))
	add("first-sample-dropped", "the first y is left out", ratio(notFirst, n), ratio(notFirst, lessOne))
	add("last-sample-dropped", "the last y is left out", ratio(notLast, n), ratio(notLast, lessOne))
	add("n-minus-one", "the sum of the squares is divided by n − 1", ratio(squares, lessOne))
	return all
}

// logSlope is −1/β, the derivative of −log β.
func logSlope(u unit) float64 { return -1 / u.beta }

// wrongLogSlopes are mistakes in −1/β.
func wrongLogSlopes() []alternative {
	log := func(u unit) float64 { return math.Log(u.beta) }
	all := []alternative{
		{"missing-log-term", "the term −1/β is missing", constant(0)},
		{"log-term-sign", "the term −1/β has the wrong sign", scaled(-1, logSlope)},
		{"log-term-squared", "β is squared in the term −1/β", ratio(logSlope, beta)},
		{"log-term-squared", "β is squared in the term −1/β", scaled(-1, ratio(logSlope, beta))},
		{"log-not-differentiated", "log β stands in place of its derivative 1/β", log},
		{"log-not-differentiated", "log β stands in place of its derivative 1/β", scaled(-1, log)},
		{"log10", "the logarithm is taken to base 10, which divides its derivative by ln 10", scaled(1/math.Ln10, logSlope)},
		{"log2", "the logarithm is taken to base 2, which divides its derivative by ln 2", scaled(1/math.Ln2, logSlope)},
		{"log1p", "log(1 + β) is differentiated, not log β", func(u unit) float64 { return -1 / (1 + u.beta) }},
		{"half-log-term", "the term −1/β has a factor ½ too many", scaled(0.5, logSlope)},
		{"double-log-term", "the term −1/β has a factor 2 too many", scaled(2, logSlope)},
		{"summed-log-term", "the term −1/β has a factor n too many", func(u unit) float64 { return u.n() * logSlope(u) }},
		{"log-term-over-n", "the term −1/β is divided by n", ratio(logSlope, unit.n)},
		{"beta-not-inverted", "β stands in place of 1/β", scaled(-1, beta)},
		{"one-for-log-term", "1 stands in place of 1/β", constant(-1)},
		{"a-for-beta", "a stands in place of β in the term −1/β", func(u unit) float64 { return -1 / u.a }},
	}
	for _, epsilon := range smallConstants() {
		all = append(all, alternative{"constant-added-to-beta", "a small constant is added to β", func(u unit) float64 { return -1 / (u.beta + epsilon) }})
	}
	return all
}

// smallConstants are what is added to β for fear of log 0. Any smaller one is lost
// in rounding.
func smallConstants() []float64 {
	return []float64{1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10}
}

func beta(u unit) float64 { return u.beta }

// wrongSteps are mistakes in the derivative of the rectifier, 1 if a > 0, else
// 0.
func wrongSteps() []alternative {
	const uncut = "it is not cut off for a ≤ 0"
	return []alternative{
		{"mask-missing", uncut, constant(1)},
		{"mask-missing", uncut, func(u unit) float64 { return leaky(u.a) }},
		{"mask-inverted", "it is cut off for a > 0 and kept for a ≤ 0", func(u unit) float64 { return indicator(!(u.a > 0)) }},
		{"mask-inverted", "it is cut off for a > 0 and kept for a ≤ 0", func(u unit) float64 { return indicator(u.a < 0) }},
		{"mask-includes-zero", "it is not cut off at a = 0", func(u unit) float64 { return indicator(u.a >= 0) }},
		{"mask-from-x", "it is cut off by the sign of x, not of a", func(u unit) float64 { return indicator(u.x > 0) }},
		{"value-for-derivative", "the rectifier's value max(0, a) stands in place of its derivative", func(u unit) float64 { return max(0, u.a) }},
		{"sigmoid-for-derivative", "σ(a), the derivative of the softplus, stands in place of the rectifier's", unit.sigmoid},
		{"zero-activation-gradient", "it is 0 for a > 0 too", constant(0)},
	}
}

// wrongSigmoids are mistakes in the derivative of the softplus, σ(a). One stands
// for another formula of the same number: 1/(1 + eᵃ) is σ(−a) is 1 − σ(a).
func wrongSigmoids() []alternative {
	onBeta := func(f func(beta float64) float64) of { return func(u unit) float64 { return f(u.beta) } }
	logistic := func(s float64) float64 { return s * (1 - s) }
	return []alternative{
		{"act-derivative-missing", "the derivative of the activation, σ(a), is missing", constant(1)},
		{"act-derivative-of-output", "σ(β) stands in place of σ(a)", onBeta(sigmoid)},
		{"act-derivative-twice", "σ(a) is multiplied in twice", func(u unit) float64 { return square(u.sigmoid()) }},
		{"sigmoid-of-sigmoid", "σ is applied twice", func(u unit) float64 { return sigmoid(u.sigmoid()) }},
		{"sigmoid-of-minus-a", "1/(1 + eᵃ), which is σ(−a), stands in place of σ(a) = 1/(1 + e⁻ᵃ)", onA(func(a float64) float64 { return sigmoid(-a) })},
		{"sigmoid-times-one-minus", "σ(a)(1 − σ(a)), the derivative of the sigmoid, stands in place of σ(a), that of the softplus",
			func(u unit) float64 { return logistic(u.sigmoid()) }},
		{"output-times-one-minus", "β(1 − β) stands in place of σ(a)", onBeta(logistic)},
		{"divided-by-derivative", "it is divided by σ(a), not multiplied", over(unit.sigmoid)},
		{"softplus-for-derivative", "the softplus itself stands in place of its derivative σ(a)", beta},
		{"exp-for-derivative", "eᵃ stands in place of σ(a)", onA(math.Exp)},
		{"tanh-for-derivative", "tanh a stands in place of σ(a)", onA(math.Tanh)},
		{"tanh-derivative", "1 − tanh² a, the derivative of tanh, stands in place of σ(a)", onA(func(a float64) float64 { return 1 - square(math.Tanh(a)) })},
		{"relu-derivative", "the derivative of the rectifier stands in place of σ(a), that of the softplus", unit.step},
		{"a-for-derivative", "a stands in place of σ(a)", onA(identity)},
		{"zero-activation-gradient", "it is 0", constant(0)},
	}
}

// wrongInputs are mistakes in the factor x of ∂L/∂w.
func wrongInputs() []alternative {
	x := unit.input
	return []alternative{
		{"missing-x", "the factor x is missing", constant(1)},
		{"x-squared", "the factor is x², not x", func(u unit) float64 { return square(u.x) }},
		{"divided-by-x", "it is divided by x, not multiplied", over(x)},
		{"absolute-x", "the factor is |x|, not x", func(u unit) float64 { return math.Abs(u.x) }},
		{"activation-for-x", "the factor is a or β, not x", func(u unit) float64 { return u.a }},
		{"activation-for-x", "the factor is a or β, not x", beta},
		{"mu-for-x", "the factor is μ, not x", func(u unit) float64 { return u.mu }},
		{"mean-for-x", "the factor is the mean of y, not x", func(u unit) float64 { return u.mu + u.sum(identity)/u.n() }},
		{"zero-weight-gradient", "it is 0", constant(0)},
	}
}

// wrongBiases are mistakes in the factor 1 of ∂L/∂b.
func wrongBiases() []alternative {
	return []alternative{
		{"bias-times-x", "there is a factor x too many", unit.input},
		{"bias-times-a", "there is a factor a too many", func(u unit) float64 { return u.a }},
		{"bias-times-mu", "there is a factor μ too many", func(u unit) float64 { return u.mu }},
		{"zero-bias-gradient", "it is 0", constant(0)},
	}
}
