package diagnose

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
)

// basesAt lists every basis that a right submission meets at the points of a
// library.
func basesAt(act activation, points []UnitPoint) (map[string]basis, []unit) {
	c := newChain(unitsOf(points), act, nil, nil)
	c.own = c.right
	all := map[string]basis{}
	for term, bases := range map[string][]basis{
		"∂L/∂β": act.betaBases(), "∂L/∂a": c.slopeBases(act), "∂L/∂w": c.weightBases(act), "∂L/∂b": c.biasBases(act),
	} {
		for i, b := range bases {
			all[fmt.Sprintf("%s by basis %d", term, i+1)] = b
		}
	}
	return all, c.units
}

// answers adds a basis up, with the right factors but for one.
func (b basis) answers(units []unit, wrong int, factor float64) []float64 {
	got := make([]float64, len(units))
	for i, u := range units {
		for j, c := range b {
			f := c.right
			if j == wrong {
				f = factor
			}
			got[i] += f * c.of(u)
		}
	}
	return got
}

func TestBases(t *testing.T) {
	for _, net := range []struct {
		name   string
		act    activation
		points []UnitPoint
	}{
		{"rectifier", rectifier(), ReLUPoints()},
		{"softplus", softplusUnit(), SoftplusPoints()},
	} {
		bases, units := basesAt(net.act, net.points)
		for name, b := range bases {
			t.Run(net.name+", "+name, func(t *testing.T) {
				unknowns := b.unknowns()
				assert.True(t, enough(len(units), len(unknowns)), "%d points for %d unknowns", len(units), len(unknowns))
				matrix, _, ok := equations(unknowns, units)
				require.True(t, ok)
				assert.Less(t, mat.Cond(matrix, 2), worstCondition/100, "the points tell the terms apart with ease")
				names := map[string]bool{}
				for j, c := range b {
					assert.False(t, names[c.name], "%s is there twice", c.name)
					names[c.name] = true
					b.testColumn(t, units, j)
				}
				right, ok := b.departures(units, b.answers(units, -1, 0))
				assert.True(t, ok)
				assert.Empty(t, right, "the right sum departs from nothing")
			})
		}
	}
}

// testColumn gives one term every likely factor, and some that are not.
func (b basis) testColumn(t *testing.T, units []unit, j int) {
	for _, l := range likely() {
		for _, factor := range []float64{l.value, -l.value} {
			found, ok := b.departures(units, b.answers(units, j, factor))
			if assert.True(t, ok, "%v · %s", factor, b[j].name) && factor != b[j].right {
				d, _ := b[j].departure([]coefficient{{factor, plain(), signed(factor, l.text)}})
				assert.Equal(t, []departure{d}, found)
			}
			_, ok = b.departures(units, b.answers(units, j, factor*(1+1e-6)))
			assert.False(t, ok, "%v · %s: a millionth off is no likely factor", factor, b[j].name)
		}
	}
	found, ok := b.departures(units, b.answers(units, j, 0))
	switch {
	case b[j].whole:
		assert.False(t, ok, "nothing is left of the sum")
	case b[j].right != 0:
		assert.Equal(t, []departure{{"term-missing", "the term " + b[j].name + " is missing"}}, found)
	}
}

func TestBasesKeepSilent(t *testing.T) {
	act := softplusUnit()
	points := SoftplusPoints()
	sameN := slices.Clone(points)
	for i := range sameN {
		sameN[i].Sample.Y = sameN[i].Sample.Y[:3]
	}
	sameSample := slices.Clone(points)
	for i := range sameSample {
		sameSample[i].Sample = points[0].Sample
	}
	for _, tt := range []struct {
		name, why string
		points    []UnitPoint
	}{
		{"ten points", "hardly more than unknowns", points[:10]},
		{"the same n", "a factor n is as good as a number", sameN},
		{"the same sample", "the data are a constant", sameSample},
		{"a point again and again", "it is one point", slices.Repeat(points[:1], 24)},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			bases, units := basesAt(act, tt.points)
			for name, b := range bases {
				_, ok := b.departures(units, b.answers(units, 0, 3))
				assert.False(t, ok, name)
				if enough(len(units), len(b.unknowns())) {
					_, ok = leastSquares(b.unknowns(), units, b.answers(units, 0, 3))
					assert.False(t, ok, "%s: no factors are determined", name)
				}
			}
		})
	}
}

