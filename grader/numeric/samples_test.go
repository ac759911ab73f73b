package numeric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// TestEveryRoundingCounts has families in which one kind of rounding stands
// out. Each is within half of the bound; without its term in the noise it is
// beyond.
func TestEveryRoundingCounts(t *testing.T) {
	const none = 0x1p-1000 // no noise but what Derivative knows of
	r := rand.New(rand.NewPCG(*seed, 9))
	belowPowerOfTwo := func() float64 { return math.Ldexp(1-logUniform(r, 0x1p-53, 1e-2), r.IntN(6)) }
	for _, c := range []struct {
		name string
		why  string
		draw func() problem
	}{
		{"of the result", "t² is rounded, and nothing else", func() problem {
			x := belowPowerOfTwo()
			return problem{square, x, 2 * x, none}
		}},
		{"of the point", "t − x is exact, but x + h is rounded to even", func() problem {
			x := belowPowerOfTwo()
			return problem{func(t float64) float64 { return t - x }, x, 1, none}
		}},
		{"in the argument", "100·t is rounded, which does not show on the crest of the wave", func() problem {
			x := math.Asin(1-logUniform(r, 1e-6, 0.1))/100 + float64(r.IntN(60))*math.Pi/50
			f := func(t float64) float64 { return math.Sin(100 * t) }
			return problem{f, x, rounded(mul(exact(100), cos(mul(exact(100), exact(x))))), 0}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			worst := 0.0
			for range 5000 {
				p := c.draw()
				e, err := numeric.Derivative(p.f, p.x, p.noise)
				require.NoError(t, err)
				worst = max(worst, math.Abs(e.Value-p.want)/e.Bound)
			}
			assert.LessOrEqual(t, worst, 0.5, c.why)
		})
	}
}

// Among these points, found in millions, the first estimate of the noise is far
// too low by chance. The derivative must not believe it.
func TestNoiseTooLowByChance(t *testing.T) {
	for _, c := range []struct {
		draw func(*rand.Rand) problem
		seed uint64
	}{{drawSingle, 181}, {drawSingle, 187}, {drawNaive, 166}} {
		r := rand.New(rand.NewPCG(c.seed, 0))
		for range 2000 {
			p := c.draw(r)
			e, err := numeric.Derivative(p.f, p.x, 0)
			require.NoError(t, err)
			require.True(t, e.Agrees(p.want, 0), "at %v: got %v, want %v", p.x, e, p.want)
		}
	}
}

// The way down to steps that fit into a domain is a binary search.
func TestShrinkingIsCheap(t *testing.T) {
	e, err := numeric.Derivative(math.Log, 0x1p-25, numeric.Eps)
	require.NoError(t, err)
	assert.LessOrEqual(t, e.Evaluations, 36)
}

// What lies beyond a hole in the domain is another piece of the function, even
// if the slope there is almost the same.
func TestNothingIsTakenFromBeyondAHole(t *testing.T) {
	f := outside(1e-4, 1e-3, func(x float64) float64 {
		if math.Abs(x-1) >= 1e-3 {
			return x + 1e-12*(x-1)
		}
		return x
	})
	e, err := numeric.Derivative(f, 1, numeric.Eps)
	require.NoError(t, err)
	assert.LessOrEqual(t, math.Abs(e.Value-1), e.Bound)
}

// At the right end of a domain the noise is looked for on the left.
func TestNoiseAtTheEndOfTheDomain(t *testing.T) {
	f := func(x float64) float64 { return float64(float32(math.Sqrt(1-x) + math.Pi*x)) }
	eta, ok := numeric.Noise(f, 1)
	assert.True(t, ok)
	assert.Greater(t, eta, 1e-7)
	assert.Less(t, eta, 1e-5)
}
