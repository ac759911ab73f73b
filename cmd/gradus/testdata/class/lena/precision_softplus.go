package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionSoftplus: Ex 3 (a).
type PrecisionSoftplus struct{}

func secondMoment(s specs.Sample) (S float64) {
	for i, y := range s.Y {
		// running mean of the squares
		S += ((y-s.Mu)*(y-s.Mu) - S) / float64(i+1)
	}
	return S
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = zeta(a)
	loss = beta*secondMoment(s) - logZeta(a)
	return
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) (g specs.UnitGradient) {
	S := secondMoment(s)
	g.Beta = S - 1/beta
	if a < -40 {
		g.A = S*sigma(a) - 1 // limit of σ/ζ
	} else {
		g.A = g.Beta * sigma(a)
	}
	g.W, g.B = g.A*s.X, g.A
	return
}

func (ps PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := make([]specs.Unit, steps+1)
	trace[0] = start
	for t := 0; t < steps; t++ {
		a, beta, _ := ps.Forward(trace[t], s)
		g := ps.Backward(a, beta, s)
		trace[t+1] = specs.Unit{W: trace[t].W - rate*g.W, B: trace[t].B - rate*g.B}
	}
	return trace
}
