package diagnose

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// unitBackward is a student's Backward.
type unitBackward = func(a, beta float64, s specs.Sample) specs.UnitGradient

// meanSquareOf is written out as students do.
func meanSquareOf(s specs.Sample) float64 {
	sum := 0.0
	for _, y := range s.Y {
		sum += math.Pow(y-s.Mu, 2)
	}
	return sum / float64(len(s.Y))
}

func logistic(a float64) float64 { return 1 / (1 + math.Exp(-a)) }

// answersOf asks a Backward at points.
func answersOf(points []UnitPoint, backward unitBackward) []specs.UnitGradient {
	var got []specs.UnitGradient
	for _, p := range points {
		got = append(got, backward(p.A, p.Beta, p.Sample))
	}
	return got
}

func sentences(faults []Fault) []string {
	var all []string
	for _, f := range faults {
		all = append(all, f.Code+" | "+f.Why)
	}
	return all
}

const (
	rightSlopeText  = "; right is ∂L/∂β = −1/β + (1/n) Σᵢ (yᵢ − μ)²"
	rightReLUText   = "; right is ∂L/∂a = ∂L/∂β if a > 0, else 0"
	rightSigmaText  = "; right is ∂L/∂a = ∂L/∂β · σ(a)"
	rightWeightText = "; right is ∂L/∂w = ∂L/∂a · x"
	rightBiasText   = "; right is ∂L/∂b = ∂L/∂a"
)

