package diagnose

import "math"

// sign is the derivative of |z|.
func sign(z float64) float64 { return math.Copysign(1, z) }

// wrongSizes are mistakes that multiply a whole function by a constant.
func wrongSizes(right of) []alternative {
	return []alternative{
		{"negated", "the sign is wrong", scaled(-1, right)},
		{"half", "there is a factor ½ too many", scaled(0.5, right)},
		{"double", "there is a factor 2 too many", scaled(2, right)},
	}
}

// leaks are rectifiers that let through some of what is negative.
func leaks(code, why string, f func(leak, z float64) float64) []alternative {
	var all []alternative
	for _, leak := range []float64{0.001, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.3} {
		all = append(all, alternative{code, why, onA(func(z float64) float64 { return f(leak, z) })})
	}
	return all
}

func wrongReLUValues() []alternative {
	all := []alternative{
		{"activation-missing", "the rectifier is missing: it is z", onA(identity)},
		{"absolute-for-relu", "|z| stands in place of max(0, z)", onA(math.Abs)},
		{"relu-inverted", "min(0, z) stands in place of max(0, z)", onA(func(z float64) float64 { return min(0, z) })},
		{"relu-of-minus-a", "max(0, −z) stands in place of max(0, z)", onA(func(z float64) float64 { return max(0, -z) })},
		{"derivative-for-relu", "the rectifier's derivative stands in its place", unit.step},
		{"softplus-for-relu", "the softplus stands in place of the rectifier", onA(softplus)},
		{"elu-for-relu", "eᶻ − 1, the exponential linear unit, stands in place of 0 for z < 0", onA(func(z float64) float64 { return max(z, math.Expm1(min(z, 0))) })},
		{"capped", "it does not grow beyond 1", onA(func(z float64) float64 { return min(1, max(0, z)) })},
		{"one-for-zero", "max(1, z) stands in place of max(0, z)", onA(func(z float64) float64 { return max(1, z) })},
		{"zero", "it is 0 everywhere", constant(0)},
		{"negated", "the sign is wrong", onA(func(z float64) float64 { return -max(0, z) })},
	}
	return append(all, leaks("leaky-relu", "it leaks for z < 0", func(leak, z float64) float64 { return max(leak*z, z) })...)
}

func wrongReLUSlopes() []alternative {
	all := []alternative{
		{"mask-missing", "it is 1 for z < 0 too", constant(1)},
		{"mask-inverted", "it is 1 for z < 0 and 0 for z > 0", onA(func(z float64) float64 { return indicator(z < 0) })},
		{"value-for-derivative", "the value max(0, z) stands in place of the derivative", onA(func(z float64) float64 { return max(0, z) })},
		{"argument-for-derivative", "z stands in place of the derivative", onA(identity)},
		{"sign-for-derivative", "it is −1 for z < 0, as for |z|", onA(sign)},
		{"sigmoid-for-derivative", "σ(z), the derivative of the softplus, stands in place of the rectifier's", unit.sigmoid},
		{"zero-activation-gradient", "it is 0 for z > 0 too", constant(0)},
		{"negated", "the sign is wrong", scaled(-1, unit.step)},
	}
	return append(all, leaks("leaky-relu", "it is not 0 for z < 0, as if the rectifier leaked", func(leak, z float64) float64 {
		if z > 0 {
			return 1
		}
		return leak
	})...)
}

func wrongAbsValues() []alternative {
	return append(wrongSizes(onA(math.Abs)), []alternative{
		{"absolute-missing", "it is z, with its sign", onA(identity)},
		{"relu-for-absolute", "max(0, z) stands in place of |z|", onA(func(z float64) float64 { return max(0, z) })},
		{"relu-of-minus-a", "max(0, −z) stands in place of |z|", onA(func(z float64) float64 { return max(0, -z) })},
		{"square-for-absolute", "z² stands in place of |z|", onA(square)},
		{"derivative-for-value", "the derivative stands in place of the value", onA(sign)},
	}...)
}

