package reference

import "github.com/gradus-grader/gradus/specs"

// PrecisionSoftplus is PrecisionReLU with a unit that cannot die.
type PrecisionSoftplus struct{}

var _ specs.PrecisionSoftplus = PrecisionSoftplus{}

// Forward returns a = w·x + b, β = ζ(a) and the loss.
func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = affine(p, s.X)
	return a, softplus(a), softplusLoss(a, meanSquare(s))
}

// Backward follows the chain rule from the loss back to w and b, with ∂L/∂a
// from a: ∂L/∂β overflows where β underflows.
func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	S := meanSquare(s)
	g := specs.UnitGradient{Beta: -1/beta + S, A: softplusLossSlope(a, S)}
	g.W = g.A * s.X
	g.B = g.A
	return g
}

// Descend returns the units from start to the last step.
func (u PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descend(start, steps, func(p specs.Unit) specs.Unit {
		a, beta, _ := u.Forward(p, s)
		return stepped(p, u.Backward(a, beta, s), rate)
	})
}
