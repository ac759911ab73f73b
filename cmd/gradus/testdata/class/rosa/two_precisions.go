package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// TwoPrecisions learns beta1 and beta2.
type TwoPrecisions struct{}

// mean square of every coordinate
func secondMoments(s specs.VectorSample) []float64 {
	S := make([]float64, len(s.Mu))
	for _, y := range s.Y {
		for k := range S {
			S[k] += (y[k] - s.Mu[k]) * (y[k] - s.Mu[k]) / float64(len(s.Y))
		}
	}
	return S
}

func softplusOf(a float64) float64 {
	if a > 0 {
		return a + math.Log1p(math.Exp(-a))
	}
	return math.Log1p(math.Exp(a))
}

func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	S := secondMoments(s)
	for k, row := range p.W {
		sum := p.B[k]
		for j, w := range row {
			sum += w * s.X[j]
		}
		a = append(a, sum)
		beta = append(beta, softplusOf(sum))
		loss += beta[k]*S[k] - math.Log(beta[k])
	}
	return a, beta, loss
}

func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	S := secondMoments(s)
	n := len(a)
	g := specs.LayerGradient{Beta: make([]float64, n), A: make([]float64, n), W: make([][]float64, n), B: make([]float64, n)}
	for k := range a {
		g.Beta[k] = S[k] - 1/beta[k]
		g.A[k] = g.Beta[k] / (1 + math.Exp(-a[k]))
		for _, x := range s.X {
			g.W[k] = append(g.W[k], g.A[k]*x)
		}
		g.B[k] = g.A[k]
	}
	return g
}

func (t TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	layer := start
	trace := []specs.Layer{layer}
	for i := 0; i < steps; i++ {
		a, beta, _ := t.Forward(layer, s)
		g := t.Backward(a, beta, s)
		for k := range layer.B {
			for j := range layer.W[k] {
				layer.W[k][j] -= rate * g.W[k][j]
			}
			layer.B[k] -= rate * g.B[k]
		}
		trace = append(trace, layer)
	}
	return trace
}
