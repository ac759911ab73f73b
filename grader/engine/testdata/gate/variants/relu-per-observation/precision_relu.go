// Package student is a variant for rows 1, 3 and 18 of numerics 6.2: loss and
// gradient are averaged observation by observation, Σ(term/n); Backward does not
// look at β.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	if a <= 0 {
		return a, 0, math.Inf(1)
	}
	for _, y := range s.Y {
		loss += (-math.Log(a) + a*(y-s.Mu)*(y-s.Mu)) / float64(len(s.Y))
	}
	return a, a, loss
}

func (PrecisionReLU) Backward(a, _ float64, s specs.Sample) (g specs.UnitGradient) {
	if a <= 0 {
		return specs.UnitGradient{Beta: math.Inf(-1)}
	}
	for _, y := range s.Y {
		one := ((y-s.Mu)*(y-s.Mu) - 1/a) / float64(len(s.Y))
		g.Beta += one
		g.A += one
		g.W += one * s.X
		g.B += one
	}
	return g
}

func (n PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) (trace []specs.Unit) {
	for p := start; ; {
		trace = append(trace, p)
		if len(trace) > steps {
			return trace
		}
		g := n.Backward(p.W*s.X+p.B, 0, s)
		p = specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B}
	}
}
