package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionReLU, by hand.
type PrecisionReLU struct{}

func spread(s specs.Sample) float64 {
	sum := 0.0
	for i := len(s.Y) - 1; i >= 0; i-- {
		sum += (s.Y[i] - s.Mu) * (s.Y[i] - s.Mu)
	}
	return sum / float64(len(s.Y))
}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	if a > 0 {
		return a, a, a*spread(s) - math.Log(a)
	}
	return a, 0, math.Inf(1)
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dBeta := spread(s) - 1/beta
	var dA float64
	if a > 0 {
		dA = dBeta
	}
	return specs.UnitGradient{Beta: dBeta, A: dA, W: dA * s.X, B: dA}
}

func (n PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	path := []specs.Unit{start}
	for i := 0; i < steps; i++ {
		p := path[i]
		a, beta, _ := n.Forward(p, s)
		g := n.Backward(a, beta, s)
		path = append(path, specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B})
	}
	return path
}
