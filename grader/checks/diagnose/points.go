package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// samples hide nothing: x ≠ ±1, of both signs, μ ≠ 0, a mean that is not μ,
// first and last observations that are not typical, and prime n that look like
// no other factor.
func samples() []specs.Sample {
	return []specs.Sample{
		{X: 1.75, Mu: 0.5, Y: []float64{2.25, -0.875, 1.0625, 0.1875, 3.5, -1.3125, 1.625}},
		{X: -0.6875, Mu: -1.125, Y: []float64{-0.25, 0.8125, -3.4375, -1.5, 1.375}},
		{X: -1.4375, Mu: 0.8125, Y: []float64{0.125, 1.9375, 2.625, -0.3125, 0.5625, 2.875, -1.6875}},
		{X: 0.8125, Mu: -0.625, Y: []float64{-2.1875, 0.4375, -0.0625, 1.25, -0.9375}},
	}
}

// moreSamples are as those of samples. With fewer of them the terms of a sum,
// many of which depend on the sample alone, could not be told apart.
func moreSamples() []specs.Sample {
	return []specs.Sample{
		{X: 2.1875, Mu: 1.375, Y: []float64{0.6875, 2.9375, -0.1875}},
		{X: -1.8125, Mu: 0.3125, Y: []float64{1.4375, -0.5625, 0.9375, 2.0625, -1.9375}},
		{X: 0.5625, Mu: -1.6875, Y: []float64{-1.1875, -3.0625, 0.3125, -2.4375, -0.8125, -1.5625, -4.1875, 0.0625, -2.6875, -1.0625, 0.6875}},
		{X: -0.4375, Mu: 0.9375, Y: []float64{1.5625, 0.4375, 2.1875}},
		{X: 1.3125, Mu: -0.1875, Y: []float64{-0.8125, 0.5625, 2.4375, -1.6875, 0.1875, -0.4375, 1.0625}},
		{X: -2.3125, Mu: -0.8125, Y: []float64{-3.1875, 1.0625, -0.3125}},
		{X: 0.6875, Mu: 2.0625, Y: []float64{1.8125, 3.4375, 0.8125, 2.6875, 1.1875, 2.3125, 3.0625, -0.1875, 2.5625, 4.0625, 1.4375}},
		{X: -1.1875, Mu: 1.6875, Y: []float64{4.3125, 0.5625, 2.8125, -1.0625, 1.3125}},
	}
}

// ReLUPoints returns points with a > 0 that tell the mistakes of [ReLU] apart
// that show there.
func ReLUPoints() []UnitPoint {
	var points []UnitPoint
	for i, s := range slices.Concat(samples(), moreSamples()) {
		a := []float64{0.4375, 1.3125, 2.1875, 0.71875, 0.5625, 1.6875, 0.3125, 2.4375, 0.9375, 0.6875, 1.1875, 1.9375}[i]
		points = append(points, UnitPoint{A: a, Beta: a, Sample: s}, UnitPoint{A: a + 0.8125, Beta: a + 0.8125, Sample: s})
	}
	return points
}

// ReLUInactivePoints returns points with a ≤ 0 that, together with [ReLUPoints],
// tell all mistakes of [ReLU] apart. Keep them out where a > 0 is judged: a mask
// that makes ∂L/∂a = 0·∞ = NaN here would leave other mistakes unnamed.
func ReLUInactivePoints() []UnitPoint {
	var points []UnitPoint
	for i, s := range samples() {
		points = append(points, UnitPoint{A: -0.5625 - 0.6875*float64(i), Sample: s}, UnitPoint{Sample: s})
	}
	return points
}

// SoftplusPoints returns points that tell the mistakes of [Softplus] apart: a of
// either sign, with x of either sign, and as wide as it may be. Near 0 the terms
// that are functions of a alone look much alike.
func SoftplusPoints() []UnitPoint {
	above := []float64{0.6875, 1.125, 1.5625, 2, 4.8125, 0.3125, 3.0625, 2.5625, 1.3125, 3.6875, 0.8125, 4.1875}
	below := []float64{-0.375, -0.9375, -1.5, -2.0625, -0.1875, -4.8125, -1.1875, -2.5625, -3.1875, -0.6875, -4.3125, -3.6875}
	var points []UnitPoint
	for i, s := range slices.Concat(samples(), moreSamples()) {
		for _, a := range []float64{above[i], below[i]} {
			points = append(points, UnitPoint{A: a, Beta: softplus(a), Sample: s})
		}
	}
	return points
}