func wrongAbsSlopes() []alternative {
	return append(wrongSizes(onA(sign)), []alternative{
		{"sign-missing", "it is 1 for z < 0 too", constant(1)},
		{"relu-derivative", "it is 0 for z < 0, as for the rectifier", unit.step},
		{"value-for-derivative", "the value |z| stands in place of the derivative", onA(math.Abs)},
		{"argument-for-derivative", "z stands in place of the derivative", onA(identity)},
		{"zero-activation-gradient", "it is 0", constant(0)},
	}...)
}

func wrongSoftplusValues() []alternative {
	return append(wrongSizes(onA(softplus)), []alternative{
		{"activation-missing", "the softplus is missing: it is z", onA(identity)},
		{"relu-for-softplus", "the rectifier stands in place of the softplus", onA(func(z float64) float64 { return max(0, z) })},
		{"derivative-for-softplus", "σ(z), the derivative of the softplus, stands in its place", unit.sigmoid},
		{"softplus-of-minus-a", "log(1 + e⁻ᶻ) stands in place of log(1 + eᶻ)", onA(func(z float64) float64 { return softplus(-z) })},
		{"softplus-twice", "it is log(2 + eᶻ): 1 is added twice, or the softplus is applied twice", onA(func(z float64) float64 { return softplus(softplus(z)) })},
		{"argument-doubled", "e²ᶻ stands in place of eᶻ", onA(func(z float64) float64 { return softplus(2 * z) })},
		{"log10", "the logarithm is taken to base 10", scaled(1/math.Ln10, onA(softplus))},
		{"log2", "the logarithm is taken to base 2", scaled(1/math.Ln2, onA(softplus))},
		{"exp-for-softplus", "eᶻ stands in place of log(1 + eᶻ)", onA(math.Exp)},
		{"log-missing", "1 + eᶻ stands in place of its logarithm", onA(func(z float64) float64 { return 1 + math.Exp(z) })},
		{"one-added-outside", "1 is added to log eᶻ, not to eᶻ", onA(func(z float64) float64 { return 1 + z })},
		{"tanh-for-softplus", "tanh stands in place of the softplus", onA(math.Tanh)},
	}...)
}

func wrongSoftplusSlopes() []alternative {
	logistic := func(s float64) float64 { return s * (1 - s) }
	return append(wrongSizes(unit.sigmoid), []alternative{
		{"act-derivative-of-output", "σ is taken at ζ(z), not at z", func(u unit) float64 { return sigmoid(u.beta) }},
		{"sigmoid-of-sigmoid", "σ is applied twice", func(u unit) float64 { return sigmoid(u.sigmoid()) }},
		{"sigmoid-of-minus-a", "1/(1 + eᶻ), which is σ(−z), stands in place of σ(z) = 1/(1 + e⁻ᶻ)", onA(func(z float64) float64 { return sigmoid(-z) })},
		{"sigmoid-times-one-minus", "σ(z)(1 − σ(z)), the derivative of the sigmoid, stands in place of σ(z), that of the softplus",
			func(u unit) float64 { return logistic(u.sigmoid()) }},
		{"output-times-one-minus", "ζ(z)(1 − ζ(z)) stands in place of σ(z)", func(u unit) float64 { return logistic(u.beta) }},
		{"value-for-derivative", "the value ζ(z) stands in place of the derivative", beta},
		{"exp-for-derivative", "eᶻ stands in place of σ(z): the derivative of the logarithm is missing", onA(math.Exp)},
		{"tanh-derivative", "1 − tanh² z, the derivative of tanh, stands in place of σ(z)", onA(func(z float64) float64 { return 1 - square(math.Tanh(z)) })},
		{"relu-derivative", "the derivative of the rectifier stands in place of σ(z), that of the softplus", unit.step},
		{"log10", "it is that of a logarithm to base 10", scaled(1/math.Ln10, unit.sigmoid)},
		{"log2", "it is that of a logarithm to base 2", scaled(1/math.Ln2, unit.sigmoid)},
		{"derivative-of-one", "it is 1", constant(1)},
		{"zero-activation-gradient", "it is 0", constant(0)},
	}...)
}

