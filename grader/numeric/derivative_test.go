package numeric_test

import (
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/numeric"
)

var seed = flag.Uint64("seed", 1, "of the random points of the property tests")

// TestBoundsHold is the promise of the package: over 20,000 points of ten
// families no derivative is further off than its bound. Where the noise has to
// be estimated, none is further off than what [numeric.Estimate.Agrees] allows.
func TestBoundsHold(t *testing.T) {
	const points = 2000
	for _, family := range families() {
		t.Run(family.name, func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(*seed, 0))
			given, estimated := tally{}, tally{}
			for range points {
				p := family.draw(r)
				if off := given.add(p, p.noise); !(off <= 1) {
					t.Errorf("at %v, noise %.2g: off by %v bounds", p.x, p.noise, off)
				}
				if off := estimated.add(p, 0); !(off <= 3) {
					t.Errorf("at %v, noise estimated: off by %v bounds", p.x, off)
				}
			}
			given.report(t, "noise given")
			estimated.report(t, "noise estimated")
			assert.Zero(t, given.inconclusive, family.why)
			assert.LessOrEqual(t, estimated.inconclusive, points/200, family.why)
			assert.Less(t, quantile(given.evaluations, 0.5), 45.0, "no better than taking every step")
			assert.Less(t, quantile(given.bounds, 0.5), family.bound, "a bound that holds because it says nothing")
		})
	}
}

// tally collects what became of the problems of one family.
type tally struct {
	bounds       []float64 // relative to the derivative
	errors       []float64 // relative to the bound
	evaluations  []float64
	inconclusive int
}

// add solves a problem and returns its error relative to the bound.
func (c *tally) add(p problem, noise float64) float64 {
	e, err := numeric.Derivative(p.f, p.x, noise)
	c.evaluations = append(c.evaluations, float64(e.Evaluations))
	if err != nil {
		c.inconclusive++
		return 0
	}
	off := math.Abs(e.Value-p.want) / e.Bound
	c.bounds = append(c.bounds, e.Bound/math.Abs(p.want))
	c.errors = append(c.errors, off)
	return off
}

func (c *tally) report(t *testing.T, title string) {
	t.Logf("%-15s bound/|f′| median %.1e, max %.1e; error/bound median %.1e, max %.2f; evaluations median %v, max %v; inconclusive %d",
		title, quantile(c.bounds, 0.5), quantile(c.bounds, 1), quantile(c.errors, 0.5), quantile(c.errors, 1),
		quantile(c.evaluations, 0.5), quantile(c.evaluations, 1), c.inconclusive)
}

func quantile(x []float64, p float64) float64 {
	slices.Sort(x)
	return x[int(p*float64(len(x)-1))]
}

func TestDerivativeKnows(t *testing.T) {
	clamped := func(x float64) float64 { return max(x, 0.5) }
	for _, c := range []struct {
		name  string
		why   string
		f     func(float64) float64
		x     float64
		want  float64
		bound float64 // at most
	}{
		{"zero", "0/0 in any relative rule", func(float64) float64 { return 0 }, 1, 0, 1e-300},
		{"constant", "no noise to be seen", func(float64) float64 { return 3 }, 1, 0, 1e-13},
		{"far out", "gonum's Forward finds 0: x + 2e-8 is x", func(x float64) float64 { return x }, 1e9, 1, 1e-13},
		{"identity at a third", "x ± h is rounded", func(x float64) float64 { return x }, 1. / 3, 1, 1e-13},
		{"optimum", "relative error means nothing where f′ = 0", func(x float64) float64 { return x * x }, 0, 0, 1e-15},
		{"flat part", "a dead unit", clamped, 0.25, 0, 1e-14},
		{"denormal values", "rounding is not relative any more", func(x float64) float64 { return 1e-318 * x }, 1, 1e-318, 1e-319},
		{"huge values", "squares overflow", func(x float64) float64 { return 1e307 * x * x }, 1, 2e307, 1e295},
		{"small domain", "the stencil has to shrink into it", within(1e-9, square), 1, 2, 1e-4},
		{"edge of the domain", "one side is 2⁻²⁷ wide", math.Log, 0x1p-27, 0x1p27, 1e-2},
		{"hole in the domain", "coarse and fine steps fit, those between do not", outside(1e-4, 1e-3, square), 1, 2, 1e-8},
		{"jump near", "only steps below 1e-3 are right", jump(1.001), 1, 2, 1e-9},
		{"kink near", "only steps below 1e-6 are right", clamped, 0.5 + 1e-6, 1, 1e-7},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, noise := range []float64{0, numeric.Eps * math.Abs(c.f(c.x))} {
				e, err := numeric.Derivative(c.f, c.x, noise)
				require.NoError(t, err, c.why)
				assert.LessOrEqual(t, math.Abs(e.Value-c.want), e.Bound, c.why)
				assert.LessOrEqual(t, e.Bound, c.bound, c.why)
			}
		})
	}
}

