package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSoftplus struct{}

func average(n int, f func(i int) float64) (m float64) {
	for i := range n {
		m += f(i) / float64(n)
	}
	return m
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = zeta(a)
	logarithm := a
	if a > -30 {
		logarithm = math.Log(beta)
	}
	return a, beta, average(len(s.Y), func(i int) float64 { d := s.Y[i] - s.Mu; return beta*d*d - logarithm })
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	S := average(len(s.Y), func(i int) float64 { d := s.Y[i] - s.Mu; return d * d })
	sigma := 1 / (1 + math.Exp(-a))
	ratio := 1.0
	if a > -30 {
		ratio = sigma / zeta(a)
	}
	da := S*sigma - ratio
	return specs.UnitGradient{Beta: S - 1/beta, A: da, W: da * s.X, B: da}
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := append(make([]specs.Unit, 0, steps+1), start)
	for len(trace) < cap(trace) {
		a, beta, _ := n.Forward(start, s)
		g := n.Backward(a, beta, s)
		start.W, start.B = start.W-rate*g.W, start.B-rate*g.B
		trace = append(trace, start)
	}
	return trace
}
