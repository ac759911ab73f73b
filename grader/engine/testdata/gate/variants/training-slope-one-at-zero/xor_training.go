// Package student is a variant for rows 3, 8 and 13 of numerics 6.2: the
// rectifier's slope at 0 is 1, layers are loops, the forward pass is done anew
// for every example.
package student

import "github.com/gradus-grader/gradus/specs"

type XORTraining struct{}

func forward(x []float64, p specs.Network) (z, h []float64, y float64) {
	for k, c := range p.C {
		for j := range x {
			c += x[j] * p.W[j][k]
		}
		z = append(z, c)
		if c < 0 {
			c = 0
		}
		h = append(h, c)
		y += c * p.V[k]
	}
	return z, h, y + p.B
}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) (loss float64) {
	for i := range X {
		_, _, y := forward(X[i], p)
		loss += (t[i] - y) * (t[i] - y) / float64(len(X))
	}
	return loss
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	var g specs.Network
	g.C, g.V = make([]float64, len(p.C)), make([]float64, len(p.V))
	for range p.W {
		g.W = append(g.W, make([]float64, len(p.C)))
	}
	n := float64(len(X))
	for i := len(X) - 1; i >= 0; i-- {
		z, h, y := forward(X[i], p)
		e := y - t[i]
		g.B += e / n * 2
		for k := range z {
			g.V[k] += e * h[k] / n * 2
			if z[k] >= 0 {
				g.C[k] += e * p.V[k] / n * 2
				for j := range X[i] {
					g.W[j][k] += e * p.V[k] * X[i][j] / n * 2
				}
			}
		}
	}
	return g
}

func (tr XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	trace := make([]specs.Network, steps+1)
	trace[0] = duplicate(start)
	for s := 1; s <= steps; s++ {
		p := duplicate(trace[s-1])
		g := tr.Gradients(X, t, p)
		for k := range p.C {
			p.C[k] -= rate * g.C[k]
			p.V[k] -= rate * g.V[k]
			for j := range p.W {
				p.W[j][k] -= rate * g.W[j][k]
			}
		}
		p.B -= rate * g.B
		trace[s] = p
	}
	return trace
}

func duplicate(p specs.Network) specs.Network {
	q := specs.Network{C: append([]float64{}, p.C...), V: append([]float64{}, p.V...), B: p.B}
	for _, row := range p.W {
		q.W = append(q.W, append([]float64{}, row...))
	}
	return q
}
