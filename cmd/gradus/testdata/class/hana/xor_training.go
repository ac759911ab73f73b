package student

import (
	"gonum.org/v1/gonum/floats"

	"github.com/gradus-grader/gradus/specs"
)

// XORTraining treats a network as one long vector θ. layout says which part of
// θ is what.
type XORTraining struct{}

type layout struct{ d, m int }

func layoutOf(p specs.Network) layout { return layout{len(p.W), len(p.C)} }

func (l layout) flatten(p specs.Network) (theta []float64) {
	for _, row := range p.W {
		theta = append(theta, row...)
	}
	return append(append(append(theta, p.C...), p.V...), p.B)
}

func (l layout) network(theta []float64) (p specs.Network) {
	next := func(n int) []float64 {
		part := append([]float64(nil), theta[:n]...)
		theta = theta[n:]
		return part
	}
	for range l.d {
		p.W = append(p.W, next(l.m))
	}
	p.C, p.V, p.B = next(l.m), next(l.m), theta[0]
	return p
}

// example returns the squared error of one example and its gradient over θ.
func (l layout) example(p specs.Network, x []float64, t float64) (float64, []float64) {
	z := append([]float64(nil), p.C...)
	for j, xj := range x {
		floats.AddScaled(z, xj, p.W[j])
	}
	h := apply(func(v float64) float64 { return largest(0, v) }, z)
	e := floats.Dot(h, p.V) + p.B - t

	g := specs.Network{B: 2 * e}
	g.V = floats.ScaleTo(make([]float64, l.m), 2*e, h)
	g.C = zip(func(v, zk float64) float64 {
		if zk >= 0 { // at the kink I take 1
			return 2 * e * v
		}
		return 0
	}, p.V, z)
	g.W = apply(func(xj float64) []float64 { return floats.ScaleTo(make([]float64, l.m), xj, g.C) }, x)
	return e * e, l.flatten(g)
}

// Loss averages the squared errors.
func (*XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	l := layoutOf(p)
	return pairwise(zip(func(x []float64, ti float64) float64 {
		e, _ := l.example(p, x, ti)
		return e
	}, X, t)) / float64(len(t))
}

// Gradients averages the gradients of the examples, last example first.
func (*XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	l := layoutOf(p)
	sum := make([]float64, len(l.flatten(p)))
	for i := len(X) - 1; i >= 0; i-- {
		_, g := l.example(p, X[i], t[i])
		floats.AddScaled(sum, 1/float64(len(X)), g)
	}
	return l.network(sum)
}

// Train walks down in θ-space.
func (s *XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	l := layoutOf(start)
	path := iterate(l.flatten(start), steps, func(theta []float64) []float64 {
		g := l.flatten(s.Gradients(X, t, l.network(theta)))
		return floats.AddScaledTo(make([]float64, len(theta)), theta, -rate, g)
	})
	return apply(l.network, path)
}
