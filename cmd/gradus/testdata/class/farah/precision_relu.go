package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionReLU minimises the negative log-likelihood of a Gaussian,
//
//	-log N(y; mu, 1/beta) = -1/2 log beta + 1/2 beta (y-mu)^2 + const.
type PrecisionReLU struct{}

// nll is the mean over the sample, without the constant.
func nll(beta float64, s specs.Sample) float64 {
	return -0.5*math.Log(beta) + 0.5*beta*variance(s)
}

// its derivative
func nllPrime(beta float64, s specs.Sample) float64 {
	return 0.5 * (variance(s) - 1/beta)
}

func variance(s specs.Sample) float64 {
	total := 0.0
	for _, y := range s.Y {
		total += (y - s.Mu) * (y - s.Mu)
	}
	return total / float64(len(s.Y))
}

// Forward pass.
func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	if a <= 0 {
		return a, 0, math.Inf(+1)
	}
	return a, a, nll(a, s)
}

// Backward pass. A dead unit has no gradient.
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := specs.UnitGradient{Beta: nllPrime(beta, s)}
	if a > 0 {
		g.A = g.Beta
		g.W = g.A * s.X
		g.B = g.A
	}
	return g
}

// Descend is gradient descent.
func (n PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	units := make([]specs.Unit, steps+1)
	units[0] = start
	for i := range steps {
		a, beta, _ := n.Forward(units[i], s)
		g := n.Backward(a, beta, s)
		units[i+1].W = units[i].W - rate*g.W
		units[i+1].B = units[i].B - rate*g.B
	}
	return units
}
