package student

import "github.com/gradus-grader/gradus/specs"

// TwoPrecisions has one softplus per coordinate.
type TwoPrecisions struct{}

// Forward computes a, β and L.
func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	S := coordinateMeanSquares(s)
	for k := range p.B {
		ak := p.B[k]
		for j := range s.X {
			ak += p.W[k][j] * s.X[j]
		}
		a = append(a, ak)
		beta = append(beta, softplus(ak))
		loss += -logSoftplus(ak) + softplus(ak)*S[k]
	}
	return a, beta, loss
}

// Backward goes back through the chain rule, coordinate by coordinate.
func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	S := coordinateMeanSquares(s)
	var g specs.LayerGradient
	for k := range a {
		da := S[k]*sigmoid(a[k]) - sigmoidOverSoftplus(a[k])
		row := make([]float64, len(s.X))
		for j := range s.X {
			row[j] = da * s.X[j]
		}
		g.Beta = append(g.Beta, -1/beta[k]+S[k])
		g.A = append(g.A, da)
		g.W = append(g.W, row)
		g.B = append(g.B, da)
	}
	return g
}

// Descend makes a new layer for every step.
func (t TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	trace := []specs.Layer{step(start, start, 0)}
	for i := 0; i < steps; i++ {
		now := trace[i]
		a, beta, _ := t.Forward(now, s)
		g := t.Backward(a, beta, s)
		trace = append(trace, step(now, specs.Layer{W: g.W, B: g.B}, rate))
	}
	return trace
}

// step returns p - rate*g as a new layer.
func step(p, g specs.Layer, rate float64) specs.Layer {
	next := specs.Layer{B: make([]float64, len(p.B))}
	for k := range p.B {
		row := make([]float64, len(p.W[k]))
		for j := range row {
			row[j] = p.W[k][j] - rate*g.W[k][j]
		}
		next.W = append(next.W, row)
		next.B[k] = p.B[k] - rate*g.B[k]
	}
	return next
}

func coordinateMeanSquares(s specs.VectorSample) []float64 {
	S := make([]float64, len(s.Mu))
	for k := range s.Mu {
		column := []float64{}
		for i := range s.Y {
			column = append(column, s.Y[i][k])
		}
		S[k] = meanSquare(column, s.Mu[k])
	}
	return S
}
