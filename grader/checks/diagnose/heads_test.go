package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// headsSubmission is a Backward of MixtureMeans taken apart.
type headsSubmission struct {
	mu           pull
	weight, bias headSum
}

func (s headsSubmission) backward(p HeadsPoint) specs.HeadsGradient {
	slopes := s.mu.at(p)
	return specs.HeadsGradient{Mu: slopes, W: s.weight.at(p, slopes), B: s.bias.at(p, slopes)}
}

func TestMixtureMeans(t *testing.T) {
	t.Parallel()
	type parts = headsSubmission
	subject[HeadsPoint, specs.HeadsGradient, parts]{
		diagnose: MixtureMeans,
		key: func(p HeadsPoint) specs.HeadsGradient {
			return reference.MixtureMeans{}.Backward(p.Mu, p.R, p.X, p.Y)
		},
		right:  parts{rightPull(), headSum{cell.input, ownPull}, headSum{cell.one, ownPull}},
		answer: parts.backward,
		garbage: func(draw func() float64, like specs.HeadsGradient) specs.HeadsGradient {
			return specs.HeadsGradient{Mu: matrix(draw, like.Mu), W: row(draw, len(like.W)), B: row(draw, len(like.B))}
		},
		mistakes: slices.Concat(
			mistakesIn("∂L/∂μ", pullLibrary(), func(s *parts) *pull { return &s.mu }),
			mistakesIn("∂L/∂w", headWeightLibrary(), func(s *parts) *headSum { return &s.weight }),
			mistakesIn("∂L/∂b", headBiasLibrary(), func(s *parts) *headSum { return &s.bias }),
		),
		points: HeadsPoints(),
		drawn: func(r *rand.Rand) []HeadsPoint {
			var points []HeadsPoint
			for range 4 {
				p := HeadsPoint{X: row(r.NormFloat64, 7), Y: row(r.NormFloat64, 7)}
				p.Mu, p.R, _ = reference.MixtureMeans{}.Forward(specs.Heads{W: row(r.NormFloat64, 3), B: row(r.NormFloat64, 3)}, p.X, p.Y)
				points = append(points, p)
			}
			return points
		},
		merge: mergeSwap,
		pairs: 900,
	}.test(t)
}
