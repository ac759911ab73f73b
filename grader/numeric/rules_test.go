package numeric_test

import (
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// pair is a point (w, b), a direction, or a gradient (∂L/∂w, ∂L/∂b).
type pair [2]float64

// question is one gradient to be judged: the loss that the submission itself
// computes, where, and what it says its gradient is. The rest is what a grader
// knows who wrote the question.
type question struct {
	loss     func(p pair) float64
	at       pair
	gradient pair

	right pair // the gradient of the model
	size  pair // the sum of the absolute terms of right
	noise pair // of the loss, along w and along b
}

// rule is one way to judge a question.
type rule struct {
	name   string
	passes func(q question) bool
}

// rules returns ten rules in use, as their sources have them, and ours. What
// they make of NaN and infinities is part of the rule.
func rules() []rule {
	return []rule{
		{"PyTorch", central(1e-6, allClose(1e-5, 1e-3, false))}, // gradcheck, slow mode
		{"fast", pytorchFast},
		{"JAX", jax}, // check_grads in float64
		{"TF<1e-4", central(1e-3, func(a, n float64) bool { return math.Abs(a-n) < 1e-4 })},
		{"CS 1e-7", central(1e-5, relative(1e-7))}, // CS231n: "1e-7 and less you should be happy"
		{"CS 1e-4", central(1e-5, relative(1e-4))}, // CS231n: "okay for objectives with kinks"
		{"minitorch", central(1e-6, allClose(1e-2, 1e-2, true))},
		{"dlsys", dlsys},
		{"gonum", gonum},
		{"Caffe", central(1e-2, caffe)},
		{"no key", withoutKey},
		{"ours", ours},
	}
}

// quotient is the central difference quotient along a direction.
func quotient(q question, direction pair, h float64) float64 {
	step := func(h float64) float64 { return q.loss(pair{q.at[0] + h*direction[0], q.at[1] + h*direction[1]}) }
	return (step(h) - step(-h)) / (2 * h)
}

func axes() [2]pair { return [2]pair{{1, 0}, {0, 1}} }

// central compares each partial derivative a with its central quotient n.
func central(h float64, close func(a, n float64) bool) func(question) bool {
	return func(q question) bool {
		for i, axis := range axes() {
			if !close(q.gradient[i], quotient(q, axis, h)) {
				return false
			}
		}
		return true
	}
}

// allClose is |a − n| ≤ absolute + relative·|n| of NumPy and PyTorch, for which
// equal infinities are close, and two NaNs if so told.
func allClose(absolute, relative float64, equalNaN bool) func(a, n float64) bool {
	return func(a, n float64) bool {
		switch {
		case math.IsNaN(a) && math.IsNaN(n):
			return equalNaN
		case math.IsInf(a, 0) || math.IsInf(n, 0):
			return a == n
		default:
			return math.Abs(a-n) <= absolute+relative*math.Abs(n)
		}
	}
}

// relative is the relative error of the CS231n notes.
func relative(most float64) func(a, n float64) bool {
	return func(a, n float64) bool {
		return math.Abs(a-n)/max(1e-8, math.Abs(a)+math.Abs(n)) <= most
	}
}

// caffe is the rule of GradientChecker with threshold 1e-3. If n is infinite, so
// is what is allowed.
func caffe(a, n float64) bool {
	return math.Abs(a-n) <= 1e-3*max(math.Abs(a), math.Abs(n), 1)
}

// pytorchFast is gradcheck's fast mode: one random direction of positive
// components and length 1, the absolute tolerance scaled by their sum.
func pytorchFast(q question) bool {
	r := rand.New(rand.NewPCG(0, 6))
	d := unit(pair{r.Float64(), r.Float64()})
	return allClose(1e-5*(d[0]+d[1]), 1e-3, false)(along(q.gradient, d), quotient(q, d, 1e-6))
}

// jax takes one Gaussian direction, the same at every call.
func jax(q question) bool {
	r := rand.New(rand.NewPCG(0, 7))
	d := pair{r.NormFloat64(), r.NormFloat64()}
	return allClose(1e-5, 1e-5, true)(along(q.gradient, d), quotient(q, d, 1e-4))
}

func along(gradient, d pair) float64 { return gradient[0]*d[0] + gradient[1]*d[1] }

func unit(d pair) pair {
	norm := math.Hypot(d[0], d[1])
	return pair{d[0] / norm, d[1] / norm}
}

// dlsys adds up the errors of all parameters, and does not scale them.
func dlsys(q question) bool {
	sum := 0.0
	for i, axis := range axes() {
		sum += math.Abs(q.gradient[i] - quotient(q, axis, 1e-4))
	}
	return sum < 1e-6
}

// gonum is fd.Gradient with its default settings, Forward with step 2e-8, and
// the tolerance that one would first think of.
func gonum(q question) bool {
	for i, axis := range axes() {
		const h = 2e-8
		n := (q.loss(pair{q.at[0] + h*axis[0], q.at[1] + h*axis[1]}) - q.loss(q.at)) / h
		if !(math.Abs(q.gradient[i]-n) <= 1e-6*max(1, math.Abs(q.gradient[i]))) {
			return false
		}
	}
	return true
}

// withoutKey is the half of ours that needs no answer key: the gradient against
// the derivative of the submission's own loss.
func withoutKey(q question) bool {
	for i := range q.at {
		along := func(x float64) float64 {
			p := q.at
			p[i] = x
			return q.loss(p)
		}
		e, err := numeric.Derivative(along, q.at[i], q.noise[i])
		if err == nil && !e.Agrees(q.gradient[i], numeric.Tolerance(numeric.KappaBasic, q.size[i])) {
			return false
		}
	}
	return true
}

// ours asks two oracles: the gradient of the model, and the derivative of the
// submission's own loss.
func ours(q question) bool {
	for i := range q.at {
		if !numeric.Within(q.gradient[i], q.right[i], numeric.Tolerance(numeric.KappaBasic, q.size[i])) {
			return false
		}
	}
	return withoutKey(q)
}
