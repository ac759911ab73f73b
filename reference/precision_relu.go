package reference

import "github.com/gradus-grader/gradus/specs"

// PrecisionReLU is the course's backpropagation by hand, one line to an
// equation.
type PrecisionReLU struct{}

var _ specs.PrecisionReLU = PrecisionReLU{}

// Forward returns a = w·x + b, β = max(0, a) and the loss.
func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = affine(p, s.X)
	return a, max(0, a), reluLoss(a, meanSquare(s))
}

// Backward follows the chain rule from the loss back to w and b. The rectifier
// is a branch: multiplying by a mask would make 0·∞ of a dead unit.
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := specs.UnitGradient{Beta: -1/beta + meanSquare(s)}
	if a > 0 {
		g.A = g.Beta
	}
	g.W = g.A * s.X
	g.B = g.A
	return g
}

// Descend returns the units from start to the last step.
func (u PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descend(start, steps, func(p specs.Unit) specs.Unit {
		a, beta, _ := u.Forward(p, s)
		return stepped(p, u.Backward(a, beta, s), rate)
	})
}
