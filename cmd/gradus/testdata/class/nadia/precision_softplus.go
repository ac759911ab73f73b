package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSoftplus = PrecisionReLU with another activation function.
type PrecisionSoftplus struct{}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = activation(a)
	loss = -math.Log(beta) + beta*squares(s)
	if beta < 1e-15 { // log(softplus(a)) → a
		loss = -a + beta*squares(s)
	}
	return a, beta, loss
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dLdBeta := -1/beta + squares(s)
	dBetada := activationPrime(beta)
	dLda := dLdBeta * dBetada
	return specs.UnitGradient{Beta: dLdBeta, A: dLda, W: dLda * s.X, B: dLda}
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
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

func activation(a float64) float64 {
	return math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a)))
}

func activationPrime(a float64) float64 {
	return 1 / (1 + math.Exp(-a))
}
