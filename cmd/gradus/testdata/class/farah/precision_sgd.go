package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD is the Keras example. Here the sheet gives the loss, without ½.
type PrecisionSGD struct{}

// Clip cuts the length, not the components.
func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	length := 0.0
	for _, gi := range g {
		length = math.Hypot(length, gi)
	}
	factor := 1.0
	if c > 0 && length > c {
		factor = c / length
	}
	clipped := make([]float64, 0, len(g))
	for _, gi := range g {
		clipped = append(clipped, gi*factor)
	}
	return clipped
}

// Fit runs all the epochs.
func (f PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	end = start
	for _, epoch := range opt.Order {
		var losses float64
		var batch []int
		for at, i := range epoch {
			batch = append(batch, i)
			if len(batch) < opt.BatchSize && at < len(epoch)-1 {
				continue // not full yet
			}
			g := []float64{0, 0}
			for _, i := range batch {
				soft, logSoft, sigma := smooth(end.W*x[i] + end.B)
				sq := (y[i] - mu) * (y[i] - mu)
				losses += soft*sq - logSoft
				da := sq*sigma - sigma/soft
				g[0] += da * x[i] / float64(len(batch))
				g[1] += da / float64(len(batch))
			}
			g = f.Clip(g, opt.ClipNorm)
			end.W, end.B = end.W-opt.Rate*g[0], end.B-opt.Rate*g[1]
			batch = batch[:0]
		}
		history = append(history, losses/float64(len(epoch)))
	}
	return end, history
}

// Predict is the precision at each x.
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	betas := make([]float64, len(x))
	for i := range x {
		betas[i], _, _ = smooth(p.W*x[i] + p.B)
	}
	return betas
}
