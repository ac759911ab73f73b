package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

func backpropLibrary() []option[backprop] {
	return slices.Concat(wrongForwards(), wrongDeltas(), wrongSlopes(), wrongWeights(),
		wrongHiddenWeights(), wrongHiddenBiases(), wrongOutputWeights(), wrongOutputBiases())
}

// variants are functions that put the same mistake into a model in different
// ways.
func variants[M any, F any](slot string, set func(*M, F), code, why string, fs ...F) []option[M] {
	var all []option[M]
	for _, f := range fs {
		all = append(all, option[M]{slot, code, why, func(m *M) { set(m, f) }})
	}
	return all
}

// wrongForwards are mistakes in the forward pass that a Gradients does for
// itself.
func wrongForwards() []option[backprop] {
	changed := func(change func(net specs.Network) specs.Network) forward {
		return func(x []float64, net specs.Network) (z, h []float64, yhat float64) {
			return rightForward(x, change(net))
		}
	}
	activated := func(f func(z float64) float64) forward {
		return func(x []float64, net specs.Network) (z, h []float64, yhat float64) {
			z, _, _ = rightForward(x, net)
			yhat = net.B
			for k := range z {
				h = append(h, f(z[k]))
				yhat += h[k] * net.V[k]
			}
			return z, h, yhat
		}
	}
	output := func(f func(yhat float64) float64) forward {
		return func(x []float64, net specs.Network) (z, h []float64, yhat float64) {
			z, h, yhat = rightForward(x, net)
			return z, h, f(yhat)
		}
	}
	var all []option[backprop]
	add := func(code, why string, fs ...forward) {
		all = append(all, variants("forward", func(m *backprop, f forward) { m.forward = f }, code, why, fs...)...)
	}
	add("forward-without-c", "the forward pass behind it leaves out c", changed(func(n specs.Network) specs.Network {
		n.C = make([]float64, len(n.C))
		return n
	}))
	add("forward-without-b", "the forward pass behind it leaves out b", changed(func(n specs.Network) specs.Network { n.B = 0; return n }))
	add("forward-w-transposed", "the forward pass behind it has W transposed", changed(func(n specs.Network) specs.Network {
		if len(n.W) == len(n.C) {
			n.W = transposed(n.W)
		}
		return n
	}))
	add("forward-without-relu", "the forward pass behind it leaves out the rectifier", activated(identity))
	add("forward-leaky", "the forward pass behind it has a leaky rectifier", activated(func(z float64) float64 { return z * leaky(z) }))
	add("forward-sigmoid", "the forward pass behind it has sigmoids for hidden units, not rectifiers", activated(sigmoid))
	add("forward-tanh", "the forward pass behind it has tanh for hidden units, not rectifiers", activated(math.Tanh))
	add("rectified-output", "the forward pass behind it has a rectifier on the output too", output(func(y float64) float64 { return max(0, y) }))
	add("sigmoid-output", "the forward pass behind it has a sigmoid on the output", output(sigmoid))
	add("thresholded-output", "the forward pass behind it rounds the output to 0 or 1", output(func(y float64) float64 { return indicator(y > 0.5) }))
	return all
}

// wrongDeltas are mistakes in δ = (2/n)(ŷ − t).
func wrongDeltas() []option[backprop] {
	type delta = func(e example) float64
	right := rightBackprop().delta
	by := func(factor func(e example) float64) delta {
		return func(e example) float64 { return factor(e) * right(e) }
	}
	number := func(c float64) delta { return by(func(example) float64 { return c }) }
	n := func(e example) float64 { return e.n }
	residual := func(e example) float64 { return e.yhat - e.t }
	over := func(f delta, by func(e example) float64) delta {
		return func(e example) float64 { return f(e) / by(e) }
	}
	lessOne := func(e example) float64 { return (e.n - 1) / e.n }
	first := func(e example) float64 { return indicator(e.i == 0) }
	last := func(e example) float64 { return indicator(e.last) }
	notFirst := func(e example) float64 { return indicator(e.i > 0) }
	notLast := func(e example) float64 { return indicator(!e.last) }
	times := func(f, g delta) delta { return func(e example) float64 { return f(e) * g(e) } }
	sign := func(e example) float64 { return math.Copysign(1, residual(e)) }

	var all []option[backprop]
	add := func(code, why string, fs ...delta) {
		all = append(all, variants("delta", func(m *backprop, f delta) { m.delta = f }, code, why, fs...)...)
	}
	add("sum-for-mean", "the examples are added up and not divided by n", by(n))
	add("missing-two", "the factor 2 from the square is missing", number(0.5))
	add("bare-residual", "the factor 2/n is missing", residual)
	add("double", "there is a factor 2 too many", number(2))
	add("mean-taken-twice", "it is divided by n twice", over(right, n))
	add("n-minus-one", "it is divided by n − 1, not n", over(right, lessOne))
	add("negated", "the error is taken as t − ŷ, which turns the sign", number(-1))
	add("absolute-error", "|ŷ − t| stands in place of ŷ − t", func(e example) float64 { return math.Abs(right(e)) })
	add("error-sign-only", "only the sign of ŷ − t is used", over(sign, n), over(func(e example) float64 { return 2 * sign(e) }, n))
	add("error-squared", "the square of ŷ − t is not differentiated", times(right, residual), over(times(residual, residual), n))
	add("target-missing", "the targets t are not subtracted", func(e example) float64 { return 2 / e.n * e.yhat })
	add("output-missing", "the output ŷ is missing from ŷ − t", func(e example) float64 { return -2 / e.n * e.t })
	add("rectified-error", "the error is cut off where ŷ ≤ 0, as if the output had a rectifier", by(func(e example) float64 { return indicator(e.yhat > 0) }))
	add("sigmoid-error", "the error is multiplied by ŷ(1 − ŷ), as if the output were a sigmoid", by(func(e example) float64 { return e.yhat * (1 - e.yhat) }))
	add("first-sample-only", "only the first example is used", by(first), by(times(n, first)))
	add("last-sample-only", "only the last example is used", by(last), by(times(n, last)))
	add("first-sample-dropped", "the first example is left out", by(notFirst), over(by(notFirst), lessOne))
	add("last-sample-dropped", "the last example is left out", by(notLast), over(by(notLast), lessOne))
	add("zero-gradient", "no error arrives: it is 0", func(example) float64 { return 0 })
	return all
}

