package diagnose

import (
	"math/rand/v2"
	"testing"

	"github.com/gradus-grader/gradus/reference"
)

func TestSGDClip(t *testing.T) {
	t.Parallel()
	subject[ClipPoint, []float64, clip]{
		diagnose: SGDClip,
		key:      func(p ClipPoint) []float64 { return reference.PrecisionSGD{}.Clip(p.G, p.C) },
		right:    rightClip,
		answer:   func(s clip, p ClipPoint) []float64 { return s(p.G, p.C) },
		garbage:  func(draw func() float64, like []float64) []float64 { return row(draw, len(like)) },
		mistakes: mistakesIn("g", clipLibrary(), func(s *clip) *clip { return s }),
		points:   ClipPoints(),
		drawn: func(r *rand.Rand) []ClipPoint {
			points := []ClipPoint{{row(r.NormFloat64, 2), 0}, {row(r.NormFloat64, 2), -1.5}, {[]float64{0.75, 0.5, -0.75}, 1.125}, {[]float64{0.25, 0.5, -0.375}, 0.5}}
			for _, c := range []float64{0.3, 0.8} {
				points = append(points, ClipPoint{multiplied([]float64{1, -1.5, 2, 0.25}, 1+r.Float64()), c}, ClipPoint{multiplied([]float64{1, -1.5}, c/4), c})
			}
			return points
		},
	}.test(t)
}
