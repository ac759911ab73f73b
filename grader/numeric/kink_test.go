package numeric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// TestKinksAreFound: every kink at x is found, on any slopes and curvatures, and
// both slopes are right.
func TestKinksAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(*seed, 2))
	for range 2000 {
		x := numeric.Dyadic(uniform(r, -3, 3))
		left, right := uniform(r, -3, 3), uniform(r, -3, 3)
		height, bend := uniform(r, -2, 2), uniform(r, -2, 2)
		f := func(t float64) float64 {
			slope := left
			if t > x {
				slope = right
			}
			return height + slope*(t-x) + bend*math.Sin(t-x)*(t-x)
		}
		for _, noise := range []float64{0, 16 * numeric.Eps} {
			s, err := numeric.OneSided(f, x, noise)
			require.NoError(t, err)
			assert.True(t, s.Kink(), "slopes %v and %v at %v: %v", left, right, x, s)
			assert.LessOrEqual(t, math.Abs(s.Left.Value-left), s.Left.Bound)
			assert.LessOrEqual(t, math.Abs(s.Right.Value-right), s.Right.Bound)

			_, err = numeric.Derivative(f, x, noise)
			assert.ErrorIs(t, err, numeric.ErrKink)
		}
	}
}

// TestNoFalseKinks: softplus(s·t)/s tends to the rectifier for s → ∞. However
// sharp its bend, it is smooth, and its slope at 0 is ½.
func TestNoFalseKinks(t *testing.T) {
	r := rand.New(rand.NewPCG(*seed, 3))
	for range 2000 {
		x, sharpness := numeric.Dyadic(uniform(r, -3, 3)), logUniform(r, 1, 1e10)
		f := func(t float64) float64 { return stableSoftplus(sharpness*(t-x)) / sharpness }
		for _, noise := range []float64{0, 2 * numeric.Eps} {
			s, err := numeric.OneSided(f, x, noise)
			require.NoError(t, err)
			assert.False(t, s.Kink(), "sharpness %.2g: %v", sharpness, s)

			e, err := numeric.Derivative(f, x, noise)
			require.NoError(t, err, "sharpness %.2g", sharpness)
			assert.LessOrEqual(t, math.Abs(e.Value-0.5), e.Bound)
		}
	}
}

// TestWhereTheKinkIs moves a kink away from x. Nearer than the finest step it
// is taken to be at x; far enough, both sides have the slope at x; in between
// nothing is said, and nothing wrong ever.
func TestWhereTheKinkIs(t *testing.T) {
	kink := func(t *testing.T, s numeric.Sides, err error) {
		require.NoError(t, err)
		assert.True(t, s.Kink())
	}
	silence := func(t *testing.T, s numeric.Sides, err error) {
		require.ErrorIs(t, err, numeric.ErrUnsettled)
		assert.False(t, s.Kink())
	}
	slope := func(t *testing.T, s numeric.Sides, err error) {
		require.NoError(t, err)
		assert.False(t, s.Kink())
		assert.True(t, s.Left.Agrees(0, 0) && s.Right.Agrees(0, 0), "%v", s)
		assert.Less(t, s.Left.Bound+s.Right.Bound, 1e-3)
	}
	r := rand.New(rand.NewPCG(*seed, 4))
	for _, c := range []struct {
		name     string
		distance float64
		sides    func(*testing.T, numeric.Sides, error)
		known    bool // the derivative
	}{
		{"at x", 0, kink, false},
		{"a tenth of the finest step", 7e-13, kink, false},
		{"the finest step", 7.3e-12, silence, false},
		{"four of the finest steps", 3e-11, silence, false},
		{"1e-10", 1e-10, slope, true},
		{"1e-9", 1e-9, slope, true},
		{"1e-6", 1e-6, slope, true},
		{"1e-3", 1e-3, slope, true},
		{"beyond the coarsest step", 0.5, slope, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 50 {
				x := numeric.Dyadic(uniform(r, 1, 2))
				for _, side := range []float64{-1, 1} {
					f := func(t float64) float64 { return max(0, side*(t-x)-c.distance) }
					s, err := numeric.OneSided(f, x, numeric.Eps)
					c.sides(t, s, err)

					e, err := numeric.Derivative(f, x, numeric.Eps)
					require.Equal(t, c.known, err == nil, "%v, %v", e, err)
					assert.Equal(t, c.known, e.Agrees(0, 0))
				}
			}
		})
	}
}

func TestOneSidedAtTheEndOfTheDomain(t *testing.T) {
	f := func(x float64) float64 { return math.Sqrt(x) * x * x } // not for x < 0
	s, err := numeric.OneSided(f, 0, 0)
	require.ErrorIs(t, err, numeric.ErrNotFinite)
	assert.ErrorContains(t, err, "from the left")
	assert.True(t, math.IsNaN(s.Left.Value) && math.IsInf(s.Left.Bound, 1))
	assert.True(t, s.Right.Agrees(0, 0), "the other side is known all the same: %v", s.Right)
	assert.False(t, s.Kink(), "one slope is no kink")
}

func TestOneSidedAtAJump(t *testing.T) {
	s, err := numeric.OneSided(jump(1), 1, 0)
	require.ErrorIs(t, err, numeric.ErrUnsettled)
	assert.ErrorContains(t, err, "from the left", "f(1) belongs to the right")
	assert.True(t, s.Right.Agrees(2, 0))
}

func TestOneSidedCountsEachCallOnce(t *testing.T) {
	calls := 0
	s, err := numeric.OneSided(func(x float64) float64 {
		calls++
		return math.Abs(x)
	}, 0, 0)
	require.NoError(t, err)
	assert.Equal(t, calls, s.Left.Evaluations+s.Right.Evaluations)
}
