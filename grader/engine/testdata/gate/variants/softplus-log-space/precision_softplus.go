// Package student is a variant for row 5 of numerics 6.2: log β is worked out
// first, β = exp(log β).
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSoftplus struct{}

func logBeta(a float64) float64 {
	if a < -36 {
		return a - math.Exp(a)/2
	}
	if a > 0 {
		return math.Log(a + math.Log1p(math.Exp(-a)))
	}
	return math.Log(math.Log1p(math.Exp(a)))
}

func mean(s specs.Sample) float64 {
	var sum float64
	for i := range s.Y {
		sum += (s.Y[i] - s.Mu) * (s.Y[i] - s.Mu)
	}
	return sum / float64(len(s.Y))
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	l := logBeta(a)
	return a, math.Exp(l), -l + mean(s)*math.Exp(l)
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	S := mean(s)
	// ∂log β/∂a = σ(a)/β = exp(log σ(a) − log β), and log σ(a) = −ζ(−a).
	logSigmoid := min(a, 0) - math.Log1p(math.Exp(-math.Abs(a)))
	slope := math.Exp(logSigmoid)*S - math.Exp(logSigmoid-logBeta(a))
	return specs.UnitGradient{Beta: S - math.Exp(-logBeta(a)), A: slope, W: slope * s.X, B: slope}
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := []specs.Unit{start}
	for i := 0; i < steps; i++ {
		p := trace[i]
		a, beta, _ := n.Forward(p, s)
		g := n.Backward(a, beta, s)
		trace = append(trace, specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B})
	}
	return trace
}
