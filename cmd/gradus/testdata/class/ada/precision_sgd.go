package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD is the Keras part.
type PrecisionSGD struct{}

// Clip shortens g to length c.
func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	norm := 0.0
	for _, v := range g {
		norm = math.Hypot(norm, v)
	}
	clipped := make([]float64, len(g))
	copy(clipped, g)
	if c > 0 && norm > c {
		for i := range clipped {
			clipped[i] *= c / norm
		}
	}
	return clipped
}

// Fit goes through the batches in the given order.
func (s PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	p := start
	history := []float64{}
	for _, epoch := range opt.Order {
		total := 0.0
		for first := 0; first < len(epoch); first += opt.BatchSize {
			last := first + opt.BatchSize
			if last > len(epoch) {
				last = len(epoch)
			}
			gw, gb := 0.0, 0.0
			for _, i := range epoch[first:last] {
				a := p.W*x[i] + p.B
				d2 := (y[i] - mu) * (y[i] - mu)
				total += softplus(a)*d2 - logSoftplus(a)
				da := d2*sigmoid(a) - sigmoidOverSoftplus(a)
				gw += da * x[i]
				gb += da
			}
			n := float64(last - first)
			g := s.Clip([]float64{gw / n, gb / n}, opt.ClipNorm)
			p.W -= opt.Rate * g[0]
			p.B -= opt.Rate * g[1]
		}
		history = append(history, total/float64(len(epoch)))
	}
	return p, history
}

// Predict returns β(x).
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	beta := make([]float64, len(x))
	for i := range x {
		beta[i] = softplus(p.W*x[i] + p.B)
	}
	return beta
}
