package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionSGD learns the precision of a Gaussian as the course does with Keras:
// one softplus unit, mini-batches, clipped gradients (sheet:
// specs/precision-sgd.md).
//
// The unit gives each x a precision β(x) = ζ(w·x + b), with ζ the softplus. The
// loss of one example is
//
//	L(x, y) = −log β(x) + β(x)(y − μ)²,
//
// and with a = w·x + b its gradient is
//
//	∂L/∂a = (−1/β + (y − μ)²) σ(a),   ∂L/∂w = ∂L/∂a · x,   ∂L/∂b = ∂L/∂a.
//
// Fit goes through the rows of opt.Order, one row an epoch. A row lists the
// numbers of the examples in the order in which to visit them: the first
// opt.BatchSize of them are the first batch, and so on; the last batch may be
// shorter. For every batch, take the mean gradient over the batch (divided by its
// own size) at the parameters as they are, clip it to opt.ClipNorm, and step:
//
//	(w, b) ← (w, b) − ε g.
//
// history[e] is the mean over the examples of epoch e of the losses, each
// computed before the step that uses it. Without epochs, return the start and an
// empty history.
//
// Clip makes g = (g₁, g₂, …) shorter where ‖g‖ = √(Σ gᵢ²) exceeds c, to g·c/‖g‖;
// otherwise, and for c ≤ 0, it returns g as it is (in a new slice). Mind g = 0,
// and gradients so long that their square is infinite.
//
// Predict returns β(xᵢ) for every i.
type PrecisionSGD struct{}

// Clip returns g, cut to the length c if it is longer.
func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	panic(specs.ErrNotImplemented)
}

// Fit returns the parameters after the last epoch, and the mean loss of each.
func (PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	panic(specs.ErrNotImplemented)
}

// Predict returns the precision at every x.
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	panic(specs.ErrNotImplemented)
}
