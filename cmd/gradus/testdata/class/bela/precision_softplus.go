package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSoftplus struct{}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = sp(a)
	logBeta := math.Log(beta)
	if a < -50 {
		logBeta = a // softplus is e^a there
	}
	loss = -logBeta + beta*mse(s.Y, s.Mu)
	return
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	S := mse(s.Y, s.Mu)
	dBeta := -1/beta + S
	dA := S*sg(a) - 1
	if a >= -50 {
		dA = S*sg(a) - sg(a)/sp(a)
	}
	return specs.UnitGradient{Beta: dBeta, A: dA, W: dA, B: dA}
}

// same as in precision_relu.go
func (r PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	us := []specs.Unit{start}
	for len(us) <= steps {
		u := us[len(us)-1]
		a, beta, _ := r.Forward(u, s)
		g := r.Backward(a, beta, s)
		us = append(us, specs.Unit{W: u.W - rate*g.W, B: u.B - rate*g.B})
	}
	return us
}
