package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// MixtureMeans learns the three means of a mixture.
type MixtureMeans struct{}

// Forward takes the greatest exponent out before it exponentiates.
func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	m := len(p.W)
	for i := range x {
		mui := make([]float64, m)
		l := make([]float64, m)
		top := math.Inf(-1)
		for k := 0; k < m; k++ {
			mui[k] = p.W[k]*x[i] + p.B[k]
			l[k] = -(y[i] - mui[k]) * (y[i] - mui[k]) / 2
			top = math.Max(top, l[k])
		}
		sum := 0.0
		ri := make([]float64, m)
		for k := 0; k < m; k++ {
			ri[k] = math.Exp(l[k] - top)
			sum += ri[k]
		}
		for k := 0; k < m; k++ {
			ri[k] /= sum
		}
		loss += math.Log(float64(m)) + math.Log(2*math.Pi)/2 - top - math.Log(sum)
		mu = append(mu, mui)
		r = append(r, ri)
	}
	return mu, r, loss / float64(len(x))
}

// Backward finds the gradient from μ and r.
func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	var g specs.HeadsGradient
	for i := range mu {
		if i == 0 {
			g.W = make([]float64, len(mu[0]))
			g.B = make([]float64, len(mu[0]))
		}
		row := make([]float64, len(mu[i]))
		for k := range row {
			row[k] = r[i][k] * (mu[i][k] - y[i]) / float64(len(x))
			g.W[k] += row[k] * x[i]
			g.B[k] += row[k]
		}
		g.Mu = append(g.Mu, row)
	}
	return g
}

// Descend makes new heads for every step.
func (mm MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	now := specs.Heads{W: append([]float64{}, start.W...), B: append([]float64{}, start.B...)}
	trace := []specs.Heads{now}
	for i := 0; i < steps; i++ {
		mu, r, _ := mm.Forward(now, x, y)
		g := mm.Backward(mu, r, x, y)
		next := specs.Heads{W: make([]float64, len(now.W)), B: make([]float64, len(now.B))}
		for k := range next.W {
			next.W[k] = now.W[k] - rate*g.W[k]
			next.B[k] = now.B[k] - rate*g.B[k]
		}
		trace = append(trace, next)
		now = next
	}
	return trace
}
