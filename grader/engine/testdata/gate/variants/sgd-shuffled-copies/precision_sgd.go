// Package student is a variant of our own: each epoch copies the examples in its
// order and cuts batches off the front; gradients of all examples first, then
// their mean; the norm by its greatest part.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSGD struct{}

type example struct{ x, y float64 }

func (PrecisionSGD) Clip(g []float64, c float64) []float64 {
	greatest := 0.0
	for _, v := range g {
		greatest = max(greatest, math.Abs(v))
	}
	sum := 0.0
	for _, v := range g {
		if greatest > 0 {
			sum += (v / greatest) * (v / greatest)
		}
	}
	if norm := greatest * math.Sqrt(sum); c > 0 && norm > c {
		short := make([]float64, 0, len(g))
		for _, v := range g {
			short = append(short, v*(c/norm))
		}
		return short
	}
	return append([]float64{}, g...)
}

func softplus(a float64) float64 {
	if a > 0 {
		return a + math.Log1p(math.Exp(-a))
	}
	return math.Log1p(math.Exp(a))
}

func loss(p specs.Unit, e example, mu float64) (value, byW, byB float64) {
	a := p.W*e.x + p.B
	beta, d := softplus(a), e.y-mu
	value = d*d*beta - math.Log(beta)
	byB = (d*d - 1/beta) / (1 + math.Exp(-a))
	return value, byB * e.x, byB
}

func mean(v []float64) (m float64) {
	for i := range v {
		m += v[len(v)-1-i]
	}
	return m / float64(len(v))
}

func (n PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	end, history = start, []float64{}
	for _, order := range opt.Order {
		var examples []example
		for _, i := range order {
			examples = append(examples, example{x[i], y[i]})
		}
		var losses []float64
		for len(examples) > 0 {
			size := min(opt.BatchSize, len(examples))
			var ws, bs []float64
			for _, e := range examples[:size] {
				l, gw, gb := loss(end, e, mu)
				losses, ws, bs = append(losses, l), append(ws, gw), append(bs, gb)
			}
			g := n.Clip([]float64{mean(ws), mean(bs)}, opt.ClipNorm)
			end = specs.Unit{W: end.W - opt.Rate*g[0], B: end.B - opt.Rate*g[1]}
			examples = examples[size:]
		}
		history = append(history, mean(losses))
	}
	return end, history
}

func (PrecisionSGD) Predict(p specs.Unit, x []float64) (beta []float64) {
	for _, v := range x {
		beta = append(beta, softplus(p.W*v+p.B))
	}
	return beta
}
