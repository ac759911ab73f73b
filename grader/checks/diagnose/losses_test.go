package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestXORLoss(t *testing.T) {
	t.Parallel()
	subject[NetworkPoint, float64, squaredError]{
		diagnose: XORLoss,
		key:      func(p NetworkPoint) float64 { return reference.XORTraining{}.Loss(p.X, p.T, p.Net) },
		right:    rightSquaredError(),
		answer:   squaredError.at,
		garbage:  func(draw func() float64, _ float64) float64 { return draw() },
		mistakes: mistakesIn("J", squaredErrorLibrary(), func(s *squaredError) *squaredError { return s }),
		points:   NetworkPoints(),
		drawn: func(r *rand.Rand) []NetworkPoint {
			points := NetworkPoints()
			for i := range points {
				p := &points[i]
				p.T = mapped(p.T, func(t float64) float64 { return t + 0.1*r.Float64() })
				p.Net.B += 0.1 * r.Float64()
			}
			return points
		},
		pairs: 850,
	}.test(t)
}

// mixtureSubmission is a Forward of MixtureMeans taken apart.
type mixtureSubmission struct {
	mu   center
	r    share
	loss mixtureLoss
}

func (s mixtureSubmission) forward(p MixturePoint) MixtureAnswer {
	mu := p.matrix(s.mu)
	return MixtureAnswer{mu, s.r.at(mu, p.Y), s.loss.at(mu, p.Y)}
}

func TestMixtureForward(t *testing.T) {
	t.Parallel()
	type parts = mixtureSubmission
	subject[MixturePoint, MixtureAnswer, parts]{
		diagnose: MixtureForward,
		key: func(p MixturePoint) MixtureAnswer {
			mu, r, loss := reference.MixtureMeans{}.Forward(p.Heads, p.X, p.Y)
			return MixtureAnswer{mu, r, loss}
		},
		right:  parts{rightCenter, rightShare(), rightMixtureLoss()},
		answer: parts.forward,
		garbage: func(draw func() float64, like MixtureAnswer) MixtureAnswer {
			return MixtureAnswer{matrix(draw, like.Mu), matrix(draw, like.R), draw()}
		},
		mistakes: slices.Concat(
			mistakesIn("μ", centerLibrary(), func(s *parts) *center { return &s.mu }),
			mistakesIn("r", shareLibrary(), func(s *parts) *share { return &s.r }),
			mistakesIn("L", mixtureLossLibrary(), func(s *parts) *mixtureLoss { return &s.loss }),
		),
		points: MixturePoints(),
		drawn: func(r *rand.Rand) []MixturePoint {
			var points []MixturePoint
			for range 4 {
				points = append(points, MixturePoint{specs.Heads{W: row(r.NormFloat64, 3), B: row(r.NormFloat64, 3)}, row(r.NormFloat64, 7), row(r.NormFloat64, 7)})
			}
			return points
		},
		pairs: 800,
	}.test(t)
}
