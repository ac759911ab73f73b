package reference_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestPrecisionSGDClip(t *testing.T) {
	tests := []struct {
		name string
		why  string
		g    []float64
		c    float64
		want []float64
	}{
		{name: "too long", why: "the length is cut to c, the direction kept", g: []float64{3, -4}, c: 1, want: []float64{.6, -.8}},
		{name: "just right", why: "‖g‖ = c is left alone", g: []float64{3, 4}, c: 5, want: []float64{3, 4}},
		{name: "short", why: "never lengthened", g: []float64{.3, .4}, c: 1, want: []float64{.3, .4}},
		{name: "zero", why: "0/0 must not be formed", g: []float64{0, 0}, c: 1, want: []float64{0, 0}},
		{name: "no clipping", why: "c ≤ 0 switches it off", g: []float64{3, 4}, c: 0, want: []float64{3, 4}},
		{name: "no clipping, negative", why: "c ≤ 0 switches it off", g: []float64{3, 4}, c: -1, want: []float64{3, 4}},
		{name: "the norm is global", why: "each component alone is within c", g: []float64{.8, -.8, .4}, c: .6, want: []float64{.4, -.4, .2}},
		{name: "squares overflow", why: "√Σg² is infinite and g would become 0", g: []float64{3e200, 4e200}, c: 1, want: []float64{.6, .8}},
		{name: "squares underflow", why: "√Σg² is 0 and g would stay", g: []float64{3e-200, 4e-200}, c: 1e-200, want: []float64{.6e-200, .8e-200}},
		{name: "empty", why: "nothing to cut", g: []float64{}, c: 1, want: []float64{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			relative(t, 1e-15, reference.PrecisionSGD{}.Clip(tt.g, tt.c), tt.want, tt.why)
		})
	}
}

func TestPrecisionSGDClipReportsNaN(t *testing.T) {
	for _, g := range [][]float64{{math.NaN(), 1}, {1, math.NaN()}, {math.Inf(1), 1}} {
		clipped := reference.PrecisionSGD{}.Clip(g, 1)
		assert.True(t, math.IsNaN(clipped[0]) || math.IsNaN(clipped[1]), "clipping %v must not hide it: %v", g, clipped)
	}
}

// epochs returns n orders of m examples, drawn from r.
func epochs(r *rand.Rand, n, m int) [][]int {
	order := make([][]int, n)
	for e := range order {
		order[e] = r.Perm(m)
	}
	return order
}

// keras returns the sample of the course's Keras part for a given σ, and its run:
// x ~ U(0, 1), y ~ N(0, σ²), 300 epochs in batches of 64 at rate 0.01.
func keras(sigma, clip float64) (x, y []float64, opt specs.SGD) {
	r := rand.New(rand.NewPCG(6, 2))
	x, y = make([]float64, 1000), make([]float64, 1000)
	for i := range x {
		x[i], y[i] = r.Float64(), sigma*r.NormFloat64()
	}
	return x, y, specs.SGD{Rate: .01, ClipNorm: clip, BatchSize: 64, Order: epochs(r, 300, 1000)}
}

// square returns the mean of the squares.
func square(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += v * v
	}
	return sum / float64(len(y))
}

// TestPrecisionSGDRunsLikeKeras reproduces exercises 4.2, whose ranges come from
// 200 simulated runs.
func TestPrecisionSGDRunsLikeKeras(t *testing.T) {
	x, y, opt := keras(1/math.Sqrt(5), 1)
	start := specs.Unit{W: 1.0865592} // as printed
	end, history := reference.PrecisionSGD{}.Fit(start, x, y, 0, opt)
	S := square(y)
	assert.InDelta(t, 2.35, end.W, .35, "w: 2.0 to 2.7; printed 2.35")
	assert.InDelta(t, 3.65, end.B, .35, "b: 3.3 to 4.0; printed 3.64")
	middle := reference.PrecisionSGD{}.Predict(end, []float64{.5})
	assert.InDelta(t, .96, middle[0]*S, .03, "β(½)·S: 0.93 to 0.99, not yet 1")
	require.Len(t, history, 300)
	assert.InDelta(t, .2, history[0], .1, "the published curve starts near 0.2")
	assert.InDelta(t, 1+math.Log(S), history[299], .03, "and ends near the least loss")
	assert.Less(t, history[299], history[0])
}

