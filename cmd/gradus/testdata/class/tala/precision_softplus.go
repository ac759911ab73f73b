package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSoftplus: here I did not find a closed form for b, so I descend.
type PrecisionSoftplus struct{}

// logOf returns log softplus(a), given softplus(a).
func logOf(beta, a float64) float64 {
	if beta < 1e-16 {
		return a
	}
	return math.Log(beta)
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta, _ = Activations{}.Softplus(a)
	return a, beta, beta*sampleS(s) - logOf(beta, a)
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := specs.UnitGradient{Beta: sampleS(s) - 1/beta}
	sigma, _ := Activations{}.Sigmoid(a)
	// σ(a) = 1 - e^-β, hence σ/β without 0/0:
	ratio := 1.0
	if beta > 0 {
		ratio = -math.Expm1(-beta) / beta
	}
	g.A = sampleS(s)*sigma - ratio
	g.W, g.B = g.A*s.X, g.A
	return g
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	all := []specs.Unit{start}
	for len(all) < steps+1 {
		p := all[len(all)-1]
		a, beta, _ := n.Forward(p, s)
		g := n.Backward(a, beta, s)
		all = append(all, specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B})
	}
	return all
}
