package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSoftplus learns beta.
type PrecisionSoftplus struct{}

func (PrecisionSoftplus) moment(s specs.Sample) float64 {
	var S float64
	for _, y := range s.Y {
		S += (y - s.Mu) * (y - s.Mu) / float64(len(s.Y))
	}
	return S
}

func (n PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = s.X*p.W + p.B
	beta = softplusOf(a)
	if a < -38 {
		return a, beta, -a + beta*n.moment(s)
	}
	return a, beta, -math.Log(beta) + beta*n.moment(s)
}

func (n PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	sigma, _ := Activations{}.Sigmoid(a)
	g := specs.UnitGradient{Beta: n.moment(s) - 1/beta}
	if a < -38 {
		g.A = n.moment(s)*sigma - 1
	} else {
		g.A = (n.moment(s) - 1/beta) * sigma
	}
	g.W = g.A * s.X
	g.B = g.A
	return g
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	unit := start
	trace := []specs.Unit{unit}
	for i := 0; i < steps; i++ {
		a, beta, _ := n.Forward(unit, s)
		g := n.Backward(a, beta, s)
		unit.W -= rate * g.W
		unit.B -= rate * g.B
		trace = append(trace, unit)
	}
	return trace
}
