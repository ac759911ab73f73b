// Package student is a variant for rows 3 and 14 of numerics 6.2: batches by
// index arithmetic, means kept as running means, the norm by a square root.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSGD struct{}

func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	out := make([]float64, len(g))
	squares := 0.0
	for i := range g {
		out[i] = g[i]
		squares += g[i] * g[i]
	}
	factor := c / math.Max(math.Sqrt(squares), c)
	if c > 0 {
		for i := range out {
			out[i] *= factor
		}
	}
	return out
}

func (n PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	w, b := start.W, start.B
	var history []float64
	for _, order := range opt.Order {
		epoch := 0.0
		for from := 0; from < len(order); from += opt.BatchSize {
			to := min(from+opt.BatchSize, len(order))
			gw, gb := 0.0, 0.0
			for seen, i := range order[from:to] {
				beta := n.Predict(specs.Unit{W: w, B: b}, x[i:i+1])[0]
				residual := (y[i] - mu) * (y[i] - mu)
				epoch += (beta*residual - math.Log(beta) - epoch) / float64(from+seen+1)
				da := (residual - 1/beta) * (1 - math.Exp(-beta)) // σ(a) = 1 − e^−ζ(a)
				gw += (da*x[i] - gw) / float64(seen+1)
				gb += (da - gb) / float64(seen+1)
			}
			clipped := n.Clip([]float64{gw, gb}, opt.ClipNorm)
			w -= opt.Rate * clipped[0]
			b -= opt.Rate * clipped[1]
		}
		history = append(history, epoch)
	}
	return specs.Unit{W: w, B: b}, history
}

func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 {
	beta := make([]float64, len(x))
	for i := range x {
		beta[i] = math.Log(1 + math.Exp(p.W*x[i]+p.B))
		if p.W*x[i]+p.B > 30 {
			beta[i] = p.W*x[i] + p.B
		}
	}
	return beta
}
