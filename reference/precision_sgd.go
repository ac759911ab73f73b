package reference

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD is mini-batch gradient descent with clipped gradients.
type PrecisionSGD struct{}

var _ specs.PrecisionSGD = PrecisionSGD{}

// Clip forms the norm with Hypot, which squares no large number, and divides
// before it multiplies: g may be as long as numbers go.
func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	norm := 0.0
	for _, v := range g {
		norm = math.Hypot(norm, v)
	}
	clipped := slices.Clone(g)
	if c <= 0 || norm <= c {
		return clipped
	}
	for i := range clipped {
		clipped[i] = clipped[i] / norm * c
	}
	return clipped
}

// Fit visits the batches of every epoch in turn.
func (u PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	end, history = start, make([]float64, len(opt.Order))
	for e, epoch := range opt.Order {
		total := 0.0
		for batch := range slices.Chunk(epoch, opt.BatchSize) {
			loss, g := batchSums(end, x, y, mu, batch)
			total += loss
			n := float64(len(batch))
			clipped := u.Clip([]float64{g.W / n, g.B / n}, opt.ClipNorm)
			end = stepped(end, specs.UnitGradient{W: clipped[0], B: clipped[1]}, opt.Rate)
		}
		history[e] = total / float64(len(epoch))
	}
	return end, history
}

// Predict returns the precision at every x.
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	beta := make([]float64, len(x))
	for i := range x {
		beta[i] = softplus(affine(p, x[i]))
	}
	return beta
}

// batchSums returns the sums over a batch of the losses and of their slopes by
// w and b.
func batchSums(p specs.Unit, x, y []float64, mu float64, batch []int) (loss float64, g specs.UnitGradient) {
	for _, i := range batch {
		a := affine(p, x[i])
		square := float64((y[i] - mu) * (y[i] - mu)) // S of a single observation
		slope := softplusLossSlope(a, square)
		loss += softplusLoss(a, square)
		g.W += float64(slope * x[i])
		g.B += slope
	}
	return loss, g
}
