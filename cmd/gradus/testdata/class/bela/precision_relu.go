package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = math.Max(0, a)
	if beta == 0 {
		loss = math.Inf(1)
		return
	}
	loss = -math.Log(beta) + beta*mse(s.Y, s.Mu)
	return
}

// dL/dbeta -> dL/da -> dL/dw, dL/db
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dBeta := -1/beta + mse(s.Y, s.Mu)
	dA := 0.
	if a > 0 {
		dA = dBeta
	}
	// a = w*x + b and x = 1 so both get dA
	return specs.UnitGradient{Beta: dBeta, A: dA, W: dA, B: dA}
}

func (r PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	us := []specs.Unit{start}
	for len(us) <= steps {
		u := us[len(us)-1]
		a, beta, _ := r.Forward(u, s)
		g := r.Backward(a, beta, s)
		us = append(us, specs.Unit{W: u.W - rate*g.W, B: u.B - rate*g.B})
	}
	return us
}
