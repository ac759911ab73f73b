// Package student is a variant for rows 1, 2 and 9 of numerics 6.2: the bias is the
// weight of a constant input, S is kept from one call of a method to its next
// step, with Welford's recurrence.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type TwoPrecisions struct{}

type problem struct{ x, S []float64 }

func newProblem(s specs.VectorSample) problem {
	p := problem{x: append(append([]float64{}, s.X...), 1), S: make([]float64, len(s.Mu))}
	for i, y := range s.Y {
		for k := range p.S {
			p.S[k] += (math.Pow(y[k]-s.Mu[k], 2) - p.S[k]) / float64(i+1)
		}
	}
	return p
}

func join(l specs.Layer) (theta [][]float64) {
	for k, row := range l.W {
		theta = append(theta, append(append([]float64{}, row...), l.B[k]))
	}
	return theta
}

func split(theta [][]float64) (l specs.Layer) {
	for _, row := range theta {
		last := len(row) - 1
		l.W = append(l.W, append([]float64{}, row[:last]...))
		l.B = append(l.B, row[last])
	}
	return l
}

func (p problem) inputs(theta [][]float64) []float64 {
	a := make([]float64, len(theta))
	for k, row := range theta {
		for j := range row {
			a[k] += row[j] * p.x[j]
		}
	}
	return a
}

func softplus(a float64) float64 { return math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }

func (p problem) slopes(a []float64) []float64 {
	d := make([]float64, len(a))
	for k := range a {
		d[k] = (p.S[k] - 1/softplus(a[k])) * -math.Expm1(-softplus(a[k]))
	}
	return d
}

func (TwoPrecisions) Forward(l specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	p := newProblem(s)
	a = p.inputs(join(l))
	beta = make([]float64, len(a))
	logs := 0.0
	for k := len(a) - 1; k >= 0; k-- {
		beta[k] = softplus(a[k])
		logs += math.Log(beta[k])
		loss += beta[k] * p.S[k]
	}
	return a, beta, loss - logs
}

func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	p := newProblem(s)
	d := p.slopes(a)
	theta := make([][]float64, len(a))
	byBeta := make([]float64, len(a))
	for k := range a {
		byBeta[k] = p.S[k] - 1/beta[k]
		for _, x := range p.x {
			theta[k] = append(theta[k], d[k]*x)
		}
	}
	l := split(theta)
	return specs.LayerGradient{Beta: byBeta, A: d, W: l.W, B: l.B}
}

func (TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	p, theta := newProblem(s), join(start)
	trace := []specs.Layer{split(theta)}
	for range steps {
		for k, d := range p.slopes(p.inputs(theta)) {
			for j, x := range p.x {
				theta[k][j] -= rate * d * x
			}
		}
		trace = append(trace, split(theta))
	}
	return trace
}
