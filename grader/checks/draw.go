package checks

import (
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/specs"
)

// Drawn points hide nothing, as the course's own numbers do: x = 1 hides a
// forgotten factor x, μ = 0 a forgotten μ, a symmetric W a transposed one. Every
// number is dyadic, a multiple of 2⁻¹⁶, so that sums and products of two are
// exact.

// drawn returns a question without its numbers, where they are drawn, and nothing
// for a published one: what may be known of a question that is hidden.
func drawn(is bool, question string) string {
	if !is {
		return ""
	}
	return question
}

// dyadic rounds x to a multiple of 2⁻¹⁶.
func dyadic(x float64) float64 { return math.Round(x*65536) / 65536 }

// between draws a number from [lo, hi).
func between(r *rand.Rand, lo, hi float64) float64 { return dyadic(lo + (hi-lo)*r.Float64()) }

// either draws a number with an absolute value in [lo, hi) and either sign.
func either(r *rand.Rand, lo, hi float64) float64 {
	x := between(r, lo, hi)
	if r.IntN(2) == 0 {
		return -x
	}
	return x
}

// eithers draws n numbers as either does.
func eithers(r *rand.Rand, n int, lo, hi float64) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = either(r, lo, hi)
	}
	return xs
}

// drawMatrix draws a matrix of such numbers.
func drawMatrix(r *rand.Rand, rows, columns int, lo, hi float64) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = eithers(r, columns, lo, hi)
	}
	return m
}

// notOne draws an input x with 0.6 ≤ |x| < 0.9 or 1.2 ≤ |x| < 2.2, so that no
// power of it can be taken for 1.
func notOne(r *rand.Rand) float64 {
	if r.IntN(2) == 0 {
		return either(r, 0.6, 0.9)
	}
	return either(r, 1.2, 2.2)
}

// observations draws n numbers whose mean is not mu and whose first and last are
// not typical. n should be a prime beyond 2, so that a factor n looks like
// nothing else.
func observations(r *rand.Rand, n int, mu float64) []float64 {
	offset := either(r, 0.3, 0.7)
	y := make([]float64, n)
	for i := range y {
		y[i] = dyadic(mu + offset + r.NormFloat64())
	}
	return y
}

// drawSample draws a sample with x, μ and the observations generic.
func drawSample(r *rand.Rand) specs.Sample {
	mu := either(r, 0.4, 1.4)
	return specs.Sample{X: notOne(r), Y: observations(r, 7, mu), Mu: mu}
}

// unitAt draws a unit whose w has the given sign and whose a = w·x + b is exactly
// the dyadic number nearest to the one given. So the sign of w says nothing of
// the sign of a.
func unitAt(r *rand.Rand, a, x, sign float64) specs.Unit {
	w := math.Copysign(math.Round(256*between(r, 0.3, 2))/256, sign)
	return specs.Unit{W: w, B: dyadic(a) - w*x}
}

// meanSquare returns S of a sample: the mean of the squares, which sizes the
// terms of its loss and gradient.
func meanSquare(s specs.Sample) float64 {
	sum := 0.0
	for i := range s.Y {
		sum += float64((s.Y[i] - s.Mu) * (s.Y[i] - s.Mu))
	}
	return sum / float64(len(s.Y))
}
