package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionReLU is backprop from scratch.
type PrecisionReLU struct{}

// Forward computes a, β and L.
func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	if a <= 0 {
		return a, 0, math.Inf(1)
	}
	return a, a, -math.Log(a) + a*meanSquare(s.Y, s.Mu)
}

// Backward goes back through the chain rule.
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	var g specs.UnitGradient
	g.Beta = -1/beta + meanSquare(s.Y, s.Mu)
	if a > 0 {
		g.A = g.Beta
	}
	g.W = g.A * s.X
	g.B = g.A
	return g
}

// Descend returns all the steps.
func (r PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	p := start
	trace := []specs.Unit{p}
	for i := 0; i < steps; i++ {
		a, beta, _ := r.Forward(p, s)
		g := r.Backward(a, beta, s)
		p.W -= rate * g.W
		p.B -= rate * g.B
		trace = append(trace, p)
	}
	return trace
}
