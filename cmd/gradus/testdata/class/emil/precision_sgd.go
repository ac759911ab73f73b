package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD learns the precision with mini-batches.
type PrecisionSGD struct{}

// norm of a vector
func norm(g []float64) float64 {
	sum := 0.0
	for _, x := range g {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// Clip makes g at most c long.
func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	scale := 1.0
	if n := norm(g); c > 0 && n > c {
		scale = c / n
	}
	out := make([]float64, len(g))
	for i := range g {
		out[i] = g[i] * scale
	}
	return out
}

// Fit is SGD: epochs, then batches, then the examples of a batch.
func (s PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	w, b := start.W, start.B
	for _, order := range opt.Order {
		loss := 0.0
		for at := 0; at < len(order); at += opt.BatchSize {
			gw, gb := 0.0, 0.0
			for k := 0; k < opt.BatchSize; k++ {
				i := order[at+k]
				a := w*x[i] + b
				sq := (y[i] - mu) * (y[i] - mu)
				beta := plus(a)
				loss += -math.Log(beta) + beta*sq
				da := (sq - 1/beta) / (1 + math.Exp(-a))
				gw += da * x[i] / float64(opt.BatchSize)
				gb += da / float64(opt.BatchSize)
			}
			g := s.Clip([]float64{gw, gb}, opt.ClipNorm)
			w -= opt.Rate * g[0]
			b -= opt.Rate * g[1]
		}
		history = append(history, loss/float64(len(order)))
	}
	return specs.Unit{W: w, B: b}, history
}

// Predict is the softplus of the line.
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	var out []float64
	for _, v := range x {
		out = append(out, plus(p.W*v+p.B))
	}
	return out
}

func plus(a float64) float64 {
	if a > 20 {
		return a + math.Exp(-a)
	}
	return math.Log1p(math.Exp(a))
}