// NetworkPoints returns points that tell the mistakes of [XORTraining] apart:
// with as many inputs as hidden units and not, each unit active on some example
// and inactive on another, no z near 0, errors and outputs of both signs.
func NetworkPoints() []NetworkPoint {
	two := specs.Network{W: [][]float64{{0.75, -0.625}, {-0.5, 1.25}}, C: []float64{0.125, -0.375}, V: []float64{0.875, -1.125}, B: 0.25}
	turned := specs.Network{W: [][]float64{{-1.375, 0.5625}, {0.8125, 1.4375}}, C: []float64{0.3125, -0.6875}, V: []float64{-1.3125, 0.6875}, B: -0.4375}
	three := specs.Network{W: [][]float64{{1.25, -0.625, -0.5}, {-1.75, 1.5, -0.75}}, C: []float64{-0.375, 0.25, 0.625}, V: []float64{1.375, -0.8125, 0.6875}, B: -0.4375}
	corners, gate := [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}, []float64{1, 1, 0, 0}
	generic := [][]float64{{0.75, -1.3125}, {-0.5625, 0.4375}, {1.4375, 1.1875}, {-1.25, -0.8125}, {0.3125, 1.5625}, {-1.6875, 1.0625}, {0.9375, -0.375}}
	targets := []float64{0.625, -1.125, 1.375, -0.25, 0.875, -0.6875, 1.1875}
	return []NetworkPoint{
		{corners, gate, two},
		{corners, gate, three},
		{generic, targets, two},
		{generic, targets, turned},
		{generic[:5], targets[:5], three},
	}
}

// LayerPoints returns points that tell the mistakes of [TwoPrecisions] apart.
func LayerPoints() []LayerPoint {
	s := samples()
	layer := func(i, j int, a ...float64) LayerPoint {
		p := LayerPoint{A: a, Beta: []float64{softplus(a[0]), softplus(a[1])}}
		p.Sample.X, p.Sample.Mu = []float64{s[i].X, s[j].X}, []float64{s[i].Mu, s[j].Mu}
		for k := range s[i].Y {
			p.Sample.Y = append(p.Sample.Y, []float64{s[i].Y[k], s[j].Y[k]})
		}
		return p
	}
	return []LayerPoint{
		layer(0, 2, 0.6875, -0.9375),
		layer(1, 3, -1.5625, 1.3125),
		layer(2, 0, 1.8125, 0.4375),
		layer(3, 1, -0.5625, -2.0625),
	}
}

// HeadsPoints returns points that tell the mistakes of [MixtureMeans] apart.
func HeadsPoints() []HeadsPoint {
	var points []HeadsPoint
	for i, h := range []specs.Heads{
		{W: []float64{0.5625, -1.1875, 0.3125}, B: []float64{-0.9375, 0.4375, 1.3125}},
		{W: []float64{-0.8125, 0.6875, 1.0625}, B: []float64{0.5625, -1.4375, 0.1875}},
		{W: []float64{1.3125, -0.4375, -0.9375}, B: []float64{0.3125, 0.8125, -0.6875}},
		{W: []float64{0.4375, 0.9375, -0.6875}, B: []float64{-0.5625, 1.1875, 0.0625}},
	} {
		s := samples()[i]
		p := HeadsPoint{Y: s.Y, X: []float64{0.8125, -1.3125, 0.5625, 1.4375, -0.6875, -0.9375, 1.1875}[:len(s.Y)]}
		for j, x := range p.X {
			mu, r, sum := make([]float64, len(h.W)), make([]float64, len(h.W)), 0.0
			for k := range mu {
				mu[k] = h.W[k]*x + h.B[k]
				r[k] = math.Exp(-square(p.Y[j]-mu[k]) / 2)
				sum += r[k]
			}
			for k := range r {
				r[k] /= sum
			}
			p.Mu, p.R = append(p.Mu, mu), append(p.R, r)
		}
		points = append(points, p)
	}
	return points
}

// ForwardPoints returns points that tell the mistakes of [ReLUForward] and of
// [SoftplusForward] apart: a > 0 and a < 0, each with w and x of either sign.
func ForwardPoints() []ForwardPoint {
	var points []ForwardPoint
	for i, s := range samples() {
		w := []float64{0.6875, 0.9375, -0.8125, -1.0625}[i]
		for _, a := range []float64{0.4375 + 0.5625*float64(i), -0.3125 - 0.6875*float64(i)} {
			points = append(points, ForwardPoint{specs.Unit{W: w, B: a - w*s.X}, s})
		}
	}
	return points
}
