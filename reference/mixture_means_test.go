package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// TestMixtureMeansValues reproduces the one-example values of exercises 2.3.
func TestMixtureMeansValues(t *testing.T) {
	p := specs.Heads{W: []float64{.5, 1, -2}, B: []float64{-2, -2, 5}} // μ = (−1, 0, 1) at x = 2
	for _, tt := range []struct {
		y, loss float64
		r, mu   []float64 // r and ∂L/∂μ
	}{
		{.5, 1.28055601781453, []float64{0.155362403496964, 0.422318798251518, 0.422318798251518},
			[]float64{-0.233043605245445, -0.211159399125759, 0.211159399125759}},
		{-3.2, 4.37095154740955, []float64{0.935570033033115, 0.0628754637739351, 0.00155450319294975},
			[]float64{2.05825407267285, 0.201201484076592, 0.00652891341038895}},
	} {
		x, y := []float64{2}, []float64{tt.y}
		mu, r, loss := reference.MixtureMeans{}.Forward(p, x, y)
		assert.Equal(t, [][]float64{{-1, 0, 1}}, mu)
		relative(t, 1e-13, r[0], tt.r, "r at y = ", tt.y)
		relative(t, 1e-13, []float64{loss}, []float64{tt.loss}, "loss at y = ", tt.y)
		g := reference.MixtureMeans{}.Backward(mu, r, x, y)
		relative(t, 1e-13, g.Mu[0], tt.mu, "∂L/∂μ at y = ", tt.y)
		relative(t, 1e-13, g.B, tt.mu, "∂L/∂b at y = ", tt.y)
		relative(t, 1e-13, g.W, []float64{2 * tt.mu[0], 2 * tt.mu[1], 2 * tt.mu[2]}, "∂L/∂w = 2 ∂L/∂μ at y = ", tt.y)
	}
}

// quantiles returns 100 quantiles of N(m, 1) for each of the means, all at x = 1.
func quantiles(means ...float64) (x, y []float64) {
	for _, m := range means {
		for i := range 100 {
			y = append(y, m+distuv.UnitNormal.Quantile((float64(i)+.5)/100))
		}
	}
	return repeated(1, len(y)), y
}

// TestMixtureMeansTrace reproduces the pinned case of exercises 2.3.
func TestMixtureMeansTrace(t *testing.T) {
	var heads reference.MixtureMeans
	x, y := quantiles(-4, 1, 6)
	start := specs.Heads{W: []float64{-1, 0, 1}, B: []float64{0, 0, 0}}
	trace := heads.Descend(start, x, y, .1, 1000)
	require.Len(t, trace, 1001)
	for _, row := range []struct {
		step int
		mu   []float64
	}{
		{1, []float64{-1.1844798775, 0.00758745751364, 1.34661867266}},
		{10, []float64{-2.43213992013, 0.149311266119, 3.388239108}},
		{100, []float64{-3.99458155323, 0.992336839529, 5.98708327066}},
		{1000, []float64{-3.9973945658, 1, 5.9973945658}},
	} {
		mu, _, _ := heads.Forward(trace[row.step], x, y)
		relative(t, 3e-10, mu[0], row.mu, "step ", row.step)
	}
	_, _, loss := heads.Forward(trace[1000], x, y)
	assert.InDelta(t, 2.4948045667, loss, 1e-10, "least loss")
	_, _, loss = heads.Forward(specs.Heads{W: []float64{-4, 1, 6}, B: []float64{0, 0, 0}}, x, y)
	assert.InDelta(t, 2.4948066771, loss, 1e-10, "at the true means")
}

func TestMixtureMeansArrives(t *testing.T) {
	x, y := quantiles(-4, 1, 6)
	start := specs.Heads{W: []float64{-1, 0, 1}, B: []float64{0, 0, 0}}
	best := reference.MixtureMeans{}.Descend(start, x, y, 1, 200)[200]
	for rate, want := range map[float64]int{.1: 388, .5: 69, 1: 28} {
		steps := -1
		for i, p := range (reference.MixtureMeans{}).Descend(start, x, y, rate, 400) {
			worst := 0.0
			for k := range p.W {
				worst = max(worst, math.Abs(p.W[k]+p.B[k]-best.W[k]-best.B[k]))
			}
			if worst <= 1e-9 {
				steps = i
				break
			}
		}
		assert.Equal(t, want, steps, "exercises 2.3, rate %v", rate)
	}
}

func TestMixtureMeansOfSymmetricMeans(t *testing.T) {
	x, y := quantiles(-4, 0, 4)
	end := reference.MixtureMeans{}.Descend(specs.Heads{W: []float64{-1, 0, 1}, B: []float64{0, 0, 0}}, x, y, .5, 500)[500]
	mu, _, loss := reference.MixtureMeans{}.Forward(end, x, y)
	assert.InDeltaSlice(t, []float64{-3.9974123933, 0, 3.9974123933}, mu[0], 1e-10)
	assert.InDelta(t, 2.4361289202, loss, 1e-10)
}

func TestMixtureMeansCollapse(t *testing.T) {
	x, y := quantiles(-4, 1, 6)
	end := reference.MixtureMeans{}.Descend(specs.Heads{W: repeated(.5, 3), B: repeated(-.2, 3)}, x, y, .1, 1000)[1000]
	mu, r, loss := reference.MixtureMeans{}.Forward(end, x, y)
	assert.InDeltaSlice(t, repeated(1, 3), mu[0], 1e-9, "equal heads get equal gradients for ever")
	assert.Equal(t, r[0][0], r[0][2], "equal heads share alike")
	assert.InDelta(t, 9.7459266828, loss, 1e-10)
}

// TestMixtureMeansFarAway asks where every exp(l) is 0, and where every l is
// infinite.
func TestMixtureMeansFarAway(t *testing.T) {
	const constant = 2.017550821872782 // log 3 + ½ log 2π
	p := specs.Heads{W: []float64{0, 0, 0}, B: []float64{-1, 0, 1}}
	for _, tt := range []struct {
		y, loss float64
		r       []float64
	}{
		{50, 49*49/2. + constant, []float64{math.Exp(-100), math.Exp(-49.5), 1}},
		{-1e6, (1e6 - 1) * (1e6 - 1) / 2, []float64{1, 0, 0}},
		{1e200, math.Inf(1), []float64{1. / 3, 1. / 3, 1. / 3}}, // 1e200 − 1 is 1e200
	} {
		_, r, loss := reference.MixtureMeans{}.Forward(p, []float64{1}, []float64{tt.y})
		relative(t, 1e-11, r[0], tt.r, "y = ", tt.y)
		relative(t, 1e-11, []float64{loss}, []float64{tt.loss}, "y = ", tt.y)
	}
}