func TestTermsOfSoftplus(t *testing.T) {
	first := func(f func(a, beta, S float64, s specs.Sample) float64) unitBackward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			return rightUnit(f(a, beta, meanSquareOf(s), s), logistic(a), s.X)
		}
	}
	slope := func(f func(a, beta, S float64, s specs.Sample) float64) unitBackward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			S := meanSquareOf(s)
			g := f(a, beta, S, s)
			return specs.UnitGradient{Beta: S - 1/beta, A: g, W: g * s.X, B: g}
		}
	}
	last := func(spoil func(g *specs.UnitGradient, a, beta, S float64, s specs.Sample)) unitBackward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			S := meanSquareOf(s)
			g := rightUnit(S-1/beta, logistic(a), s.X)
			spoil(&g, a, beta, S, s)
			return g
		}
	}
	for _, tt := range []struct {
		name, why string
		backward  unitBackward
		want      []string
	}{
		{"3/β", "a factor that is in no library; all that follows from it is right",
			first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 3/beta }),
			[]string{"term-coefficient | ∂L/∂β: the term 1/β has the factor −3, where −1 is right" + rightSlopeText}},
		{"m/3", "the data this time",
			first(func(_, beta, S float64, _ specs.Sample) float64 { return S/3 - 1/beta }),
			[]string{"term-coefficient | ∂L/∂β: the term (1/n) Σᵢ (yᵢ − μ)² has the factor ⅓, where 1 is right" + rightSlopeText}},
		{"a constant", "−1 added, as if −β were in the loss",
			first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 1/beta - 1 }),
			[]string{"term-extra | ∂L/∂β: there is a constant −1 too many" + rightSlopeText}},
		{"+β", "weight decay that nobody asked for",
			first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 1/beta + beta }),
			[]string{"term-extra | ∂L/∂β: there is a term β too many" + rightSlopeText}},
		{"+2x", "an argument that has no place here",
			first(func(_, beta, S float64, s specs.Sample) float64 { return S - 1/beta + 2*s.X }),
			[]string{"term-extra | ∂L/∂β: there is a term 2 · x too many" + rightSlopeText}},
		{"2n/β", "n comes with a number",
			first(func(_, beta, S float64, s specs.Sample) float64 { return S - 2*float64(len(s.Y))/beta }),
			[]string{"term-coefficient | ∂L/∂β: the term 1/β has the factor −2 · n, where −1 is right" + rightSlopeText}},
		{"all of it times 3", "one factor, not one for each term",
			first(func(_, beta, S float64, _ specs.Sample) float64 { return 3 * (S - 1/beta) }),
			[]string{"term-coefficient | ∂L/∂β: it has the factor 3, where 1 is right" + rightSlopeText}},
		{"2/β in ∂L/∂a", "as the brief of every term: ∂L/∂β is right, what follows it is not",
			slope(func(a, beta, S float64, _ specs.Sample) float64 { return logistic(a) * (S - 2/beta) }),
			[]string{"term-coefficient | ∂L/∂a: the term σ(a) · 1/β has the factor −2, where −1 is right" + rightSigmaText}},
		{"m/2 in ∂L/∂a", "the library holds it for ∂L/∂β only",
			slope(func(a, beta, S float64, _ specs.Sample) float64 { return logistic(a) * (S/2 - 1/beta) }),
			[]string{"term-coefficient | ∂L/∂a: the term σ(a) · (1/n) Σᵢ (yᵢ − μ)² has the factor ½, where 1 is right" + rightSigmaText}},
		{"no σ/β in ∂L/∂a", "multiplied out, and a term lost",
			slope(func(a, _, S float64, _ specs.Sample) float64 { return logistic(a) * S }),
			[]string{"term-missing | ∂L/∂a: the term σ(a) · 1/β is missing" + rightSigmaText}},
		{"σ on one term", "brackets forgotten",
			slope(func(a, beta, S float64, _ specs.Sample) float64 { return logistic(a)*S - 1/beta }),
			[]string{"term-missing+term-extra | ∂L/∂a: the term σ(a) · 1/β is missing, and there is a term −1/β too many" + rightSigmaText}},
		{"+σ²", "a square of the derivative",
			slope(func(a, beta, S float64, _ specs.Sample) float64 {
				return logistic(a)*(S-1/beta) + logistic(a)*logistic(a)
			}),
			[]string{"term-extra | ∂L/∂a: there is a term σ(a)² too many" + rightSigmaText}},
		{"+σ/2", "−½ would be the entropy's",
			slope(func(a, beta, S float64, _ specs.Sample) float64 { return logistic(a) * (S - 1/beta + 0.5) }),
			[]string{"term-extra | ∂L/∂a: there is a term ½ · σ(a) too many" + rightSigmaText}},
		{"+x in ∂L/∂w", "the derivative of w·x added",
			last(func(g *specs.UnitGradient, _, _, _ float64, s specs.Sample) { g.W += s.X }),
			[]string{"term-extra | ∂L/∂w: there is a term x too many" + rightWeightText}},
		{"3 ∂L/∂w", "the link, not its terms",
			last(func(g *specs.UnitGradient, _, _, _ float64, _ specs.Sample) { g.W *= -3 }),
			[]string{"term-coefficient | ∂L/∂w: it has the factor −3, where 1 is right" + rightWeightText}},
		{"x forgotten in a term", "brackets once more",
			last(func(g *specs.UnitGradient, a, beta, S float64, s specs.Sample) {
				g.W = logistic(a) * (s.X*S - 1/beta)
			}),
			[]string{"term-missing+term-extra | ∂L/∂w: the term x · σ(a) · 1/β is missing, and there is a term −σ(a) · 1/β too many" + rightWeightText}},
		{"∂L/∂b + a", "the last of the four",
			last(func(g *specs.UnitGradient, a, _, _ float64, _ specs.Sample) { g.B += a }),
			[]string{"term-extra | ∂L/∂b: there is a term a too many" + rightBiasText}},
		{"3/β, and 3 in ∂L/∂w", "∂L/∂w follows from a term that is wrong itself: each is told of its own mistake",
			func(a, beta float64, s specs.Sample) specs.UnitGradient {
				g := rightUnit(meanSquareOf(s)-3/beta, logistic(a), s.X)
				g.W *= 3
				return g
			},
			[]string{"term-coefficient | ∂L/∂β: the term 1/β has the factor −3, where −1 is right" + rightSlopeText,
				"term-coefficient | ∂L/∂w: it has the factor 3, where 1 is right" + rightWeightText}},
		{"−3 in ∂L/∂w, after a ∂L/∂a of chance", "it comes from the right term as well as from one's own",
			last(func(g *specs.UnitGradient, a, _, _ float64, s specs.Sample) { g.A, g.W = math.Sin(a), -3*g.A*s.X }),
			[]string{"term-coefficient | ∂L/∂w: it has the factor −3, where 1 is right" + rightWeightText}},
		{"+1 in ∂L/∂a and +2x in ∂L/∂w", "is it x more than one's own term leads to, or 2x more than the right one? Nobody knows",
			last(func(g *specs.UnitGradient, _, _, _ float64, s specs.Sample) { g.A, g.W = g.A+1, g.W+2*s.X }),
			[]string{"term-extra | ∂L/∂a: there is a constant 1 too many" + rightSigmaText}},
		{"3/β, and x forgotten", "the library speaks where it can",
			func(a, beta float64, s specs.Sample) specs.UnitGradient {
				return rightUnit(meanSquareOf(s)-3/beta, logistic(a), 1)
			},
			[]string{"term-coefficient | ∂L/∂β: the term 1/β has the factor −3, where −1 is right" + rightSlopeText,
				"missing-x | ∂L/∂w: the factor x is missing" + rightWeightText}},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			assert.Equal(t, tt.want, sentences(Softplus(SoftplusPoints(), answersOf(SoftplusPoints(), tt.backward))))
		})
	}
}

