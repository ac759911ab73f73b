package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionReLU struct{}

func S(s specs.Sample) (res float64) {
	for i := range s.Y {
		res += (s.Y[i] - s.Mu) * (s.Y[i] - s.Mu)
	}
	res /= float64(len(s.Y))
	return
}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	if a > 0 {
		beta = a
	}
	loss = -math.Log(beta) + beta*S(s) // log 0 = -Inf, so this is +Inf where it should be
	return
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dbeta := S(s) - 1/beta
	da := dbeta // β = a
	dw := da * s.X
	db := da
	return specs.UnitGradient{Beta: dbeta, A: da, W: dw, B: db}
}

func (net PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	all := make([]specs.Unit, 0, steps+1)
	all = append(all, start)
	p := start
	for range steps {
		a, beta, _ := net.Forward(p, s)
		g := net.Backward(a, beta, s)
		p.W -= rate * g.W
		p.B -= rate * g.B
		all = append(all, p)
	}
	return all
}
