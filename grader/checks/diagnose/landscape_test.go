package diagnose

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/reference"
)

func gridSubject(act value, turned bool) subject[GridPoint, [][]float64, grid] {
	return subject[GridPoint, [][]float64, grid]{
		right:    grid{affine, act.right, rightLoss(), turned},
		answer:   grid.at,
		garbage:  func(draw func() float64, like [][]float64) [][]float64 { return matrix(draw, like) },
		mistakes: mistakesIn("L", gridLibrary(act), func(s *grid) *grid { return s }),
		pairs:    600,
	}
}

// jittered moves the points of a library.
func jittered(points []GridPoint) func(r *rand.Rand) []GridPoint {
	return func(r *rand.Rand) []GridPoint {
		var moved []GridPoint
		for _, p := range points {
			s := p.Sample
			s.X *= 0.9 + 0.2*r.Float64()
			s.Mu *= 0.9 + 0.2*r.Float64()
			jitter := func(x float64) float64 { return x * (0.95 + 0.1*r.Float64()) }
			moved = append(moved, GridPoint{mapped(p.W, jitter), mapped(p.B, jitter), s})
		}
		return moved
	}
}

func TestCurve(t *testing.T) {
	t.Parallel()
	s := gridSubject(curveValue(), true)
	s.diagnose, s.points, s.drawn = Curve, CurvePoints(), jittered(CurvePoints())
	s.key = func(p GridPoint) [][]float64 {
		return [][]float64{reference.PrecisionLandscape{}.Curve(p.W[0], p.B, p.Sample)}
	}
	s.test(t)
}

func TestSurface(t *testing.T) {
	t.Parallel()
	s := gridSubject(surfaceValue(), false)
	s.diagnose, s.points, s.drawn = Surface, SurfacePoints(), jittered(SurfacePoints())
	s.key = func(p GridPoint) [][]float64 {
		return reference.PrecisionLandscape{}.Surface(p.W, p.B, p.Sample)
	}
	s.test(t)
}

func TestSurfaceTails(t *testing.T) {
	p := SurfaceTailPoint()
	loss := func(beta func(a float64) float64) [][]float64 {
		S := unit{y: p.Sample.Y, mu: p.Sample.Mu}.meanSquare()
		return [][]float64{mapped(p.W, func(w float64) float64 { return -math.Log(beta(w*p.Sample.X)) + beta(w*p.Sample.X)*S })}
	}
	for _, tt := range []struct {
		code, why string
		got       [][]float64
	}{
		{"", "right", reference.PrecisionLandscape{}.Surface(p.W, p.B, p.Sample)},
		{"naive-softplus", "as on paper", loss(func(a float64) float64 { return math.Log(1 + math.Exp(a)) })},
		{"exp-overflows", "log1p is half of the cure", loss(func(a float64) float64 { return math.Log1p(math.Exp(a)) })},
		{"log-of-underflow", "a stable softplus is not enough", loss(softplus)},
		{"", "no formula", [][]float64{slices.Repeat([]float64{math.NaN()}, len(p.W))}},
		{"", "another shape", nil},
	} {
		t.Run(tt.code+" "+tt.why, func(t *testing.T) {
			assert.Equal(t, codesIn(tt.code), named(SurfaceTails(p, tt.got)))
		})
	}
}
