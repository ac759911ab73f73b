package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// unitSubmission is a Backward taken apart.
type unitSubmission struct {
	beta                betaTerm
	slope, weight, bias link
}

func (s unitSubmission) backward(p UnitPoint) specs.UnitGradient {
	u := unitsOf([]UnitPoint{p})[0]
	v := values{beta: []float64{s.beta.at(u)}}
	v.a = []float64{s.slope.at(v, u)}
	return specs.UnitGradient{Beta: v.beta[0], A: v.a[0], W: s.weight.at(v, u), B: s.bias.at(v, u)}
}

func unitSubject(act activation) subject[UnitPoint, specs.UnitGradient, unitSubmission] {
	type parts = unitSubmission
	return subject[UnitPoint, specs.UnitGradient, parts]{
		right:  parts{rightBeta(), link{act.slope, fromBeta}, link{unit.input, fromA}, link{unit.one, fromA}},
		answer: parts.backward,
		garbage: func(draw func() float64, _ specs.UnitGradient) specs.UnitGradient {
			return specs.UnitGradient{Beta: draw(), A: draw(), W: draw(), B: draw()}
		},
		mistakes: slices.Concat(
			mistakesIn("∂L/∂β", betaLibrary(), func(s *parts) *betaTerm { return &s.beta }),
			mistakesIn("∂L/∂a", act.library(), func(s *parts) *link { return &s.slope }),
			mistakesIn("∂L/∂w", weightLibrary(), func(s *parts) *link { return &s.weight }),
			mistakesIn("∂L/∂b", biasLibrary(), func(s *parts) *link { return &s.bias }),
		),
		merge: mergeSwap,
	}
}

func mergeSwap(codes []string) []string {
	if slices.Equal(codes, []string{"bias-times-x", "missing-x"}) {
		return []string{"swapped-weight-bias"}
	}
	return codes
}

// drawSample is like that of the checks.
func drawSample(r *rand.Rand) specs.Sample {
	s := specs.Sample{X: 1.2 + r.Float64(), Mu: 0.4 + r.Float64()}
	if r.IntN(2) == 0 {
		s.X = -s.X
	}
	for range 7 {
		s.Y = append(s.Y, s.Mu+0.5+r.NormFloat64())
	}
	return s
}

// drawAnySample is as drawSample, with any number of observations: where n is
// the same everywhere a factor n is any number.
func drawAnySample(r *rand.Rand) specs.Sample {
	s := drawSample(r)
	s.Y = s.Y[:3+r.IntN(5)]
	return s
}

func TestReLU(t *testing.T) {
	t.Parallel()
	s := unitSubject(rectifier())
	s.diagnose, s.points = ReLU, slices.Concat(ReLUPoints(), ReLUInactivePoints())
	s.key = func(p UnitPoint) specs.UnitGradient { return reference.PrecisionReLU{}.Backward(p.A, p.Beta, p.Sample) }
	s.drawn = func(r *rand.Rand) []UnitPoint {
		var points []UnitPoint
		for range 15 {
			a, sample := 0.3+2.7*r.Float64(), drawAnySample(r)
			points = append(points, UnitPoint{a, a, sample}, UnitPoint{-a, 0, sample}, UnitPoint{0, 0, sample})
			sample.X = -sample.X
			points = append(points, UnitPoint{a, a, sample}, UnitPoint{-a, 0, sample})
		}
		return points
	}
	s.none = []string{"a-for-beta"} // it is β where it matters
	s.pairs = 900
	s.test(t)

	t.Run("active alone", func(t *testing.T) {
		unseen := []string{"a-for-beta", "activation-skipped", "mask-missing", "mask-includes-zero"}
		unclear := []string{"mask-inverted", "zero-activation-gradient"} // both are 0 for a > 0
		for _, m := range s.mistakes {
			got := named(ReLU(ReLUPoints(), s.answers(ReLUPoints(), m)))
			if slices.Contains(slices.Concat(unseen, unclear), m.code) {
				assert.Empty(t, got, m.code)
			} else {
				assert.Equal(t, []string{m.code}, got)
			}
		}
	})
}

func TestSoftplus(t *testing.T) {
	t.Parallel()
	s := unitSubject(softplusUnit())
	s.diagnose, s.points = Softplus, SoftplusPoints()
	s.key = func(p UnitPoint) specs.UnitGradient {
		return reference.PrecisionSoftplus{}.Backward(p.A, p.Beta, p.Sample)
	}
	s.drawn = func(r *rand.Rand) []UnitPoint {
		var points []UnitPoint
		for i := range 48 {
			a, beta, _ := reference.PrecisionSoftplus{}.Forward(specs.Unit{B: 4.5*r.Float64() - 4.5*float64(i%2)}, drawSample(r))
			points = append(points, UnitPoint{a, beta, drawAnySample(r)})
		}
		return points
	}
	s.pairs = 900
	s.test(t)
}
