package diagnose

import "math"

// wrongHiddenWeights are mistakes in ∂J/∂W alone.
func wrongHiddenWeights() []option[backprop] {
	type part = func(m *backprop, e example, j, k int) float64
	right := rightBackprop().w
	by := func(f func(e example) float64) part {
		return func(m *backprop, e example, j, k int) float64 { return f(e) * right(m, e, j, k) }
	}
	var all []option[backprop]
	add := func(code, why string, fs ...part) {
		all = append(all, variants("∂J/∂W", func(m *backprop, f part) { m.w = f }, code, why, fs...)...)
	}
	for _, s := range exampleScales() {
		add("hidden-weights-"+s.code, s.why, by(s.of))
	}
	add("missing-x", "the factor x is missing", func(m *backprop, e example, _, k int) float64 { return m.hidden(e, k) })
	add("x-squared", "the factor is x², not x", func(m *backprop, e example, j, k int) float64 { return square(e.x[j]) * m.hidden(e, k) })
	add("inputs-swapped", "the inputs are taken in the reverse order", func(m *backprop, e example, j, k int) float64 { return e.x[len(e.x)-1-j] * m.hidden(e, k) })
	add("hidden-for-input", "the factor is h, not x", func(m *backprop, e example, j, k int) float64 {
		if j >= len(e.h) {
			return math.NaN() // there is no such unit
		}
		return e.h[j] * m.hidden(e, k)
	})
	add("hidden-weights-without-mask", "the rectifier's derivative is missing from ∂J/∂W", func(m *backprop, e example, j, k int) float64 {
		return e.x[j] * m.delta(e) * m.weight(e, k)
	})
	add("hidden-weights-without-v", "the factor Vₖ is missing from ∂J/∂W", func(m *backprop, e example, j, k int) float64 {
		return e.x[j] * m.delta(e) * m.slope(e, k)
	})
	return append(all, option[backprop]{"∂J/∂W", "transposed-w", "it is transposed", func(m *backprop) { m.turned = true }})
}

// exampleScale is a mistake that multiplies what an example adds to a gradient.
type exampleScale struct {
	code, why string
	of        func(e example) float64
}

func exampleScales() []exampleScale {
	constant := func(c float64) func(example) float64 { return func(example) float64 { return c } }
	return []exampleScale{
		{"zero", "it is 0", constant(0)},
		{"negated", "its sign is wrong", constant(-1)},
		{"half", "it has a factor ½ too many", constant(0.5)},
		{"double", "it has a factor 2 too many", constant(2)},
		{"times-n", "it has a factor n too many", func(e example) float64 { return e.n }},
		{"divided-by-n", "it is divided by n once too often", func(e example) float64 { return 1 / e.n }},
		{"of-last-sample", "it is that of the last example, not the sum of all", func(e example) float64 { return indicator(e.last) }},
		{"of-first-sample", "it is that of the first example, not the sum of all", func(e example) float64 { return indicator(e.i == 0) }},
	}
}

// unitPart adds to ∂J/∂c or ∂J/∂V.
type unitPart = func(m *backprop, e example, k int) float64

// wrongHiddenBiases are mistakes in ∂J/∂c alone.
func wrongHiddenBiases() []option[backprop] {
	var all []option[backprop]
	add := func(code, why string, fs ...unitPart) {
		all = append(all, variants("∂J/∂c", func(m *backprop, f unitPart) { m.c = f }, code, why, fs...)...)
	}
	for _, s := range exampleScales() {
		add("hidden-biases-"+s.code, s.why, func(m *backprop, e example, k int) float64 { return s.of(e) * m.hidden(e, k) })
	}
	add("hidden-biases-summed", "it is summed over the hidden units", func(m *backprop, e example, _ int) float64 {
		sum := 0.0
		for k := range e.h {
			sum += m.hidden(e, k)
		}
		return sum
	})
	add("bias-times-x", "there is a factor x too many", func(m *backprop, e example, k int) float64 { return e.x[0] * m.hidden(e, k) })
	add("bias-times-c", "there is a factor c too many", func(m *backprop, e example, k int) float64 { return e.net.C[k] * m.hidden(e, k) })
	add("hidden-biases-without-mask", "the rectifier's derivative is missing from ∂J/∂c", func(m *backprop, e example, k int) float64 { return m.delta(e) * m.weight(e, k) })
	add("hidden-biases-without-v", "the factor Vₖ is missing from ∂J/∂c", func(m *backprop, e example, k int) float64 { return m.delta(e) * m.slope(e, k) })
	add("hidden-biases-from-delta", "it is the sum of δ, not of ∂J/∂z", func(m *backprop, e example, _ int) float64 { return m.delta(e) })
	return all
}

// wrongOutputWeights are mistakes in ∂J/∂V alone.
func wrongOutputWeights() []option[backprop] {
	var all []option[backprop]
	add := func(code, why string, fs ...unitPart) {
		all = append(all, variants("∂J/∂V", func(m *backprop, f unitPart) { m.v = f }, code, why, fs...)...)
	}
	for _, s := range exampleScales() {
		add("output-weights-"+s.code, s.why, func(m *backprop, e example, k int) float64 { return s.of(e) * e.h[k] * m.delta(e) })
	}
	add("missing-h", "the factor h is missing", func(m *backprop, e example, _ int) float64 { return m.delta(e) })
	add("z-for-h", "the factor is z, not h", func(m *backprop, e example, k int) float64 { return e.z[k] * m.delta(e) })
	add("mask-for-h", "the factor is the rectifier's derivative, not h", func(m *backprop, e example, k int) float64 { return m.slope(e, k) * m.delta(e) })
	add("weight-times-h", "there is a factor Vₖ too many", func(m *backprop, e example, k int) float64 { return e.net.V[k] * e.h[k] * m.delta(e) })
	add("hidden-units-swapped", "h is that of another hidden unit",
		func(m *backprop, e example, k int) float64 { return e.h[len(e.h)-1-k] * m.delta(e) },
		func(m *backprop, e example, k int) float64 { return e.h[(k+1)%len(e.h)] * m.delta(e) })
	add("hidden-squared", "the factor is h², not h", func(m *backprop, e example, k int) float64 { return square(e.h[k]) * m.delta(e) })
	return all
}

// wrongOutputBiases are mistakes in ∂J/∂b alone.
func wrongOutputBiases() []option[backprop] {
	var all []option[backprop]
	add := func(code, why string, fs ...func(m *backprop, e example) float64) {
		all = append(all, variants("∂J/∂b", func(m *backprop, f func(m *backprop, e example) float64) { m.b = f }, code, why, fs...)...)
	}
	for _, s := range exampleScales() {
		add("output-bias-"+s.code, s.why, func(m *backprop, e example) float64 { return s.of(e) * m.delta(e) })
	}
	add("output-bias-times-y", "there is a factor ŷ too many", func(m *backprop, e example) float64 { return e.yhat * m.delta(e) })
	add("output-bias-times-b", "there is a factor b too many", func(m *backprop, e example) float64 { return e.net.B * m.delta(e) })
	add("output-bias-from-hidden", "it is summed from ∂J/∂z, not from δ", func(m *backprop, e example) float64 {
		sum := 0.0
		for k := range e.h {
			sum += m.hidden(e, k)
		}
		return sum
	})
	return all
}