func wrongSigmoidValues() []alternative {
	return append(wrongSizes(unit.sigmoid), []alternative{
		{"activation-missing", "the sigmoid is missing: it is z", onA(identity)},
		{"sigmoid-of-minus-a", "1/(1 + eᶻ), which is σ(−z), stands in place of σ(z) = 1/(1 + e⁻ᶻ)", onA(func(z float64) float64 { return sigmoid(-z) })},
		{"sigmoid-of-sigmoid", "σ is applied twice", func(u unit) float64 { return sigmoid(u.sigmoid()) }},
		{"argument-doubled", "e⁻²ᶻ stands in place of e⁻ᶻ", onA(func(z float64) float64 { return sigmoid(2 * z) })},
		{"tanh-for-sigmoid", "tanh stands in place of the sigmoid", onA(math.Tanh)},
		{"tanh-of-half", "2σ(z) − 1, which is tanh(z/2), stands in place of σ(z)", onA(func(z float64) float64 { return math.Tanh(z / 2) })},
		{"softplus-for-sigmoid", "the softplus stands in place of the sigmoid", onA(softplus)},
		{"derivative-for-value", "the derivative stands in place of the value", func(u unit) float64 { return u.sigmoid() * sigmoid(-u.a) }},
		{"not-inverted", "1 + e⁻ᶻ stands in place of its inverse", onA(func(z float64) float64 { return 1 + math.Exp(-z) })},
		{"one-missing", "1 is not added in the denominator: it is eᶻ", onA(math.Exp)},
		{"minus-for-plus", "e⁻ᶻ is subtracted in the denominator, not added", onA(func(z float64) float64 { return 1 / (1 - math.Exp(-z)) })},
		{"step-for-sigmoid", "it jumps from 0 to 1", unit.step},
	}...)
}

func wrongSigmoidSlopes() []alternative {
	ofValue := func(f func(s float64) float64) of { return func(u unit) float64 { return f(u.beta) } }
	right := ofValue(func(s float64) float64 { return s * (1 - s) })
	return append(wrongSizes(right), []alternative{
		{"one-plus-for-one-minus", "σ(1 + σ) stands in place of σ(1 − σ)", ofValue(func(s float64) float64 { return s * (1 + s) })},
		{"value-for-derivative", "the value σ(z) stands in place of the derivative", beta},
		{"one-minus-value", "1 − σ stands in place of σ(1 − σ): a factor σ is missing", ofValue(func(s float64) float64 { return 1 - s })},
		{"value-squared", "σ² stands in place of σ(1 − σ)", ofValue(square)},
		{"inner-derivative-missing", "the derivative −1/(1 + e⁻ᶻ)² is not multiplied by −e⁻ᶻ, that of the denominator", ofValue(func(s float64) float64 { return -square(s) })},
		{"tanh-derivative", "1 − σ² stands in place of σ(1 − σ), as for tanh", ofValue(func(s float64) float64 { return 1 - square(s) })},
		{"one-minus-squared", "σ(1 − σ)² or (1 − σ)² stands in place of σ(1 − σ)", ofValue(func(s float64) float64 { return square(1 - s) })},
		{"one-minus-squared", "σ(1 − σ)² or (1 − σ)² stands in place of σ(1 − σ)", ofValue(func(s float64) float64 { return s * square(1-s) })},
		{"derivative-of-argument", "z(1 − z) stands in place of σ(z)(1 − σ(z))", onA(func(z float64) float64 { return z * (1 - z) })},
		{"act-derivative-of-output", "σ is taken at σ(z), not at z", ofValue(func(s float64) float64 { return sigmoid(s) * sigmoid(-s) })},
		{"exp-for-derivative", "e⁻ᶻ stands in place of σ(1 − σ)", onA(func(z float64) float64 { return math.Exp(-z) })},
		{"derivative-of-one", "it is 1", constant(1)},
		{"zero-activation-gradient", "it is 0", constant(0)},
	}...)
}

