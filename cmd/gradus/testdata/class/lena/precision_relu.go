package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionReLU: the course's own example.
type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = (a + math.Abs(a)) / 2
	if beta > 0 {
		loss = beta*secondMoment(s) - math.Log(beta)
	} else {
		loss = math.Inf(1)
	}
	return
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) (g specs.UnitGradient) {
	g.Beta = secondMoment(s) - 1/beta
	if a <= 0 {
		return // dead, the rest is 0
	}
	g.A = g.Beta
	g.W, g.B = g.A*s.X, g.A
	return
}

func (pr PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := make([]specs.Unit, steps+1)
	trace[0] = start
	for t := 0; t < steps; t++ {
		a, beta, _ := pr.Forward(trace[t], s)
		g := pr.Backward(a, beta, s)
		trace[t+1] = specs.Unit{W: trace[t].W - rate*g.W, B: trace[t].B - rate*g.B}
	}
	return trace
}