// wrongSlopes are mistakes in the derivative of the rectifier at z.
func wrongSlopes() []option[backprop] {
	type slope = func(e example, k int) float64
	var all []option[backprop]
	add := func(code, why string, fs ...slope) {
		all = append(all, variants("slope", func(m *backprop, f slope) { m.slope = f }, code, why, fs...)...)
	}
	add("mask-missing", "∂J/∂z is not cut off where z ≤ 0", func(example, int) float64 { return 1 })
	add("mask-inverted", "∂J/∂z is cut off where z > 0 and kept where it is not", func(e example, k int) float64 { return indicator(!(e.z[k] > 0)) })
	add("mask-leaky", "∂J/∂z has the slope 0.01 of a leaky rectifier where z ≤ 0", func(e example, k int) float64 { return leaky(e.z[k]) })
	add("mask-from-output", "∂J/∂z is cut off by the sign of ŷ, not of z", func(e example, _ int) float64 { return indicator(e.yhat > 0) })
	add("mask-from-x", "∂J/∂z is cut off by the sign of an input, not of z",
		func(e example, _ int) float64 { return indicator(e.x[0] > 0) },
		func(e example, _ int) float64 { return indicator(e.x[len(e.x)-1] > 0) },
		func(e example, k int) float64 { return indicator(e.x[min(k, len(e.x)-1)] > 0) })
	add("mask-from-weight", "∂J/∂z is cut off by the sign of V, not of z", func(e example, k int) float64 { return indicator(e.net.V[k] > 0) })
	add("mask-from-error", "∂J/∂z is cut off by its own sign, not that of z", func(e example, k int) float64 { return indicator((e.yhat-e.t)*e.net.V[k] > 0) })
	add("value-for-derivative", "h stands in place of the rectifier's derivative", func(e example, k int) float64 { return e.h[k] })
	add("argument-for-derivative", "z stands in place of the rectifier's derivative", func(e example, k int) float64 { return e.z[k] })
	add("sigmoid-derivative", "the derivative of the sigmoid stands in place of the rectifier's",
		func(e example, k int) float64 { return e.h[k] * (1 - e.h[k]) }, func(e example, k int) float64 { return sigmoid(e.z[k]) * sigmoid(-e.z[k]) })
	add("tanh-derivative", "the derivative of tanh stands in place of the rectifier's",
		func(e example, k int) float64 { return 1 - square(e.h[k]) }, func(e example, k int) float64 { return 1 - square(math.Tanh(e.z[k])) })
	return all
}

// wrongWeights are mistakes in what leads the error back to a hidden unit, V.
func wrongWeights() []option[backprop] {
	type weight = func(e example, k int) float64
	var all []option[backprop]
	add := func(code, why string, fs ...weight) {
		all = append(all, variants("weight", func(m *backprop, f weight) { m.weight = f }, code, why, fs...)...)
	}
	sum := func(xs []float64) float64 {
		sum := 0.0
		for _, x := range xs {
			sum += x
		}
		return sum
	}
	add("output-weight-missing", "the factor Vₖ is missing from ∂J/∂z", func(example, int) float64 { return 1 })
	add("output-weights-swapped", "Vₖ is that of another hidden unit",
		func(e example, k int) float64 { return e.net.V[len(e.net.V)-1-k] }, func(e example, k int) float64 { return e.net.V[(k+1)%len(e.net.V)] })
	add("output-weights-summed", "the sum of V stands in place of Vₖ", func(e example, _ int) float64 { return sum(e.net.V) })
	add("hidden-weight-for-output", "W stands in place of V", func(e example, k int) float64 { return e.net.W[0][k] },
		func(e example, k int) float64 { return sum(transposed(e.net.W)[k]) })
	add("hidden-bias-for-weight", "c stands in place of V", func(e example, k int) float64 { return e.net.C[k] })
	add("output-weight-squared", "Vₖ is multiplied in twice", func(e example, k int) float64 { return square(e.net.V[k]) })
	add("output-weight-sign", "Vₖ has the wrong sign in ∂J/∂z", func(e example, k int) float64 { return -e.net.V[k] })
	add("hidden-for-output-weight", "h stands in place of V", func(e example, k int) float64 { return e.h[k] })
	return all
}
