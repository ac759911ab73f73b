package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionSGD, one struct for the running sums of a batch.
type PrecisionSGD struct{}

type batch struct {
	loss, gw, gb float64
	n            int
}

func (b *batch) add(p specs.Unit, x, y, mu float64) {
	a := p.W*x + p.B
	beta, sigma := Activations{}.Softplus(a)
	d := y - mu
	b.loss += beta*d*d - math.Log(beta)
	slope := (d*d - 1/beta) * sigma
	b.gw += slope * x
	b.gb += slope
	b.n++
}

func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	out := append([]float64(nil), g...)
	var sum float64
	for _, v := range g {
		sum += v * v
	}
	if length := math.Sqrt(sum); c > 0 && length > c {
		for i := range out {
			out[i] = out[i] / length * c
		}
	}
	return out
}

func (s PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	end = start
	for _, order := range opt.Order {
		loss := 0.0
		rest := order
		for len(rest) > 0 {
			size := min(opt.BatchSize, len(rest))
			var b batch
			for _, i := range rest[:size] {
				b.add(end, x[i], y[i], mu)
			}
			rest = rest[size:]
			g := s.Clip([]float64{b.gw / float64(b.n), b.gb / float64(b.n)}, opt.ClipNorm)
			end.W -= opt.Rate * g[0]
			end.B -= opt.Rate * g[1]
			loss += b.loss
		}
		history = append(history, loss/float64(len(order)))
	}
	return end, history
}

func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	var beta []float64
	for _, v := range x {
		b, _ := Activations{}.Softplus(p.W*v + p.B)
		beta = append(beta, b)
	}
	return beta
}
