package checks_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// byHeart is the key wherever the published sample is asked about, and wrong in
// one way elsewhere.
type byHeart struct {
	reference.PrecisionReLU
	spoil func(s *specs.Sample)
}

func (n byHeart) elsewhere(s specs.Sample) specs.Sample {
	s.Y = slices.Clone(s.Y)
	if published := []float64{1, -2, 0.5, 3}; !slices.Equal(s.Y, published) {
		n.spoil(&s)
	}
	return s
}

func (n byHeart) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	return n.PrecisionReLU.Forward(p, n.elsewhere(s))
}

func (n byHeart) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return n.PrecisionReLU.Backward(a, beta, n.elsewhere(s))
}

// TestNumbersLearnedByHeart asks without a key, as a student's own repository
// does, where only relations between answers show what is wrong.
func TestNumbersLearnedByHeart(t *testing.T) {
	for _, c := range []struct {
		name, why string
		spoil     func(s *specs.Sample)
		passes    bool
	}{
		{"right", "relations hold for every right program", func(*specs.Sample) {}, true},
		{"sum for mean", "a sample twice over doubles a sum", func(s *specs.Sample) {
			for i := range s.Y {
				s.Y[i] = s.Mu + (s.Y[i]-s.Mu)*math.Sqrt(float64(len(s.Y)))
			}
		}, false},
		{"μ forgotten", "moving y and μ together moves y alone", func(s *specs.Sample) { s.Mu = 0 }, false},
		{"first observation only", "another order begins with another one", func(s *specs.Sample) { s.Y = s.Y[:1] }, false},
		{"x taken for 1", "doubling x must double ∂L/∂w", func(s *specs.Sample) { s.X = 1 }, false},
	} {
		for _, check := range checks.All() {
			if check.Name != "precision-relu/backward" {
				continue
			}
			pass := &grader.Pass{Answer: specs.Solution{PrecisionReLU: byHeart{spoil: c.spoil}}, Rand: grader.PracticeSeed().Rand(check.Name)}
			result := grader.Judge(t.Context(), check, pass)
			assert.Equal(t, c.passes, result.Status == grader.Passed, "%s: %s: %s %s", c.name, c.why, result.Status, result.Summary)
		}
	}
}