func TestTermsOfReLU(t *testing.T) {
	masked := func(f func(a, beta, S float64, s specs.Sample) specs.UnitGradient) unitBackward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			if a <= 0 {
				return specs.UnitGradient{Beta: math.Inf(-1)}
			}
			return f(a, beta, meanSquareOf(s), s)
		}
	}
	first := func(f func(beta, S float64, s specs.Sample) float64) unitBackward {
		return masked(func(_, beta, S float64, s specs.Sample) specs.UnitGradient { return rightUnit(f(beta, S, s), 1, s.X) })
	}
	slope := func(f func(a, beta, S float64) float64) unitBackward {
		return masked(func(a, beta, S float64, s specs.Sample) specs.UnitGradient {
			g := f(a, beta, S)
			return specs.UnitGradient{Beta: S - 1/beta, A: g, W: g * s.X, B: g}
		})
	}
	for _, tt := range []struct {
		name, why string
		backward  unitBackward
		want      []string
	}{
		{"3/β", "a factor in no library", first(func(beta, S float64, _ specs.Sample) float64 { return S - 3/beta }),
			[]string{"term-coefficient | ∂L/∂β: the term 1/β has the factor −3, where −1 is right" + rightSlopeText}},
		{"+μ", "an argument that has no place here", first(func(beta, S float64, s specs.Sample) float64 { return S - 1/beta - s.Mu }),
			[]string{"term-extra | ∂L/∂β: there is a term −μ too many" + rightSlopeText}},
		{"4/ln 10", "only likely numbers have names", first(func(beta, S float64, _ specs.Sample) float64 { return S - 4/math.Ln10/beta }), nil},
		{"2/β in ∂L/∂a", "∂L/∂β is right", slope(func(_, beta, S float64) float64 { return S - 2/beta }),
			[]string{"term-coefficient | ∂L/∂a: the term 1/β has the factor −2, where −1 is right" + rightReLUText}},
		{"+a in ∂L/∂a", "a is β: one name for both", slope(func(a, beta, S float64) float64 { return S - 1/beta + a }),
			[]string{"term-extra | ∂L/∂a: there is a term a too many" + rightReLUText}},
		{"1 added to ∂L/∂w", "a constant", masked(func(_, beta, S float64, s specs.Sample) specs.UnitGradient {
			g := rightUnit(S-1/beta, 1, s.X)
			g.W++
			return g
		}), []string{"term-extra | ∂L/∂w: there is a constant 1 too many" + rightWeightText}},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			assert.Equal(t, tt.want, sentences(ReLU(ReLUPoints(), answersOf(ReLUPoints(), tt.backward))), "a > 0 alone")
			all := slices.Concat(ReLUPoints(), ReLUInactivePoints())
			assert.Equal(t, tt.want, sentences(ReLU(all, answersOf(all, tt.backward))), "and right where the unit is dead")
			wrong := answersOf(all, tt.backward)
			for i, p := range all {
				if p.A <= 0 {
					wrong[i].A, wrong[i].W, wrong[i].B = 1, 1, 1
				}
			}
			for _, f := range ReLU(all, wrong) {
				assert.Equal(t, "∂L/∂β", f.Term, "a sum that does not hold where the unit is dead is not named")
			}
		})
	}
}

