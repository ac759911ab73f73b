// Package student is a variant for row 24 of numerics 6.2: dual numbers, the
// derivative carried forward with the value.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionSoftplus struct{}

type dual struct{ v, d float64 }

func (x dual) times(f float64) dual { return dual{x.v * f, x.d * f} }
func (x dual) minus(y dual) dual    { return dual{x.v - y.v, x.d - y.d} }

// lift applies a function with the given value and slope.
func (x dual) lift(value, slope float64) dual { return dual{value, slope * x.d} }

func (x dual) exp() dual   { return x.lift(math.Exp(x.v), math.Exp(x.v)) }
func (x dual) log1p() dual { return x.lift(math.Log1p(x.v), 1/(1+x.v)) }

func (x dual) softplus() dual {
	if x.v > 0 {
		tail := x.times(-1).exp().log1p()
		return dual{x.v + tail.v, x.d + tail.d}
	}
	return x.exp().log1p()
}

func (x dual) logSoftplus() dual {
	if x.v < -40 {
		return x
	}
	s := x.softplus()
	return s.lift(math.Log(s.v), 1/s.v)
}

func lossOf(a dual, s specs.Sample) dual {
	S := 0.0
	for _, y := range s.Y {
		S += (y - s.Mu) * (y - s.Mu)
	}
	return a.softplus().times(S / float64(len(s.Y))).minus(a.logSoftplus())
}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	return a, dual{v: a}.softplus().v, lossOf(dual{v: a}, s).v
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	b := dual{beta, 1}
	byBeta := b.times(lossSlopeData(s)).minus(b.lift(math.Log(beta), 1/beta))
	byA := lossOf(dual{a, 1}, s).d
	return specs.UnitGradient{Beta: byBeta.d, A: byA, W: lossOf(dual{a, s.X}, s).d, B: byA}
}

func lossSlopeData(s specs.Sample) (S float64) {
	for _, y := range s.Y {
		S += (y - s.Mu) * (y - s.Mu)
	}
	return S / float64(len(s.Y))
}

func (n PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	out := make([]specs.Unit, steps+1)
	out[0] = start
	for i := range steps {
		a := out[i].W*s.X + out[i].B
		out[i+1].W = out[i].W - rate*lossOf(dual{a, s.X}, s).d
		out[i+1].B = out[i].B - rate*lossOf(dual{a, 1}, s).d
	}
	return out
}
