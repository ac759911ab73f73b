package student

import "github.com/gradus-grader/gradus/specs"

// XORTraining finds the weights by gradient descent.
type XORTraining struct{}

// Loss is the mean squared error.
func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	_, _, yhat := forward(X, p)
	sum := 0.0
	for i := range t {
		e := yhat[i] - t[i]
		sum += e * e
	}
	return sum / float64(len(t))
}

// Gradients is backprop, in the order of the sheet.
func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	z, h, yhat := forward(X, p)
	g := zeroLike(p)
	for i := range X {
		delta := 2 * (yhat[i] - t[i]) / float64(len(X))
		g.B += delta
		for k := range p.V {
			g.V[k] += delta * h[i][k]
			if z[i][k] <= 0 {
				continue
			}
			dz := delta * p.V[k]
			g.C[k] += dz
			for j := range X[i] {
				g.W[j][k] += X[i][j] * dz
			}
		}
	}
	return g
}

// Train keeps every network on the way, so each step makes a new one.
func (s XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	now := copyOf(start)
	trace := []specs.Network{now}
	for n := 0; n < steps; n++ {
		g := s.Gradients(X, t, now)
		next := copyOf(now)
		for j := range next.W {
			for k := range next.W[j] {
				next.W[j][k] -= rate * g.W[j][k]
			}
		}
		for k := range next.C {
			next.C[k] -= rate * g.C[k]
			next.V[k] -= rate * g.V[k]
		}
		next.B -= rate * g.B
		trace = append(trace, next)
		now = next
	}
	return trace
}

func zeroLike(p specs.Network) specs.Network {
	q := specs.Network{C: make([]float64, len(p.C)), V: make([]float64, len(p.V))}
	for _, row := range p.W {
		q.W = append(q.W, make([]float64, len(row)))
	}
	return q
}

func copyOf(p specs.Network) specs.Network {
	q := zeroLike(p)
	for j := range p.W {
		copy(q.W[j], p.W[j])
	}
	copy(q.C, p.C)
	copy(q.V, p.V)
	q.B = p.B
	return q
}
