package student

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD does one batch at a time; a batch is a chunk of the order.
type PrecisionSGD struct{}

// Clip divides by the largest entry before squaring, so nothing overflows.
func (*PrecisionSGD) Clip(g []float64, c float64) []float64 {
	same := slices.Clone(g)
	biggest := largest(0, apply(math.Abs, g)...)
	if c <= 0 || biggest == 0 {
		return same
	}
	norm := biggest * math.Sqrt(pairwise(apply(func(v float64) float64 { return (v / biggest) * (v / biggest) }, g)))
	if norm <= c {
		return same
	}
	return apply(func(v float64) float64 { return v / norm * c }, g)
}

// Fit chains the batches of all epochs.
func (s *PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	now := start
	return now, apply(func(epoch []int) float64 {
		losses := make(map[int]float64, len(epoch)) // by example
		for batch := range slices.Chunk(epoch, opt.BatchSize) {
			var gw, gb []float64
			for _, i := range batch {
				a, d := now.W*x[i]+now.B, y[i]-mu
				losses[i] = curve["ζ"](a)*d*d - curve["log ζ"](a)
				slope := curve["σ"](a)*d*d - curve["σ/ζ"](a)
				gw, gb = append(gw, slope*x[i]), append(gb, slope)
			}
			n := float64(len(batch))
			g := s.Clip([]float64{pairwise(gw) / n, pairwise(gb) / n}, opt.ClipNorm)
			now = specs.Unit{W: now.W - opt.Rate*g[0], B: now.B - opt.Rate*g[1]}
		}
		return pairwise(apply(func(i int) float64 { return losses[i] }, epoch)) / float64(len(epoch))
	}, opt.Order)
}

// Predict is ζ of a line.
func (*PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	return apply(func(v float64) float64 { return curve["ζ"](p.W*v + p.B) }, x)
}
