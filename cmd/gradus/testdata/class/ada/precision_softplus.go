package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionSoftplus is the same net with a softplus.
type PrecisionSoftplus struct{}

// Forward computes a, β and L.
func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	beta = softplus(a)
	return a, beta, -logSoftplus(a) + beta*meanSquare(s.Y, s.Mu)
}

// Backward goes back through the chain rule.
func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	S := meanSquare(s.Y, s.Mu)
	var g specs.UnitGradient
	g.Beta = -1/beta + S
	g.A = S*sigmoid(a) - sigmoidOverSoftplus(a) // not g.Beta * σ(a): 1/β may be Inf
	g.W = g.A * s.X
	g.B = g.A
	return g
}

// Descend returns all the steps.
func (r PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	p := start
	trace := []specs.Unit{p}
	for i := 0; i < steps; i++ {
		a, beta, _ := r.Forward(p, s)
		g := r.Backward(a, beta, s)
		p.W -= rate * g.W
		p.B -= rate * g.B
		trace = append(trace, p)
	}
	return trace
}
