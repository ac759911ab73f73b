package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSoftplus is Ex 3 (a): nll with a softplus.
type PrecisionSoftplus struct{}

// softplus, its logarithm and sigmoid, all good for |a| = 1000
func smooth(a float64) (soft, logSoft, sigma float64) {
	e := math.Exp(-math.Abs(a))
	if a >= 0 {
		soft = a + math.Log1p(e)
		return soft, math.Log(soft), 1 / (1 + e)
	}
	soft = math.Log1p(e)
	logSoft = a
	if e > 1e-17 {
		logSoft = math.Log(soft)
	}
	return soft, logSoft, e / (1 + e)
}

// Forward pass.
func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta, logBeta, _ := smooth(a)
	return a, beta, -0.5*logBeta + 0.5*beta*variance(s)
}

// Backward pass.
func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	soft, _, sigma := smooth(a)
	ratio := 1.0 // sigma/softplus on the far left
	if a > -40 {
		ratio = sigma / soft
	}
	dA := 0.5 * (variance(s)*sigma - ratio)
	return specs.UnitGradient{Beta: nllPrime(beta, s), A: dA, W: dA * s.X, B: dA}
}

// Descend is gradient descent.
func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
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
