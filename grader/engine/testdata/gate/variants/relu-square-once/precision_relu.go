// Package student is a variant for rows 2 and 6 of numerics 6.2: S is worked out
// once before the loop, as a running mean; the rectifier is (a + |a|)/2.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionReLU struct{}

func runningMean(s specs.Sample) (S float64) {
	for i, y := range s.Y {
		S += ((y-s.Mu)*(y-s.Mu) - S) / float64(i+1)
	}
	return S
}

func relu(a float64) float64 { return (a + math.Abs(a)) / 2 }

func slopes(a, beta, x, S float64) specs.UnitGradient {
	var g specs.UnitGradient
	g.Beta = S - math.Pow(beta, -1)
	if beta == 0 {
		return g
	}
	g.A, g.B, g.W = g.Beta, g.Beta, g.Beta*x
	return g
}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = relu(a)
	return a, beta, -math.Log(beta) + beta*runningMean(s)
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return slopes(a, beta, s.X, runningMean(s))
}

func (PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	S, p := runningMean(s), start
	trace := make([]specs.Unit, 1, steps+1)
	trace[0] = p
	for len(trace) <= steps {
		a := p.W*s.X + p.B
		g := slopes(a, relu(a), s.X, S)
		p.W -= rate * g.W
		p.B -= rate * g.B
		trace = append(trace, p)
	}
	return trace
}
