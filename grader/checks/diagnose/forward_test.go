package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// forwardSubmission is a Forward taken apart.
type forwardSubmission struct {
	a, beta of
	loss    loss
}

func (s forwardSubmission) forward(p ForwardPoint) ForwardAnswer {
	u := unit{w: p.Unit.W, b: p.Unit.B, x: p.Sample.X, y: p.Sample.Y, mu: p.Sample.Mu}
	u.a = s.a(u)
	u.beta = s.beta(u)
	return ForwardAnswer{u.a, u.beta, s.loss.at(u)}
}

func forwardSubject(act value) subject[ForwardPoint, ForwardAnswer, forwardSubmission] {
	type parts = forwardSubmission
	return subject[ForwardPoint, ForwardAnswer, parts]{
		right:   parts{affine, act.right, rightLoss()},
		answer:  parts.forward,
		garbage: func(draw func() float64, _ ForwardAnswer) ForwardAnswer { return ForwardAnswer{draw(), draw(), draw()} },
		mistakes: slices.Concat(
			mistakesIn("a", affineLibrary(), func(s *parts) *of { return &s.a }),
			mistakesIn("β", act.library(), func(s *parts) *of { return &s.beta }),
			mistakesIn("L", lossLibrary(), func(s *parts) *loss { return &s.loss }),
		),
		points: ForwardPoints(),
		drawn: func(r *rand.Rand) []ForwardPoint {
			var points []ForwardPoint
			for i := range 8 {
				s, w := drawSample(r), 0.3+1.7*r.Float64()
				if i%4 < 2 {
					w = -w
				}
				a := 0.3 + 2.7*r.Float64()
				if i%2 == 1 {
					a = -a
				}
				points = append(points, ForwardPoint{specs.Unit{W: w, B: a - w*s.X}, s})
			}
			return points
		},
	}
}

func TestReLUForward(t *testing.T) {
	t.Parallel()
	s := forwardSubject(rectifierValue())
	s.diagnose, s.pairs = ReLUForward, 650 // with a wrong a or β, −log β is often of no number: L is silent
	s.key = func(p ForwardPoint) ForwardAnswer {
		a, beta, loss := reference.PrecisionReLU{}.Forward(p.Unit, p.Sample)
		return ForwardAnswer{a, beta, loss}
	}
	s.test(t)
}

func TestSoftplusForward(t *testing.T) {
	t.Parallel()
	s := forwardSubject(softplusValue())
	s.diagnose, s.pairs = SoftplusForward, 850
	s.key = func(p ForwardPoint) ForwardAnswer {
		a, beta, loss := reference.PrecisionSoftplus{}.Forward(p.Unit, p.Sample)
		return ForwardAnswer{a, beta, loss}
	}
	s.test(t)
}
