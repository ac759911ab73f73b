package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSoftplus, without any formulas to get wrong: the derivatives are
// measured.
type PrecisionSoftplus struct{}

// The loss as a function of β, and as a function of a.
func lossOfBeta(beta float64, s specs.Sample) float64 { return beta*spread(s) - math.Log(beta) }

func lossOfA(a float64, s specs.Sample) float64 {
	if a < -100 {
		return math.Exp(a)*spread(s) - a
	}
	return lossOfBeta(ramp(a), s)
}

// slope measures f'(x) with a small step to either side.
func slope(f func(float64) float64, x float64) float64 {
	h := 1e-5
	return (f(x+h) - f(x-h)) / (2 * h)
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	return a, ramp(a), lossOfA(a, s)
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	dBeta := slope(func(b float64) float64 { return lossOfBeta(b, s) }, beta)
	dA := slope(func(a float64) float64 { return lossOfA(a, s) }, a)
	return specs.UnitGradient{Beta: dBeta, A: dA, W: dA * s.X, B: dA}
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	path := []specs.Unit{start}
	for i := 0; i < steps; i++ {
		p := path[i]
		a, beta, _ := n.Forward(p, s)
		g := n.Backward(a, beta, s)
		path = append(path, specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B})
	}
	return path
}

func ramp(a float64) float64 {
	if a > 0 {
		return a + math.Log1p(math.Exp(-a))
	}
	return math.Log1p(math.Exp(a))
}
