package student

import (
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// TwoPrecisions is two softplus units side by side, each with its own column
// of the sample.
type TwoPrecisions struct{}

// coordinate cuts column k out of the sample. X is set by the caller.
func coordinate(s specs.VectorSample, k int) specs.Sample {
	return specs.Sample{Mu: s.Mu[k], Y: apply(func(y []float64) float64 { return y[k] }, s.Y)}
}

func (*TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	k := -1
	a = zip(func(w []float64, b float64) float64 {
		return b + pairwise(zip(func(wj, xj float64) float64 { return wj * xj }, w, s.X))
	}, p.W, p.B)
	return a, apply(soft().beta, a), pairwise(apply(func(ak float64) float64 {
		k++
		return soft().loss(ak, spread(coordinate(s, k)))
	}, a))
}

func (*TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) (g specs.LayerGradient) {
	for k := range a {
		at := coordinate(s, k)
		for _, x := range s.X {
			at.X = x
			one := soft().backward(a[k], beta[k], at)
			if len(g.A) == k { // the first input: a new row
				g.Beta, g.A, g.B = append(g.Beta, one.Beta), append(g.A, one.A), append(g.B, one.B)
				g.W = append(g.W, nil)
			}
			g.W[k] = append(g.W[k], one.W)
		}
	}
	return g
}

func (t *TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	down := func(p, g []float64) []float64 {
		return zip(func(pi, gi float64) float64 { return pi - rate*gi }, p, g)
	}
	first := specs.Layer{W: apply(slices.Clone[[]float64], start.W), B: slices.Clone(start.B)}
	return iterate(first, steps, func(p specs.Layer) specs.Layer {
		a, beta, _ := t.Forward(p, s)
		g := t.Backward(a, beta, s)
		return specs.Layer{W: zip(down, p.W, g.W), B: down(p.B, g.B)}
	})
}