func TestDerivativeDoesNotKnow(t *testing.T) {
	nan := func(float64) float64 { return math.NaN() }
	r := rand.New(rand.NewPCG(1, 1))
	for _, c := range []struct {
		name string
		why  string
		f    func(float64) float64
		x    float64
		want error
	}{
		{"nan everywhere", "no number, no derivative", nan, 1, numeric.ErrNotFinite},
		{"infinite everywhere", "no number, no derivative", func(float64) float64 { return math.Inf(1) }, 1, numeric.ErrNotFinite},
		{"nan around", "finite at x alone", within(0, square), 1, numeric.ErrNotFinite},
		{"end of the domain", "nothing on the left", math.Sqrt, 0, numeric.ErrNotFinite},
		{"pole", "infinite at x", func(x float64) float64 { return 1 / (x - 1) }, 1, numeric.ErrNotFinite},
		{"at nan", "a parameter that is lost", square, math.NaN(), numeric.ErrNotFinite},
		{"at infinity", "a parameter that is lost", math.Tanh, math.Inf(1), numeric.ErrNotFinite},
		{"kink", "all central quotients are exactly 0", math.Abs, 0, numeric.ErrKink},
		{"rectifier", "all central quotients are exactly ½", func(x float64) float64 { return max(x, 0) }, 0, numeric.ErrKink},
		{"kink too near", "nearer than the finest step, but not at x", func(x float64) float64 { return max(x, 0) }, 1e-12, numeric.ErrUnsettled},
		{"jump", "quotients grow without end", jump(1), 1, numeric.ErrUnsettled},
		{"lone point", "central quotients do not look at x", func(x float64) float64 {
			if x == 1 {
				return 7
			}
			return x
		}, 1, numeric.ErrUnsettled},
		{"cusp", "all central quotients are exactly 0", func(x float64) float64 { return math.Sqrt(math.Abs(x)) }, 0, numeric.ErrUnsettled},
		{"vertical tangent", "the derivative is infinite", math.Cbrt, 0, numeric.ErrUnsettled},
		{"random", "no function", func(float64) float64 { return r.Float64() }, 1, numeric.ErrUnsettled},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := numeric.Derivative(c.f, c.x, numeric.Eps)
			require.ErrorIs(t, err, c.want, "%s; got %v", c.why, e)
			assert.True(t, math.IsNaN(e.Value))
			assert.True(t, math.IsInf(e.Bound, 1))
			assert.LessOrEqual(t, e.Evaluations, 73)
			assert.False(t, e.Agrees(0, 1), "nobody may pass where nothing is known")
		})
	}
}

// Where the noise is unknown, a random function is one of great noise.
func TestDerivativeOfRandomFunction(t *testing.T) {
	r := rand.New(rand.NewPCG(*seed, 1))
	for range 500 {
		e, err := numeric.Derivative(func(float64) float64 { return r.Float64() }, 1, 0)
		if err == nil {
			assert.Greater(t, e.Bound, 0.5, "f varies by 1 between any two points")
		}
	}
}

func TestDerivativeAsksTheSameAgain(t *testing.T) {
	ask := func(noise float64) (points []float64) {
		_, err := numeric.Derivative(func(x float64) float64 {
			points = append(points, x)
			return math.Exp(x)
		}, 0.3, noise)
		require.NoError(t, err)
		return points
	}
	for _, noise := range []float64{0, numeric.Eps} {
		first := ask(noise)
		assert.Equal(t, first, ask(noise), "the order of calls must not depend on chance")
		slices.Sort(first)
		assert.Equal(t, first, slices.Compact(slices.Clone(first)), "no point is paid for twice")
	}
}

func TestDerivativeRefusesNonsense(t *testing.T) {
	for _, noise := range []float64{-1, math.NaN(), math.Inf(1)} {
		assert.Panics(t, func() { _, _ = numeric.Derivative(math.Exp, 0, noise) })
	}
}

func TestGradient(t *testing.T) {
	x := []float64{1, 0, -2}
	f := func(x []float64) float64 {
		y := x[0]*x[0]*x[2] + math.Abs(x[1])
		clear(x) // a submission may do what it likes with its arguments
		return y
	}
	gradient, err := numeric.Gradient(f, x, 0)
	require.ErrorIs(t, err, numeric.ErrKink)
	assert.ErrorContains(t, err, "coordinate 1")
	assert.Equal(t, []float64{1, 0, -2}, x, "the point is the caller's")
	require.Len(t, gradient, 3)
	assert.True(t, gradient[0].Agrees(-4, 0))
	assert.True(t, math.IsNaN(gradient[1].Value), "the others are known all the same")
	assert.True(t, gradient[2].Agrees(1, 0))
}

func TestDyadic(t *testing.T) {
	for _, x := range []float64{0, 1, -0.1, math.Pi * 1e10, 1e-100, -math.MaxFloat64 / 4} {
		d := numeric.Dyadic(x)
		assert.Equal(t, d, numeric.Dyadic(d))
		assert.LessOrEqual(t, math.Abs(d-x), math.Abs(x)*0x1p-26)
		bits := math.Float64bits(d)
		assert.Zero(t, bits&(1<<(52-25)-1), "of %v more than 26 bits are left", d)
	}
	assert.Equal(t, math.Inf(-1), numeric.Dyadic(math.Inf(-1)))
	assert.True(t, math.IsNaN(numeric.Dyadic(math.NaN())))
}

func square(x float64) float64 { return x * x }

// within cuts the domain of f to the points no further than d from 1.
func within(d float64, f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 {
		if math.Abs(x-1) > d {
			return math.NaN()
		}
		return f(x)
	}
}

// outside takes the points between the distances from 1 out of the domain of f.
func outside(near, far float64, f func(float64) float64) func(float64) float64 {
	return func(x float64) float64 {
		if d := math.Abs(x - 1); d > near && d < far {
			return math.NaN()
		}
		return f(x)
	}
}

// jump returns x² with a step up at the given point.
func jump(at float64) func(float64) float64 {
	return func(x float64) float64 {
		if x >= at {
			return x*x + 1
		}
		return x * x
	}
}
