package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// NetworkPoint is a question to Gradients of XORTraining.
type NetworkPoint struct {
	X   [][]float64
	T   []float64
	Net specs.Network
}

// XORTraining names the mistake in a Gradients of XORTraining that returned got
// at points, two at most, for each of ∂J/∂W, ∂J/∂c, ∂J/∂V and ∂J/∂b that it
// spoils. Since no term before these is returned, they are explained together:
// all of them or none.
func XORTraining(points []NetworkPoint, got []specs.Network) []Fault {
	if len(points) < fewest || len(got) != len(points) {
		return nil
	}
	questions := make([]networkQuestion, len(points))
	for i, p := range points {
		questions[i] = newNetworkQuestion(p)
	}
	gives := func(m backprop, part networkPart, want func(i int) specs.Network) bool {
		for i, q := range questions {
			if !sameMatrix(part.of(want(i)), part.of(m.gradients(q)), q.size) {
				return false
			}
		}
		return true
	}
	answer := func(i int) specs.Network { return got[i] }
	key := func(i int) specs.Network { return questions[i].right }

	found := explain(rightBackprop(), backpropLibrary(), func(m backprop) bool {
		for i, q := range questions {
			if !sameNetwork(got[i], m.gradients(q), q.size) {
				return false
			}
		}
		return true
	})
	var faults []Fault
	for _, part := range networkParts() {
		var spoil []option[backprop]
		for _, o := range found {
			m := rightBackprop()
			o.apply(&m)
			if !gives(m, part, key) {
				spoil = append(spoil, o)
			}
		}
		if len(spoil) > 0 && !gives(rightBackprop(), part, answer) {
			faults = append(faults, fault(part.term, spoil))
		}
	}
	return faults
}

// networkPart is one of the gradients, as a matrix.
type networkPart struct {
	term term
	of   func(specs.Network) [][]float64
}

func networkParts() []networkPart {
	const delta = "δᵢ = (2/n)(ŷᵢ − tᵢ)"
	const slope = "∂J/∂zᵢₖ = δᵢVₖ if zᵢₖ > 0, else 0, and " + delta
	return []networkPart{
		{term{"∂J/∂W", "∂J/∂Wⱼₖ = Σᵢ xᵢⱼ ∂J/∂zᵢₖ with " + slope}, func(n specs.Network) [][]float64 { return n.W }},
		{term{"∂J/∂c", "∂J/∂cₖ = Σᵢ ∂J/∂zᵢₖ with " + slope}, func(n specs.Network) [][]float64 { return [][]float64{n.C} }},
		{term{"∂J/∂V", "∂J/∂Vₖ = Σᵢ δᵢhᵢₖ with " + delta}, func(n specs.Network) [][]float64 { return [][]float64{n.V} }},
		{term{"∂J/∂b", "∂J/∂b = Σᵢ δᵢ with " + delta}, func(n specs.Network) [][]float64 { return [][]float64{{n.B}} }},
	}
}

func sameNetwork(got, want specs.Network, size float64) bool {
	return !slices.ContainsFunc(networkParts(), func(part networkPart) bool { return !sameMatrix(part.of(got), part.of(want), size) })
}

// sameMatrix reports whether got has the shape of want and is near to it.
func sameMatrix(got, want [][]float64, size float64) bool {
	return slices.EqualFunc(got, want, func(g, w []float64) bool {
		return slices.EqualFunc(g, w, func(a, b float64) bool { return near(a, b, size) })
	})
}

// networkQuestion is a point, and what is right there.
type networkQuestion struct {
	NetworkPoint
	examples []example
	right    specs.Network
	size     float64 // of the terms of the gradients
}

func newNetworkQuestion(p NetworkPoint) networkQuestion {
	q := networkQuestion{NetworkPoint: p, examples: examples(p, rightForward), size: 1}
	q.right = rightBackprop().gradients(q)
	for _, e := range q.examples {
		size := 1 + math.Abs(e.yhat) + math.Abs(e.t)
		for _, z := range e.z {
			size *= 1 + math.Abs(z)
		}
		q.size = max(q.size, size)
	}
	return q
}

// example is one row of a question, propagated forward.
type example struct {
	i    int
	n    float64
	x    []float64
	z, h []float64
	yhat float64
	t    float64
	net  specs.Network
	last bool
}

// forward is the way from one input to one output.
type forward func(x []float64, net specs.Network) (z, h []float64, yhat float64)

func rightForward(x []float64, net specs.Network) (z, h []float64, yhat float64) {
	yhat = net.B
	for k, c := range net.C {
		zk := c
		for j := range x {
			zk += x[j] * net.W[j][k]
		}
		hk := max(0, zk)
		z, h = append(z, zk), append(h, hk)
		yhat += hk * net.V[k]
	}
	return z, h, yhat
}

func examples(p NetworkPoint, forward forward) []example {
	all := make([]example, len(p.X))
	for i, x := range p.X {
		z, h, yhat := forward(x, p.Net)
		all[i] = example{i, float64(len(p.X)), x, z, h, yhat, p.T[i], p.Net, i == len(p.X)-1}
	}
	return all
}

// backprop is Gradients, taken apart: what each example adds to each gradient.
type backprop struct {
	forward forward                        // nil for the right one
	delta   func(e example) float64        // δ
	slope   func(e example, k int) float64 // the derivative of the rectifier
	weight  func(e example, k int) float64 // what leads δ to hidden unit k
	w       func(m *backprop, e example, j, k int) float64
	c, v    func(m *backprop, e example, k int) float64
	b       func(m *backprop, e example) float64
	turned  bool // ∂J/∂W is transposed
}

func rightBackprop() backprop {
	return backprop{
		delta:  func(e example) float64 { return 2 / e.n * (e.yhat - e.t) },
		slope:  func(e example, k int) float64 { return indicator(e.z[k] > 0) },
		weight: func(e example, k int) float64 { return e.net.V[k] },
		w:      func(m *backprop, e example, j, k int) float64 { return e.x[j] * m.hidden(e, k) },
		c:      func(m *backprop, e example, k int) float64 { return m.hidden(e, k) },
		v:      func(m *backprop, e example, k int) float64 { return e.h[k] * m.delta(e) },
		b:      func(m *backprop, e example) float64 { return m.delta(e) },
	}
}

// hidden is ∂J/∂z of one hidden unit.
func (m *backprop) hidden(e example, k int) float64 {
	return m.delta(e) * m.weight(e, k) * m.slope(e, k)
}

func (m backprop) gradients(q networkQuestion) specs.Network {
	rows := q.examples
	if m.forward != nil {
		rows = examples(q.NetworkPoint, m.forward)
	}
	inputs, units := len(q.Net.W), len(q.Net.C)
	g := specs.Network{W: make([][]float64, inputs), C: make([]float64, units), V: make([]float64, units)}
	for j := range g.W {
		g.W[j] = make([]float64, units)
	}
	for _, e := range rows {
		g.B += m.b(&m, e)
		for k := range units {
			g.C[k] += m.c(&m, e, k)
			g.V[k] += m.v(&m, e, k)
			for j := range inputs {
				g.W[j][k] += m.w(&m, e, j, k)
			}
		}
	}
	if m.turned {
		g.W = transposed(g.W)
	}
	return g
}

func transposed(m [][]float64) [][]float64 {
	if len(m) == 0 {
		return nil
	}
	t := make([][]float64, len(m[0]))
	for j := range t {
		for _, row := range m {
			t[j] = append(t[j], row[j])
		}
	}
	return t
}
