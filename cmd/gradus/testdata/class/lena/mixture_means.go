package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// MixtureMeans: Ex 3 (b) on Ex 2 (b).
type MixtureMeans struct{}

// responsibilities of one example, and log Σₖ exp(lₖ)
func softmax(l []float64) (r []float64, logSum float64) {
	top := l[0]
	for _, v := range l {
		top = math.Max(top, v)
	}
	sum := 0.0
	for _, v := range l {
		sum += math.Exp(v - top)
	}
	for _, v := range l {
		r = append(r, math.Exp(v-top)/sum)
	}
	return r, top + math.Log(sum)
}

func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	for i := range x {
		var mus, l []float64
		for k := range p.W {
			m := p.W[k]*x[i] + p.B[k]
			mus = append(mus, m)
			l = append(l, -0.5*(y[i]-m)*(y[i]-m))
		}
		ri, logSum := softmax(l)
		mu = append(mu, mus)
		r = append(r, ri)
		loss += (math.Log(float64(len(p.W))) + 0.5*math.Log(2*math.Pi) - logSum) / float64(len(x))
	}
	return
}

func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) (g specs.HeadsGradient) {
	g.W = make([]float64, 3)
	g.B = make([]float64, 3)
	for i := range x {
		d := make([]float64, 3)
		for k := range d {
			d[k] = r[i][k] * (mu[i][k] - y[i]) / float64(len(x))
			g.W[k] += d[k] * x[i]
			g.B[k] += d[k]
		}
		g.Mu = append(g.Mu, d)
	}
	return
}

func (mm MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) (trace []specs.Heads) {
	trace = append(trace, moved(start, specs.HeadsGradient{W: make([]float64, 3), B: make([]float64, 3)}, 0))
	for t := 0; t < steps; t++ {
		mu, r, _ := mm.Forward(trace[t], x, y)
		trace = append(trace, moved(trace[t], mm.Backward(mu, r, x, y), rate))
	}
	return trace
}

func moved(p specs.Heads, g specs.HeadsGradient, rate float64) (q specs.Heads) {
	for k := range p.W {
		q.W = append(q.W, p.W[k]-rate*g.W[k])
		q.B = append(q.B, p.B[k]-rate*g.B[k])
	}
	return q
}
