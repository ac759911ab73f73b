// Package student is a variant for row 18 of numerics 6.2: each unit by itself, as
// two precisions that share an input; rows share one backing array.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type TwoPrecisions struct{}

// unit is what one coordinate comes to.
type unit struct{ a, beta, loss, byBeta, byA float64 }

func solve(w []float64, b float64, s specs.VectorSample, k int) (u unit) {
	u.a = b
	for j := range w {
		u.a += w[j] * s.X[j]
	}
	return finish(u.a, s, k)
}

func finish(a float64, s specs.VectorSample, k int) unit {
	S := 0.0
	for _, y := range s.Y {
		S += (s.Mu[k] - y[k]) * (s.Mu[k] - y[k])
	}
	S /= float64(len(s.Y))
	u := unit{a: a, beta: math.Log(1 + math.Exp(a))}
	u.loss = S*u.beta - math.Log(u.beta)
	u.byBeta = S - 1/u.beta
	u.byA = u.byBeta * math.Exp(a) / (1 + math.Exp(a))
	return u
}

func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	for k := range p.B {
		u := solve(p.W[k], p.B[k], s, k)
		a, beta, loss = append(a, u.a), append(beta, u.beta), loss+u.loss
	}
	return a, beta, loss
}

func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	var g specs.LayerGradient
	all := make([]float64, 0, len(a)*len(s.X))
	for k := range a {
		u := finish(a[k], s, k)
		g.Beta, g.A, g.B = append(g.Beta, u.byBeta), append(g.A, u.byA), append(g.B, u.byA)
		for j := range s.X {
			all = append(all, u.byA*s.X[j])
		}
	}
	for ; len(all) > 0; all = all[len(s.X):] {
		g.W = append(g.W, all[:len(s.X)])
	}
	return g
}

func (t TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) (trace []specs.Layer) {
	for i := 0; i <= steps; i++ {
		next := specs.Layer{}
		for k := range start.B {
			next.W = append(next.W, append([]float64{}, start.W[k]...))
			next.B = append(next.B, start.B[k])
		}
		if i > 0 {
			for k := range next.B {
				u := solve(next.W[k], next.B[k], s, k)
				for j := range next.W[k] {
					next.W[k][j] -= rate * u.byA * s.X[j]
				}
				next.B[k] -= rate * u.byA
			}
		}
		trace = append(trace, next)
		start = next
	}
	return trace
}
