package reference

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// MixtureMeans is gradient descent on the likelihood of a mixture.
type MixtureMeans struct{}

var _ specs.MixtureMeans = MixtureMeans{}

// Forward returns the means, the responsibilities and the loss.
func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	m := len(p.B)
	mu, r = zeros(len(x), m), zeros(len(x), m)
	for i := range x {
		for k := range m {
			mu[i][k] = affine(specs.Unit{W: p.W[k], B: p.B[k]}, x[i])
		}
		loss -= logMixture(r[i], mu[i], y[i])
	}
	constant := math.Log(float64(m) * math.Sqrt(2*math.Pi))
	return mu, r, constant + loss/float64(len(x))
}

// Backward weighs each example's pull on a mean by the responsibility. Of no
// examples it cannot tell the number of means, and returns an empty gradient.
func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	if len(x) == 0 {
		return specs.HeadsGradient{}
	}
	n, m := len(x), len(mu[0])
	g := specs.HeadsGradient{Mu: zeros(n, m), W: make([]float64, m), B: make([]float64, m)}
	for i := range x {
		for k := range m {
			slope := r[i][k] * (mu[i][k] - y[i]) / float64(n)
			g.Mu[i][k] = slope
			g.W[k] += float64(slope * x[i])
			g.B[k] += slope
		}
	}
	return g
}

// Descend returns the heads from start to the last step.
func (h MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	start.W, start.B = slices.Clone(start.W), slices.Clone(start.B)
	return descend(start, steps, func(p specs.Heads) specs.Heads {
		mu, r, _ := h.Forward(p, x, y)
		g := h.Backward(mu, r, x, y)
		return specs.Heads{W: moved(p.W, g.W, rate), B: moved(p.B, g.B, rate)}
	})
}

// logMixture returns log Σₖ exp(lₖ) with lₖ = −½(y − μₖ)², and sets
// rₖ = exp(lₖ) / Σⱼ exp(lⱼ).
//
// The greatest l belongs to the nearest mean, at distance d. Taken out first,
// it leaves a sum of at least 1. The difference lₖ − l is written as a product,
// which needs no square of a large number.
func logMixture(r, mu []float64, y float64) float64 {
	d := math.Inf(1)
	for _, center := range mu {
		d = min(d, math.Abs(y-center))
	}
	sum := 0.0
	for k, center := range mu {
		dk := math.Abs(y - center)
		r[k] = math.Exp((d - dk) * (d + dk) / 2)
		sum += r[k]
	}
	for k := range r {
		r[k] /= sum
	}
	return math.Log(sum) - float64(d*d/2)
}
