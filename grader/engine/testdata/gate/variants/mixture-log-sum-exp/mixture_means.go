// Package student is a variant of our own: responsibilities as exp(l − log Σ exp l),
// the constant inside each density, one observation after the other.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type MixtureMeans struct{}

func logSumExp(v []float64) float64 {
	if len(v) == 1 {
		return v[0]
	}
	a, b := v[0], logSumExp(v[1:])
	if a < b {
		a, b = b, a
	}
	return a + math.Log1p(math.Exp(b-a))
}

func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	for i := range x {
		m := make([]float64, len(p.W))
		l := make([]float64, len(p.W))
		for k := range m {
			m[k] = p.W[k]*x[i] + p.B[k]
			l[k] = -math.Pow(y[i]-m[k], 2)/2 - math.Log(2*math.Pi)/2 - math.Log(float64(len(m)))
		}
		total := logSumExp(l)
		share := make([]float64, len(l))
		for k := range l {
			share[k] = math.Exp(l[k] - total)
		}
		mu, r = append(mu, m), append(r, share)
		loss -= total / float64(len(x))
	}
	return mu, r, loss
}

func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	m := len(mu[0])
	g := specs.HeadsGradient{W: make([]float64, m), B: make([]float64, m)}
	for i := range x {
		row := make([]float64, m)
		for k := range row {
			row[k] = -r[i][k] * (y[i] - mu[i][k]) / float64(len(x))
		}
		g.Mu = append(g.Mu, row)
	}
	for k := range m {
		for i := len(x) - 1; i >= 0; i-- {
			g.W[k] += g.Mu[i][k] * x[i]
			g.B[k] += g.Mu[i][k]
		}
	}
	return g
}

func (n MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	trace := []specs.Heads{{W: append([]float64{}, start.W...), B: append([]float64{}, start.B...)}}
	for i := range steps {
		mu, r, _ := n.Forward(trace[i], x, y)
		g := n.Backward(mu, r, x, y)
		next := specs.Heads{}
		for k := range g.W {
			next.W = append(next.W, trace[i].W[k]-rate*g.W[k])
			next.B = append(next.B, trace[i].B[k]-rate*g.B[k])
		}
		trace = append(trace, next)
	}
	return trace
}