// TestResidual adds to a sum what the least squares do not see: noise at right
// angles to every term. The factors are found all the same, but nothing that is
// off by a millionth is that sum.
func TestResidual(t *testing.T) {
	bases, units := basesAt(softplusUnit(), SoftplusPoints())
	r := rand.New(rand.NewPCG(17, 19))
	for _, name := range slices.Sorted(maps.Keys(bases)) {
		b := bases[name]
		got, noise := b.answers(units, 0, 3), make([]float64, len(units))
		for i := range noise {
			noise[i] = 1e-6 * r.NormFloat64()
		}
		factors, ok := leastSquares(b.unknowns(), units, noise)
		require.True(t, ok)
		for i, u := range units {
			got[i] += noise[i]
			for j, k := range b.unknowns() {
				got[i] -= factors[j] * k.at(u)
			}
		}
		fitted, ok := leastSquares(b.unknowns(), units, got)
		require.True(t, ok)
		_, likely := snap(fitted[0], plain())
		require.True(t, likely, "%s: the fit is not what refutes it", name)
		_, ok = b.departures(units, got)
		assert.False(t, ok, name)
	}
}

func TestEquationsWithoutALength(t *testing.T) {
	units := unitsOf(SoftplusPoints())
	for _, tt := range []struct {
		name, why string
		of        of
	}{
		{"zero", "it has any factor", constant(0)},
		{"NaN", "it has none", constant(math.NaN())},
		{"infinity", "nor has it", constant(math.Inf(1))},
		{"overflow", "its length is not finite, though it is", constant(1e308)},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			_, _, ok := equations(basis{{name: tt.name, of: tt.of}, constantColumn()}.unknowns(), units)
			assert.False(t, ok)
		})
	}
}

func TestSnap(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		c         float64
		by        coefficientScale
		text      string // empty if there is none
	}{
		{"zero", "what is lost in rounding is not there", -1e-12, plain(), "0"},
		{"one", "with the rounding of a fit", 1 + 1e-11, plain(), "1"},
		{"minus a half", "with its sign", -0.5, plain(), "−½"},
		{"a third", "not a decimal", 1.0 / 3, plain(), "⅓"},
		{"a rounded third", "0.333 is not ⅓", 0.333, plain(), ""},
		{"a third to eight digits", "nor is 0.33333333: a fit is better than that", 0.33333333, plain(), ""},
		{"nearly zero", "a fit is better than that too", 1e-7, plain(), ""},
		{"ln 10", "another base", -1 / math.Ln10, plain(), "−1/ln 10"},
		{"n", "1 is not written", 1, timesN(), "n"},
		{"minus two nths", "two factors", -2, overN(), "−2 · 1/n"},
		{"seven", "a number of chance", 7, plain(), ""},
		{"NaN", "none", math.NaN(), plain(), ""},
		{"infinity", "none", math.Inf(-1), plain(), ""},
	} {
		t.Run(tt.name+": "+tt.why, func(t *testing.T) {
			c, ok := snap(tt.c, tt.by)
			assert.Equal(t, tt.text != "", ok)
			assert.Equal(t, tt.text, c.text)
		})
	}
	likely := likely()
	for i, a := range likely {
		for _, b := range likely[i+1:] {
			assert.Greater(t, math.Abs(a.value-b.value), 0.05, "%s and %s are not to be mixed up", a.text, b.text)
		}
	}
}
