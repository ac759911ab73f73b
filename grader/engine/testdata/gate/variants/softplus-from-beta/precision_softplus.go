// Package student is a variant for rows 18 and 19 of numerics 6.2: σ(a) from β,
// as −expm1(−β), and its quotient by β as a series where β is small; nothing
// is left of a call when the next one comes.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSoftplus struct{}

func spread(s specs.Sample) float64 {
	squares := make([]float64, len(s.Y))
	for i, y := range s.Y {
		squares[i] = math.Pow(y-s.Mu, 2)
	}
	return pairwise(squares) / float64(len(squares))
}

// pairwise adds up by halves.
func pairwise(v []float64) float64 {
	switch n := len(v); n {
	case 0:
		return 0
	case 1:
		return v[0]
	default:
		return pairwise(v[:n/2]) + pairwise(v[n/2:])
	}
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.B + p.W*s.X
	if a > 0 {
		beta = a + math.Log1p(math.Exp(-a))
	} else {
		beta = math.Log1p(math.Exp(a))
	}
	data := beta * spread(s)
	if beta < 1e-300 {
		return a, beta, data - a
	}
	return a, beta, data - math.Log(beta)
}

func (PrecisionSoftplus) Backward(_, beta float64, s specs.Sample) specs.UnitGradient {
	sigma, quotient := -math.Expm1(-beta), 1-beta/2
	if beta > 1e-9 {
		quotient = sigma / beta
	}
	S := spread(s)
	g := specs.UnitGradient{Beta: S - 1/beta, A: S*sigma - quotient}
	g.W, g.B = g.A*s.X, g.A
	return g
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) (trace []specs.Unit) {
	trace = append(trace, start)
	for len(trace) <= steps {
		a, beta, _ := n.Forward(start, s)
		g := n.Backward(a, beta, s)
		start = specs.Unit{W: start.W - rate*g.W, B: start.B - rate*g.B}
		trace = append(trace, start)
	}
	return trace
}
