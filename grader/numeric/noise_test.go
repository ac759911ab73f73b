package numeric_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// meanLoss is the course's loss of a, summed up term by term as a submission
// would, over a thousand observations.
func meanLoss(r *rand.Rand) func(a float64) float64 {
	y := make([]float64, 1000)
	for i := range y {
		y[i] = 0.6 + math.Sqrt(10)*r.NormFloat64()
	}
	return func(a float64) float64 {
		beta, sum := stableSoftplus(a), 0.0
		for _, y := range y {
			sum += float64(-math.Log(beta) + float64(beta*float64((y-0.6)*(y-0.6))))
		}
		return sum / float64(len(y))
	}
}

// TestNoise asks for the noise of codes whose noise is known, at 200 points
// each. An estimate is a bound if it is no less than the greatest error, and of
// use if it is not much more; 1 in 50 may be neither.
func TestNoise(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 5))
	loss := meanLoss(r)
	blurred := func(a float64) float64 { return loss(a) + uniform(r, -0.07, 0.07) }
	for _, c := range []struct {
		name        string
		why         string
		f           func(float64) float64
		least, most float64
	}{
		{"float64", "a thousand roundings of sums up to 10⁴", loss, 2e-15, 1e-12},
		{"float32", "half a unit in the last place of 2 to 16", func(a float64) float64 { return float64(float32(loss(a))) }, 1.2e-7, 1e-5},
		{"six decimals", "printed and read back", func(a float64) float64 { return math.Round(loss(a)*1e6) / 1e6 }, 5e-7, 1e-5},
		{"mini-batch", "another sample each time", blurred, 0.07, 1},
		{"tiny values", "squares of the differences vanish", func(a float64) float64 { return 1e-200 * blurred(a) }, 0.07e-200, 1e-200},
		{"huge values", "squares of the differences overflow", func(a float64) float64 { return 1e300 * blurred(a) }, 0.07e300, 1e300},
	} {
		t.Run(c.name, func(t *testing.T) {
			off, unsure := 0, 0
			estimates := make([]float64, 200)
			for i := range estimates {
				eta, ok := numeric.Noise(c.f, numeric.Dyadic(uniform(r, -3, 3)))
				estimates[i] = eta
				if !ok {
					unsure++
				}
				if !(eta >= c.least && eta <= c.most) {
					off++
				}
			}
			t.Logf("median %.1e, from %.1e to %.1e; unsure %d of 200", quantile(estimates, 0.5), quantile(estimates, 0), quantile(estimates, 1), unsure)
			assert.LessOrEqual(t, off, 4, c.why)
			assert.LessOrEqual(t, unsure, 4, c.why)
		})
	}
}

func TestNoNoise(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
	}{
		{"constant", func(float64) float64 { return 3 }},
		{"doubled", func(x float64) float64 { return 2 * x }},
	} {
		t.Run(c.name, func(t *testing.T) {
			eta, ok := numeric.Noise(c.f, 1)
			assert.True(t, ok)
			assert.LessOrEqual(t, eta, 8*numeric.Eps)
		})
	}
}

// Where f changes by as much as it is large however near one looks, no noise
// can be told from it.
func TestNoiseUnsure(t *testing.T) {
	calls := 0
	_, ok := numeric.Noise(func(x float64) float64 {
		calls++
		return math.Log(math.Abs(x))
	}, 0)
	assert.False(t, ok)
	assert.LessOrEqual(t, calls, 45)
}

// The even grid of Moré and Wild looks at a float32 staircase in step with its
// own stairs, where the slope is a round number: it sees a smooth line.
func TestNoiseOfAStraightStaircase(t *testing.T) {
	for _, slope := range []float64{1, -1, 0.5, 3, 10} {
		eta, ok := numeric.Noise(func(x float64) float64 { return float64(float32(16 + slope*x)) }, 1)
		assert.True(t, ok)
		assert.Greater(t, eta, 1e-7, "slope %v", slope)
		assert.Less(t, eta, 1e-4, "slope %v", slope)
	}
}

// Differences of eˣ are as large as itself, whatever their order, but all of
// one sign.
func TestGrowthIsNoNoise(t *testing.T) {
	eta, _ := numeric.Noise(func(x float64) float64 { return math.Exp(16384*x - 512) }, 0)
	assert.Less(t, eta, 1e-10)
}

// Noise looks beside x, since at x itself 0·w is exact.
func TestNoiseBesideAZero(t *testing.T) {
	w := 0.7310585786300049
	eta, _ := numeric.Noise(func(x float64) float64 { return 3 + math.Tanh(w*x) }, 0)
	assert.Greater(t, eta, numeric.Eps)
}
