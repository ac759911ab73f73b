// Package student is a variant for row 1 of numerics 6.2: squares by math.Pow,
// added up backwards with Kahan's correction; zeros with a sign (row 23).
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionReLU struct{}

func variance(s specs.Sample) float64 {
	sum, lost := 0.0, 0.0
	for i := len(s.Y) - 1; i >= 0; i-- {
		term := math.Pow(s.Y[i]-s.Mu, 2) - lost
		next := sum + term
		lost = (next - sum) - term
		sum = next
	}
	return sum / float64(len(s.Y))
}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (float64, float64, float64) {
	a := p.B + s.X*p.W
	if a > 0 {
		return a, a, variance(s)*a - math.Log(a)
	}
	return a, math.Copysign(0, -1), math.Inf(1)
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	if !(a > 0) {
		zero := math.Copysign(0, -1)
		return specs.UnitGradient{Beta: math.NaN(), A: zero, W: zero, B: zero}
	}
	db := (variance(s)*beta - 1) / beta
	return specs.UnitGradient{Beta: db, A: db, W: s.X * db, B: db}
}

func (n PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	if steps == 0 {
		return []specs.Unit{start}
	}
	before := n.Descend(start, s, rate, steps-1)
	p := before[steps-1]
	a, beta, _ := n.Forward(p, s)
	g := n.Backward(a, beta, s)
	return append(before, specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B})
}
