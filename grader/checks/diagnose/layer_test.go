package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func (s unitSubmission) layerBackward(p LayerPoint) specs.LayerGradient {
	units, weights := layerUnits([]LayerPoint{p})
	var v values
	for _, u := range units {
		v.beta = append(v.beta, s.beta.at(u))
	}
	g := specs.LayerGradient{Beta: v.beta, W: make([][]float64, 2)}
	for _, u := range units {
		v.a = append(v.a, s.slope.at(v, u))
	}
	g.A = v.a
	for _, u := range units {
		g.B = append(g.B, s.bias.at(v, u))
	}
	for _, u := range weights {
		g.W[u.layer.k] = append(g.W[u.layer.k], s.weight.at(v, u))
	}
	return g
}

func TestTwoPrecisions(t *testing.T) {
	t.Parallel()
	type parts = unitSubmission
	subject[LayerPoint, specs.LayerGradient, parts]{
		diagnose: TwoPrecisions,
		key: func(p LayerPoint) specs.LayerGradient {
			return reference.TwoPrecisions{}.Backward(p.A, p.Beta, p.Sample)
		},
		right:  parts{rightBeta(), link{unit.sigmoid, fromBeta}, link{unit.input, fromA}, link{unit.one, fromA}},
		answer: parts.layerBackward,
		garbage: func(draw func() float64, like specs.LayerGradient) specs.LayerGradient {
			return specs.LayerGradient{Beta: row(draw, 2), A: row(draw, 2), W: matrix(draw, like.W), B: row(draw, 2)}
		},
		mistakes: slices.Concat(
			mistakesIn("∂L/∂β", layerBetaLibrary(), func(s *parts) *betaTerm { return &s.beta }),
			mistakesIn("∂L/∂a", layerSlopeLibrary(), func(s *parts) *link { return &s.slope }),
			mistakesIn("∂L/∂W", layerWeightLibrary(), func(s *parts) *link { return &s.weight }),
			mistakesIn("∂L/∂b", layerBiasLibrary(), func(s *parts) *link { return &s.bias }),
		),
		points: LayerPoints(),
		drawn: func(r *rand.Rand) []LayerPoint {
			var points []LayerPoint
			for range 4 {
				first, second := drawSample(r), drawSample(r)
				s := specs.VectorSample{X: []float64{first.X, second.X}, Mu: []float64{first.Mu, second.Mu}}
				for i := range first.Y {
					s.Y = append(s.Y, []float64{first.Y[i], second.Y[i]})
				}
				a, beta, _ := reference.TwoPrecisions{}.Forward(specs.Layer{W: [][]float64{row(r.NormFloat64, 2), row(r.NormFloat64, 2)}, B: row(r.NormFloat64, 2)}, s)
				points = append(points, LayerPoint{a, beta, s})
			}
			return points
		},
		pairs: 900,
	}.test(t)
}
