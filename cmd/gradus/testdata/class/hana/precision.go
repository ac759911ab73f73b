package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// One unit with a loss: β = f(a), L = −log β + βS. The two exercises differ in
// these four functions only, so both are made from this.
type unit struct {
	beta    func(a float64) float64
	logBeta func(a float64) float64
	slope   func(a float64) float64 // dβ/da
	ratio   func(a float64) float64 // dβ/da / β
}

func spread(s specs.Sample) float64 {
	return average(func(y float64) float64 { return math.Pow(y-s.Mu, 2) }, s.Y)
}

func (u unit) loss(a, S float64) float64 {
	beta := u.beta(a)
	if beta == 0 && math.IsInf(u.logBeta(a), -1) {
		return math.Inf(1)
	}
	return beta*S - u.logBeta(a)
}

func (u unit) forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.B + s.X*p.W
	return a, u.beta(a), u.loss(a, spread(s))
}

func (u unit) backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	slope := func(S float64) float64 { return S*u.slope(a) - u.ratio(a) }(spread(s))
	return specs.UnitGradient{Beta: spread(s) - 1/beta, A: slope, W: slope * s.X, B: slope}
}

func (u unit) descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return iterate(start, steps, func(p specs.Unit) specs.Unit {
		a, beta, _ := u.forward(p, s)
		g := u.backward(a, beta, s)
		return specs.Unit{W: p.W - rate*g.W, B: p.B - rate*g.B}
	})
}

func rectified() unit {
	ifAlive := func(f func(float64) float64) func(float64) float64 {
		return func(a float64) float64 {
			if a > 0 {
				return f(a)
			}
			return 0
		}
	}
	return unit{
		beta:    ifAlive(func(a float64) float64 { return a }),
		logBeta: func(a float64) float64 { return math.Log(largest(0, a)) },
		slope:   ifAlive(func(float64) float64 { return 1 }),
		ratio:   ifAlive(func(a float64) float64 { return 1 / a }),
	}
}

func soft() unit {
	return unit{beta: curve["ζ"], logBeta: curve["log ζ"], slope: curve["σ"], ratio: curve["σ/ζ"]}
}

type PrecisionReLU struct{}

func (*PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	return rectified().forward(p, s)
}

func (*PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return rectified().backward(a, beta, s)
}

func (*PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return rectified().descend(start, s, rate, steps)
}

type PrecisionSoftplus struct{}

func (*PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	return soft().forward(p, s)
}

func (*PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return soft().backward(a, beta, s)
}

func (*PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return soft().descend(start, s, rate, steps)
}

type PrecisionLandscape struct{}

func (*PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	return apply(func(bi float64) float64 { return rectified().loss(bi+w*s.X, spread(s)) }, b)
}

func (*PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	return apply(func(bi float64) []float64 {
		return apply(func(wj float64) float64 { return soft().loss(bi+wj*s.X, spread(s)) }, w)
	}, b)
}
