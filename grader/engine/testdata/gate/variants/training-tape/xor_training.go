// Package student is a variant for rows 10 and 24 of numerics 6.2: automatic
// differentiation by a tape, parameters in one flat slice.
package student

import "github.com/gradus-grader/gradus/specs"

type XORTraining struct{}

// node is a number that knows where it came from.
type node struct {
	value, slope float64
	from         [2]*node
	by           [2]float64
}

type tape struct{ nodes []*node }

func (t *tape) push(v float64, a *node, da float64, b *node, db float64) *node {
	n := &node{value: v, from: [2]*node{a, b}, by: [2]float64{da, db}}
	t.nodes = append(t.nodes, n)
	return n
}

func (t *tape) number(v float64) *node { return t.push(v, nil, 0, nil, 0) }
func (t *tape) add(a, b *node) *node   { return t.push(a.value+b.value, a, 1, b, 1) }
func (t *tape) mul(a, b *node) *node   { return t.push(a.value*b.value, a, b.value, b, a.value) }

func (t *tape) relu(a *node) *node {
	if a.value > 0 {
		return t.push(a.value, a, 1, nil, 0)
	}
	return t.push(0, a, 0, nil, 0)
}

func (t *tape) back(from *node) {
	from.slope = 1
	for i := len(t.nodes) - 1; i >= 0; i-- {
		n := t.nodes[i]
		for k, f := range n.from {
			if f != nil {
				f.slope += n.by[k] * n.slope
			}
		}
	}
}

func flat(p specs.Network) (all []float64) {
	for _, row := range p.W {
		all = append(all, row...)
	}
	all = append(all, p.C...)
	all = append(all, p.V...)
	return append(all, p.B)
}

func unflat(all []float64, d, m int) (p specs.Network) {
	all = append([]float64(nil), all...)
	for j := range d {
		p.W = append(p.W, all[j*m:(j+1)*m])
	}
	all = all[d*m:]
	return specs.Network{W: p.W, C: all[:m], V: all[m : 2*m], B: all[2*m]}
}

func record(X [][]float64, t []float64, theta []float64, d, m int) (tp *tape, leaves []*node, loss *node) {
	tp = new(tape)
	for _, v := range theta {
		leaves = append(leaves, tp.number(v))
	}
	loss = tp.number(0)
	for i, x := range X {
		y := leaves[d*m+2*m]
		for k := range m {
			z := leaves[d*m+k]
			for j := range d {
				z = tp.add(z, tp.mul(tp.number(x[j]), leaves[j*m+k]))
			}
			y = tp.add(y, tp.mul(leaves[d*m+m+k], tp.relu(z)))
		}
		e := tp.add(y, tp.number(-t[i]))
		loss = tp.add(loss, tp.mul(e, e))
	}
	return tp, leaves, tp.mul(loss, tp.number(1/float64(len(X))))
}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	_, _, loss := record(X, t, flat(p), len(p.W), len(p.C))
	return loss.value
}

func gradient(X [][]float64, t []float64, theta []float64, d, m int) []float64 {
	tp, leaves, loss := record(X, t, theta, d, m)
	tp.back(loss)
	g := make([]float64, len(leaves))
	for i, leaf := range leaves {
		g[i] = leaf.slope
	}
	return g
}

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	return unflat(gradient(X, t, flat(p), len(p.W), len(p.C)), len(p.W), len(p.C))
}

func (XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	d, m, theta := len(start.W), len(start.C), flat(start)
	trace := []specs.Network{unflat(theta, d, m)}
	for range steps {
		for i, slope := range gradient(X, t, theta, d, m) {
			theta[i] -= rate * slope
		}
		trace = append(trace, unflat(theta, d, m))
	}
	return trace
}