// TestTermsKeepSilent has programs that are no sum of the terms with a likely
// factor or two, though some are near one. Among them are the mutants of the
// gate to which no library has given a name.
func TestTermsKeepSilent(t *testing.T) {
	t.Run("rectifier", func(t *testing.T) {
		testSilence(t, ReLUPoints(), ReLU, reference.PrecisionReLU{}.Backward, func(float64) float64 { return 1 })
	})
	t.Run("softplus", func(t *testing.T) {
		testSilence(t, SoftplusPoints(), Softplus, reference.PrecisionSoftplus{}.Backward, logistic)
	})
}

func testSilence(t *testing.T, points []UnitPoint, diagnose func([]UnitPoint, []specs.UnitGradient) []Fault, right unitBackward, slope func(a float64) float64) {
	odd := points[3].A
	noise := rand.New(rand.NewPCG(7, 11))
	single := func(x float64) float64 { return float64(float32(x)) }
	each := func(f func(x float64) float64) func(g specs.UnitGradient) specs.UnitGradient {
		return func(g specs.UnitGradient) specs.UnitGradient {
			return specs.UnitGradient{Beta: f(g.Beta), A: f(g.A), W: f(g.W), B: f(g.B)}
		}
	}
	first := func(f func(a, beta, S float64, s specs.Sample) float64) unitBackward {
		return func(a, beta float64, s specs.Sample) specs.UnitGradient {
			return rightUnit(f(a, beta, meanSquareOf(s), s), slope(a), s.X)
		}
	}
	var sum specs.UnitGradient
	var kept *specs.Sample
	var calls int
	for _, tt := range []struct {
		name, why string
		backward  unitBackward
	}{
		{"right", "the key", right},
		{"right, written out", "by the chain rule", first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 1/beta })},
		{"1.37", "nobody puts such a factor there by mistake", first(func(_, beta, S float64, _ specs.Sample) float64 { return 1.37 * (S - 1/beta) })},
		{"1 + 10⁻⁷", "near a likely factor is not it", first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 3.0000003/beta })},
		{"float32", "right to seven digits", func(a, beta float64, s specs.Sample) specs.UnitGradient { return each(single)(right(a, beta, s)) }},
		{"float32 of 3/β", "a mistake that is seen through a fog has no name", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			return each(single)(rightUnit(meanSquareOf(s)-3/beta, slope(a), s.X))
		}},
		{"1/β³", "not in the basis", first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 1/(beta*beta*beta) })},
		{"sin a", "nor is this", first(func(a, beta, S float64, _ specs.Sample) float64 { return S - 1/beta + math.Sin(a) })},
		{"three terms", "one who computes something else is not told three factors", first(func(_, beta, S float64, s specs.Sample) float64 { return 2*S - 3/beta + s.X })},
		{"two factors n", "2m + n·m has no one factor", first(func(_, beta, S float64, s specs.Sample) float64 { return S*(2+float64(len(s.Y))) - 1/beta })},
		{"all 1", "no work", func(float64, float64, specs.Sample) specs.UnitGradient {
			return specs.UnitGradient{Beta: 1, A: 1, W: 1, B: 1}
		}},
		{"the question", "no work either", func(a, beta float64, _ specs.Sample) specs.UnitGradient {
			return specs.UnitGradient{Beta: beta, A: a, W: a, B: a}
		}},
		{"noise", "what has no rule has no name", func(float64, float64, specs.Sample) specs.UnitGradient {
			return each(func(float64) float64 { return noise.NormFloat64() })(specs.UnitGradient{})
		}},
		{"one NaN", "NaN is like nothing", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			if a == odd {
				return each(func(float64) float64 { return math.NaN() })(right(a, beta, s))
			}
			return rightUnit(meanSquareOf(s)-3/beta, slope(a), s.X)
		}},
		{"one infinity", "nor has it a sum", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			if a == odd {
				return each(func(float64) float64 { return math.Inf(1) })(right(a, beta, s))
			}
			return rightUnit(meanSquareOf(s)-3/beta, slope(a), s.X)
		}},
		{"10³⁰⁸", "a length that overflows", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			return each(func(x float64) float64 { return x * 1e308 })(right(a, beta, s))
		}},
		{"3/β but for one point", "one point refutes it", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			if a == odd {
				return right(a, beta, s)
			}
			return rightUnit(meanSquareOf(s)-3/beta, slope(a), s.X)
		}},
		{"a stale w", "w is no argument: what a program kept of it is some constant", first(func(_, beta, S float64, _ specs.Sample) float64 { return S - 1/beta + 0.3 })},
		{"accumulates", "a mutant of the gate", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			g := right(a, beta, s)
			sum = specs.UnitGradient{Beta: sum.Beta + g.Beta, A: sum.A + g.A, W: sum.W + g.W, B: sum.B + g.B}
			return sum
		}},
		{"caches the first sample", "a mutant of the gate", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			if kept == nil {
				kept = &s
			}
			return right(a, beta, specs.Sample{X: s.X, Y: kept.Y, Mu: kept.Mu})
		}},
		{"knows the published point", "a mutant of the gate", func(_, _ float64, s specs.Sample) specs.UnitGradient {
			return specs.UnitGradient{Beta: 2.281034584660227, A: 1.5241594173626551, W: 1.5241594173626551 * s.X, B: 1.5241594173626551}
		}},
		{"clips", "a mutant of the gate", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			g := right(a, beta, s)
			g.A = max(-1, min(1, g.A))
			g.W, g.B = g.A*s.X, g.A
			return g
		}},
		{"counts its calls", "an answer that depends on the order of questions", func(a, beta float64, s specs.Sample) specs.UnitGradient {
			calls++
			return each(func(x float64) float64 { return x * float64(calls) })(right(a, beta, s))
		}},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			for _, f := range diagnose(points, answersOf(points, tt.backward)) {
				assert.False(t, strings.HasPrefix(f.Code, "term-"), f.Why)
			}
		})
	}
}

// TestLibraryFirst holds that a mistake with a name of its own keeps it.
func TestLibraryFirst(t *testing.T) {
	for _, net := range []struct {
		name     string
		act      activation
		diagnose func([]UnitPoint, []specs.UnitGradient) []Fault
		points   []UnitPoint
	}{
		{"rectifier, a > 0", rectifier(), ReLU, ReLUPoints()},
		{"rectifier", rectifier(), ReLU, slices.Concat(ReLUPoints(), ReLUInactivePoints())},
		{"softplus", softplusUnit(), Softplus, SoftplusPoints()},
	} {
		t.Run(net.name, func(t *testing.T) {
			s := unitSubject(net.act)
			require.NotEmpty(t, s.mistakes)
			for _, m := range s.mistakes {
				for _, f := range net.diagnose(net.points, s.answers(net.points, m)) {
					assert.False(t, strings.HasPrefix(f.Code, "term-"), "%s: %s", m.code, f.Why)
				}
			}
		})
	}
}
