package student

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// MixtureMeans works with log-probabilities all the way.
type MixtureMeans struct{}

// logSumExp never overflows, and never takes the log of 0.
func logSumExp(l []float64) float64 {
	top := largest(l[0], l[1:]...)
	return top + math.Log(pairwise(apply(func(v float64) float64 { return math.Exp(v - top) }, l)))
}

func (*MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	losses := zip(func(xi, yi float64) float64 {
		means := zip(func(w, b float64) float64 { return w*xi + b }, p.W, p.B)
		l := apply(func(m float64) float64 { return -0.5 * math.Pow(yi-m, 2) }, means)
		total := logSumExp(l)
		mu = append(mu, means)
		r = append(r, apply(func(v float64) float64 { return math.Exp(v - total) }, l))
		return math.Log(float64(len(p.W))) + 0.5*math.Log(2*math.Pi) - total
	}, x, y)
	return mu, r, average(func(v float64) float64 { return v }, losses)
}

func (*MixtureMeans) Backward(mu, r [][]float64, x, y []float64) (g specs.HeadsGradient) {
	n := float64(len(y))
	for i := range mu {
		g.Mu = append(g.Mu, zip(func(m, p float64) float64 { return p * (m - y[i]) / n }, mu[i], r[i]))
	}
	for k := range mu[0] {
		column := apply(func(row []float64) float64 { return row[k] }, g.Mu)
		g.B = append(g.B, pairwise(column))
		g.W = append(g.W, pairwise(zip(func(c, xi float64) float64 { return c * xi }, column, x)))
	}
	return g
}

func (m *MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	return iterate(specs.Heads{W: slices.Clone(start.W), B: slices.Clone(start.B)}, steps, func(p specs.Heads) specs.Heads {
		mu, r, _ := m.Forward(p, x, y)
		g := m.Backward(mu, r, x, y)
		down := func(pi, gi float64) float64 { return pi - rate*gi }
		return specs.Heads{W: zip(down, p.W, g.W), B: zip(down, p.B, g.B)}
	})
}
