package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionReLU, from scratch.
type PrecisionReLU struct{}

// squares is the mean of (y-mu)².
func squares(s specs.Sample) float64 {
	sum := 0.0
	for _, y := range s.Y {
		sum += (y - s.Mu) * (y - s.Mu)
	}
	return sum / float64(len(s.Y))
}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = math.Max(0, a)
	loss = -math.Log(beta) + beta*squares(s)
	return a, beta, loss
}

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dLdBeta := -1/beta + squares(s)
	if a <= 0 {
		return specs.UnitGradient{Beta: dLdBeta}
	}
	return specs.UnitGradient{Beta: dLdBeta, A: dLdBeta, W: dLdBeta * s.X, B: dLdBeta}
}

func (n PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	history := []specs.Unit{start}
	for range steps {
		theta := history[len(history)-1]
		a, beta, _ := n.Forward(theta, s)
		grad := n.Backward(a, beta, s)
		theta.W -= rate * grad.W
		theta.B -= rate * grad.B
		history = append(history, theta)
	}
	return history
}
