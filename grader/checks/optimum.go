package checks

import (
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// optimum is where a descent on one unit comes to: the minimum a* of its loss as
// a function of a alone, for the mean square S of the sample that was given.
// Sampling error plays no part in it.
type optimum struct {
	a         float64
	slope     func(a float64) float64 // dL/da
	curvature float64                 // d²L/da² at a*
	terms     float64                 // sum of the absolute terms of dL/da at a*
}

// reluOptimum is of L = S·a − log a: a* = 1/S, where the curvature is S².
func reluOptimum(S float64) optimum {
	return optimum{a: 1 / S, slope: func(a float64) float64 { return S - 1/a }, curvature: S * S, terms: 2 * S}
}

// softplusOptimum is of L = S·ζ(a) − log ζ(a). With r(a) = σ(a)/ζ(a), its slope
// is S·σ(a) − r(a), and its curvature at a* is r².
func softplusOptimum(S float64) optimum {
	r := func(a float64) float64 {
		beta := math.Log1p(math.Exp(a))
		return -math.Expm1(-beta) / beta
	}
	at := inverseSoftplus(1 / S)
	return optimum{
		a:         at,
		slope:     func(a float64) float64 { return S/(1+math.Exp(-a)) - r(a) },
		curvature: r(at) * r(at), terms: 2 * r(at),
	}
}

// approach is a descent seen in a alone, under inputs that never change: one
// step of gradient descent on the weights and the bias changes a by
// −rate·norm²·dL/da.
type approach struct {
	start float64 // a at the start
	norm2 float64 // ‖x‖² + 1
	rate  float64
	clip  float64 // largest norm of the gradient; 0 for no clipping
	steps int
	size  float64 // sum of the absolute terms of a at the start
}

// arrival is how far from a* a right program may end: ten times what the descent
// itself leaves after its steps, and what rounding leaves. An error of the slope
// moves the end by itself over the curvature; one that each step makes in a is
// undone at the rate ε‖x‖²·curvature.
func (o optimum) arrival(p approach) tolerance {
	a := p.start
	for range p.steps {
		slope := o.slope(a)
		if norm := math.Abs(slope) * math.Sqrt(p.norm2); p.clip > 0 && norm > p.clip {
			slope *= p.clip / norm
		}
		a -= p.rate * p.norm2 * slope
	}
	left := math.Abs(a - o.a)
	size := p.size + math.Abs(o.a-p.start) // bounds that sum on the whole way
	noise := numeric.Tolerance(numeric.KappaBasic, o.terms)/o.curvature +
		numeric.Tolerance(numeric.KappaBasic, size)/min(1, p.rate*p.norm2*o.curvature)
	why := fmt.Sprintf("%d right steps leave rounding alone", p.steps)
	if 100*left > noise { // or else its digits are our own rounding, which differs between machines
		why = fmt.Sprintf("%d right steps leave %s, and rounding up to %s", p.steps, short(left), short(noise))
	}
	return tolerance{10*left + noise, why}
}