func TestPrecisionSGDNeedsClipping(t *testing.T) {
	x, y, opt := keras(1000, 1)
	start := specs.Unit{W: 1.0865592}
	end, _ := reference.PrecisionSGD{}.Fit(start, x, y, 0, opt)
	beta := reference.PrecisionSGD{}.Predict(end, []float64{.5})[0]
	assert.InDelta(t, 1, beta*square(y), .03, "σ = 1000, clipped: β(½)·S in 0.98 to 1.03")

	x, y, opt = keras(1000, 0)
	end, _ = reference.PrecisionSGD{}.Fit(start, x, y, 0, opt)
	beta = reference.PrecisionSGD{}.Predict(end, []float64{.5})[0]
	assert.Zero(t, beta, "σ = 1000, not clipped: lost at a = %v", end.B+end.W/2)

	x, y, opt = keras(.0001, 1)
	end, _ = reference.PrecisionSGD{}.Fit(start, x, y, 0, opt)
	beta = reference.PrecisionSGD{}.Predict(end, []float64{.5})[0]
	assert.InDelta(t, 10.8, beta, .2, "σ = 0.0001: nowhere near 10⁸")
}

// TestPrecisionSGDReplays goes one small run by hand, batch by batch.
func TestPrecisionSGDReplays(t *testing.T) {
	var unit reference.PrecisionSGD
	x := []float64{-1, .5, 2, .25, 1, -.5, 3}
	y := []float64{.3, -2, 1, .7, 4, -.2, .1}
	const mu = .4
	start := specs.Unit{W: .3, B: -.2}
	opt := specs.SGD{Rate: .1, ClipNorm: .75, BatchSize: 3, Order: [][]int{{4, 0, 6, 1, 5, 2, 3}, {3, 2, 1, 0, 6, 5, 4}}}

	p, clipped := start, 0
	var losses []float64
	for _, epoch := range opt.Order {
		sum := 0.0
		for _, batch := range [][]int{epoch[:3], epoch[3:6], epoch[6:]} { // the last one holds one example
			var dw, db float64
			for _, i := range batch {
				a := p.W*x[i] + p.B
				d := y[i] - mu
				beta, sigma := math.Log1p(math.Exp(a)), 1/(1+math.Exp(-a))
				sum += -math.Log(beta) + beta*d*d
				dw += (-1/beta + d*d) * sigma * x[i] / float64(len(batch))
				db += (-1/beta + d*d) * sigma / float64(len(batch))
			}
			if norm := math.Sqrt(dw*dw + db*db); norm > .75 {
				dw, db, clipped = dw*.75/norm, db*.75/norm, clipped+1
			}
			p = specs.Unit{W: p.W - .1*dw, B: p.B - .1*db}
		}
		losses = append(losses, sum/7)
	}
	require.Equal(t, 2, clipped, "of 6 batches: the run must have both kinds")

	end, history := unit.Fit(start, x, y, mu, opt)
	relative(t, 1e-13, []float64{end.W, end.B}, []float64{p.W, p.B})
	relative(t, 1e-13, history, losses)
}

func TestPrecisionSGDPredict(t *testing.T) {
	beta := reference.PrecisionSGD{}.Predict(specs.Unit{W: 2.3530436, B: 3.6423688}, []float64{.858489, -2})
	relative(t, 1e-6, beta, []float64{5.665899, math.Log1p(math.Exp(3.6423688 - 4.7060872))}, "the printed prediction, exercises 4.2")
}
