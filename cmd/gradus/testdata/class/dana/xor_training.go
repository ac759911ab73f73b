package student

import "github.com/gradus-grader/gradus/specs"

// XORTraining learns the weights. It keeps them in arrays, since our net has
// two inputs and p.W has one row per hidden neuron.
type XORTraining struct{}

type neuron struct {
	w    []float64
	c, v float64
}

func unpack(p specs.Network) []neuron {
	var all []neuron
	for k, w := range p.W {
		all = append(all, neuron{w: w, c: p.C[k], v: p.V[k]})
	}
	return all
}

func (n neuron) z(x []float64) float64 {
	z := n.c
	for j, xj := range x {
		z += n.w[j] * xj
	}
	return z
}

func output(x []float64, p specs.Network) float64 {
	y := p.B
	for _, n := range unpack(p) {
		if z := n.z(x); z > 0 {
			y += n.v * z
		}
	}
	return y
}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	var sum float64
	for i, x := range X {
		d := output(x, p) - t[i]
		sum += d * d
	}
	return sum / float64(len(X))
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	g := empty(p)
	for i, x := range X {
		delta := 2 / float64(len(X)) * (output(x, p) - t[i])
		g.B += delta
		for k, n := range unpack(p) {
			z := n.z(x)
			if z > 0 {
				g.V[k] += delta * z
				g.C[k] += delta * n.v
				for j, xj := range x {
					g.W[k][j] += delta * n.v * xj
				}
			}
		}
	}
	return g
}

func (s XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	trace := []specs.Network{minus(start, empty(start), 0)}
	for i := 0; i < steps; i++ {
		g := s.Gradients(X, t, trace[i])
		trace = append(trace, minus(trace[i], g, rate))
	}
	return trace
}

func empty(p specs.Network) specs.Network {
	q := specs.Network{W: make([][]float64, len(p.W)), C: make([]float64, len(p.C)), V: make([]float64, len(p.V))}
	for i := range q.W {
		q.W[i] = make([]float64, len(p.W[i]))
	}
	return q
}

func minus(p, g specs.Network, rate float64) specs.Network {
	q := empty(p)
	for i := range q.W {
		for j := range q.W[i] {
			q.W[i][j] = p.W[i][j] - rate*g.W[i][j]
		}
	}
	for k := range q.C {
		q.C[k] = p.C[k] - rate*g.C[k]
		q.V[k] = p.V[k] - rate*g.V[k]
	}
	q.B = p.B - rate*g.B
	return q
}
