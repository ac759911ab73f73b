package checks_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// reluTriple has a factor that is in no library, in ∂L/∂β.
type reluTriple struct{ reference.PrecisionReLU }

func (n reluTriple) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	if a <= 0 {
		return n.PrecisionReLU.Backward(a, beta, s)
	}
	g := n.PrecisionReLU.Backward(a, beta, s).Beta - 2/beta
	return specs.UnitGradient{Beta: g, A: g, W: g * s.X, B: g}
}

// softplusLoose has lost the brackets of ∂L/∂a.
type softplusLoose struct{ reference.PrecisionSoftplus }

func (n softplusLoose) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionSoftplus.Backward(a, beta, s)
	g.A = (g.Beta+1/beta)/(1+math.Exp(-a)) - 1/beta
	g.W, g.B = g.A*s.X, g.A
	return g
}

// TestTermsAreNamed follows a mistake that no library holds to the report.
func TestTermsAreNamed(t *testing.T) {
	for _, tt := range []struct {
		name, why, check, where, code, sentence string
		spoil                                   func(*specs.Solution)
	}{
		{"3/β", "a factor that nobody foresaw", "precision-relu/backward", "∂L/∂β", "term-coefficient",
			"∂L/∂β: the term 1/β has the factor −3, where −1 is right; right is ∂L/∂β = −1/β + (1/n) Σᵢ (yᵢ − μ)²",
			func(s *specs.Solution) { s.PrecisionReLU = reluTriple{} }},
		{"brackets", "two terms are wrong, by one slip", "precision-softplus/backward", "∂L/∂a", "term-missing+term-extra",
			"∂L/∂a: the term σ(a) · 1/β is missing, and there is a term −1/β too many; right is ∂L/∂a = ∂L/∂β · σ(a)",
			func(s *specs.Solution) { s.PrecisionSoftplus = softplusLoose{} }},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			answer := reference.Solution()
			tt.spoil(&answer)
			for _, key := range []specs.Solution{reference.Solution(), {}} {
				r := status(t, report(answer, key), tt.check)
				require.Equal(t, grader.Partial, r.Status)
				require.NotEmpty(t, r.Findings)
				assert.Contains(t, r.Findings[0].Where, tt.where)
				assert.Equal(t, tt.code, r.Findings[0].Code)
				assert.Equal(t, tt.sentence, r.Findings[0].Why)
				assert.Equal(t, tt.sentence, r.Summary)
			}
		})
	}
}