func wrongTanhValues() []alternative {
	return append(wrongSizes(onA(math.Tanh)), []alternative{
		{"activation-missing", "tanh is missing: it is z", onA(identity)},
		{"tanh-of-half", "2σ(z) − 1, which is tanh(z/2), stands in place of tanh z = 2σ(2z) − 1", onA(func(z float64) float64 { return math.Tanh(z / 2) })},
		{"argument-doubled", "tanh is taken at 2z, not at z", onA(func(z float64) float64 { return math.Tanh(2 * z) })},
		{"sigmoid-for-tanh", "the sigmoid stands in place of tanh", unit.sigmoid},
		{"one-not-subtracted", "2σ(2z) stands in place of 2σ(2z) − 1", onA(func(z float64) float64 { return 2 * sigmoid(2*z) })},
		{"sinh-for-tanh", "it is not divided by (eᶻ + e⁻ᶻ)/2: it is sinh z", onA(math.Sinh)},
		{"cosh-for-tanh", "cosh z stands in place of tanh z", onA(math.Cosh)},
		{"inverted", "numerator and denominator have changed places", onA(func(z float64) float64 { return 1 / math.Tanh(z) })},
		{"tangent-for-tanh", "the tangent stands in place of tanh", onA(math.Tan)},
		{"derivative-for-value", "the derivative stands in place of the value", onA(func(z float64) float64 { return 1 - square(math.Tanh(z)) })},
		{"tanh-squared", "tanh² z stands in place of tanh z", onA(func(z float64) float64 { return square(math.Tanh(z)) })},
	}...)
}

func wrongTanhSlopes() []alternative {
	ofValue := func(f func(t float64) float64) of { return func(u unit) float64 { return f(u.beta) } }
	right := ofValue(func(t float64) float64 { return 1 - square(t) })
	return append(wrongSizes(right), []alternative{
		{"square-missing", "1 − tanh z stands in place of 1 − tanh² z", ofValue(func(t float64) float64 { return 1 - t })},
		{"square-missing", "1/cosh z stands in place of 1/cosh² z, which is 1 − tanh² z", onA(func(z float64) float64 { return 1 / math.Cosh(z) })},
		{"square-outside", "(1 − tanh z)² stands in place of 1 − tanh² z", ofValue(func(t float64) float64 { return square(1 - t) })},
		{"derivative-squared", "(1 − tanh² z)² stands in place of 1 − tanh² z", ofValue(func(t float64) float64 { return square(1 - square(t)) })},
		{"one-plus-for-one-minus", "1 + tanh² z stands in place of 1 − tanh² z", ofValue(func(t float64) float64 { return 1 + square(t) })},
		{"one-missing", "tanh² z is not subtracted from 1", ofValue(square)},
		{"value-for-derivative", "the value tanh z stands in place of the derivative", beta},
		{"derivative-of-argument", "1 − z² stands in place of 1 − tanh² z", onA(func(z float64) float64 { return 1 - square(z) })},
		{"act-derivative-of-output", "tanh is taken at tanh z, not at z", ofValue(func(t float64) float64 { return 1 - square(math.Tanh(t)) })},
		{"sigmoid-times-one-minus", "tanh z (1 − tanh z) stands in place of 1 − tanh² z, as for the sigmoid", ofValue(func(t float64) float64 { return t * (1 - t) })},
		{"sigmoid-derivative", "σ(z)(1 − σ(z)), the derivative of the sigmoid, stands in place of 1 − tanh² z", func(u unit) float64 { return u.sigmoid() * sigmoid(-u.a) }},
		{"tanh-of-half", "it is that of 2σ(z) − 1, which is tanh(z/2), not tanh z", func(u unit) float64 { return 2 * u.sigmoid() * sigmoid(-u.a) }},
		{"derivative-of-one", "it is 1", constant(1)},
		{"zero-activation-gradient", "it is 0", constant(0)},
	}...)
}
