package reference_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// sampleWith returns a sample at x = 1 about μ = 0 with the given mean square,
// up to a unit in the last place; for S = printed, exactly.
func sampleWith(S float64) specs.Sample {
	return specs.Sample{X: 1, Y: []float64{math.Sqrt(S), -math.Sqrt(S)}}
}

// plain is a sample that hides nothing: x is not 1, μ is not 0 and not the mean.
func plain() specs.Sample {
	return specs.Sample{X: 2, Y: []float64{1, -2, .5, 3}, Mu: .5}
}

// TestPrecisionReLUPrintsTheCourse takes the table from the course's text. To
// the last bit: nothing in the trace is a function that machines may round
// differently.
func TestPrecisionReLUPrintsTheCourse(t *testing.T) {
	rows := []struct{ w, b, a float64 }{
		{0.01, 0, 0.01},
		{0.0523793852703444, 0.0423793852703444, 0.09475877054068879},
		{0.05446046083942835, 0.04446046083942835, 0.09892092167885669},
		{0.054718267549679574, 0.04471826754967957, 0.09943653509935915},
		{0.05475158042935688, 0.044751580429356876, 0.09950316085871375},
		{0.054755907453349364, 0.04475590745334936, 0.09951181490669872},
		{0.054756469870038814, 0.04475646987003881, 0.09951293974007763},
		{0.05475654297805371, 0.04475654297805371, 0.09951308595610742},
		{0.05475655248140337, 0.04475655248140337, 0.09951310496280674},
		{0.05475655371675065, 0.04475655371675065, 0.09951310743350131},
	}
	losses := []float64{ // exercises 5.1
		4.705659460424, 3.308644884042, 3.307483683564, 3.307466202981, 3.307465911780,
		3.307465906868, 3.307465906785, 3.307465906784, 3.307465906784, 3.307465906784,
	}
	var unit reference.PrecisionReLU
	s := sampleWith(printed)
	trace := unit.Descend(specs.Unit{W: .01, B: 0}, s, .0001, 1000)
	require.Len(t, trace, 1001)
	for i, row := range rows {
		p := trace[100*i]
		a, beta, loss := unit.Forward(p, s)
		assert.Equal(t, []float64{row.w, row.b, row.a, row.a}, []float64{p.W, p.B, a, beta}, "row %d", i)
		relative(t, 1e-12, []float64{loss}, losses[i:i+1], "row ", i)
	}
	assert.Equal(t, specs.Unit{W: 0.05475655387733439, B: 0.04475655387733439}, trace[1000])
}

func TestPrecisionReLUValues(t *testing.T) {
	var unit reference.PrecisionReLU
	a, beta, loss := unit.Forward(specs.Unit{W: .3, B: .1}, plain())
	relative(t, 1e-14, []float64{a, beta, loss}, []float64{.7, .7, 2.58792494393873}, "exercises 5.2; S = 3.1875")
	g := unit.Backward(a, beta, plain())
	relative(t, 1e-14, []float64{g.Beta, g.A, g.W, g.B},
		[]float64{1.75892857142857, 1.75892857142857, 3.51785714285714, 1.75892857142857}, "exercises 5.2")
}

func TestPrecisionReLUDead(t *testing.T) {
	var unit reference.PrecisionReLU
	for _, p := range []specs.Unit{{W: -1, B: .5}, {W: 1, B: -2}, {W: -1e-300, B: 0}, {W: 0, B: 0}, {W: 0, B: math.Copysign(0, -1)}} {
		a, beta, loss := unit.Forward(p, plain())
		assert.Zero(t, beta, "β at %v", p)
		assert.Equal(t, math.Inf(1), loss, "loss at %v", p)
		g := unit.Backward(a, beta, plain())
		assert.Equal(t, []float64{0, 0, 0}, []float64{g.A, g.W, g.B}, "gradient at %v", p)
		assert.Equal(t, []specs.Unit{p, p, p, p}, unit.Descend(p, plain(), .1, 3), "it stays at %v", p)
	}
}

// TestPrecisionReLULeavesTheDomain reproduces exercises 5.3: a step can leave
// a > 0 only if ε > 2/S² = 0.0198.
func TestPrecisionReLULeavesTheDomain(t *testing.T) {
	tests := []struct {
		name  string
		why   string
		start specs.Unit
		rate  float64
		dies  int // the first step with a ≤ 0; −1: none
	}{
		{name: "the course's rate", why: "198 times too small", start: specs.Unit{W: .01}, rate: .0001, dies: -1},
		{name: "below 1/S²", why: "converges", start: specs.Unit{W: .01}, rate: .0099, dies: -1},
		{name: "above 1/S²", why: "swings for ever", start: specs.Unit{W: .01}, rate: .015, dies: -1},
		{name: "just below 2/S²", why: "swings for ever", start: specs.Unit{W: .01}, rate: .0198, dies: -1},
		{name: "just above 2/S²", why: "dies in the end", start: specs.Unit{W: .01}, rate: .0199, dies: 109},
		{name: "above 2/S²", why: "dies sooner", start: specs.Unit{W: .01}, rate: .02, dies: 99},
		{name: "far above 2/S²", why: "dies soon", start: specs.Unit{W: .01}, rate: .021, dies: 11},
		{name: "the right edge of the plot", why: "one step is enough", start: specs.Unit{W: .1, B: .1}, rate: .02, dies: 1},
		{name: "inside the plot", why: "one larger step is enough", start: specs.Unit{W: .1, B: .05}, rate: .05, dies: 1},
		{name: "five times 2/S²", why: "no sooner: the step before must come near 0", start: specs.Unit{W: .01}, rate: .1, dies: 11},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			trace := reference.PrecisionReLU{}.Descend(tt.start, sampleWith(printed), tt.rate, 20_000)
			dies := slices.IndexFunc(trace, func(p specs.Unit) bool { return p.W+p.B <= 0 })
			assert.Equal(t, tt.dies, dies, tt.why)
			if dies >= 0 {
				assert.Equal(t, trace[dies], trace[len(trace)-1], "dead is dead")
			}
		})
	}
}

func TestPrecisionReLUStepsOf(t *testing.T) {
	step := func(start specs.Unit, S, rate float64) specs.Unit {
		return reference.PrecisionReLU{}.Descend(start, sampleWith(S), rate, 1)[1]
	}
	p := step(specs.Unit{W: .1, B: .1}, printed, .02)
	relative(t, 1e-5, []float64{p.W, p.B}, []float64{-.00097855, -.00097855}, "exercises 5.3, first example")
	p = step(specs.Unit{W: .1, B: .05}, printed, .05)
	relative(t, 1e-3, []float64{p.W, p.B}, []float64{-.0691, -.1191}, "exercises 5.3, second example")
	p = step(specs.Unit{W: .01}, 1e8, .0001)
	relative(t, 1e-9, []float64{p.W + p.B}, []float64{-19999.97}, "σ = 10⁴: the course's rate kills in one step")
}

// TestPrecisionReLUArrives reproduces the fair set-ups of numerics 3.3.
func TestPrecisionReLUArrives(t *testing.T) {
	for _, tt := range []struct {
		S, rate float64
		steps   int
	}{{.2, 4, 37}, {1, .15, 29}, {10, 1e-3, 76}, {10, 1e-4, 849}} {
		s := sampleWith(tt.S)
		s.X = 1.5
		trace := reference.PrecisionReLU{}.Descend(specs.Unit{W: .3, B: .2}, s, tt.rate, 1000)
		assert.Equal(t, tt.steps, arrival(trace, s, reference.PrecisionReLU{}.Forward), "S = %v, rate %v", tt.S, tt.rate)
	}
}

// arrival returns the first step at which β is within 10⁻⁹ of 1/S, −1 if none is.
func arrival(trace []specs.Unit, s specs.Sample, forward func(specs.Unit, specs.Sample) (a, beta, loss float64)) int {
	S := s.Y[0] * s.Y[0]
	return slices.IndexFunc(trace, func(p specs.Unit) bool {
		_, beta, _ := forward(p, s)
		return math.Abs(beta*S-1) <= 1e-9
	})
}

// TestPrecisionReLUSwings reproduces the bands of exercises 5.3.
func TestPrecisionReLUSwings(t *testing.T) {
	for rate, band := range map[float64][]float64{.01: {.0906, .1104}, .015: {.0452, .4077}} {
		trace := reference.PrecisionReLU{}.Descend(specs.Unit{W: .01}, sampleWith(printed), rate, 20_000)
		var late []float64
		for _, p := range trace[19_000:] {
			late = append(late, p.W+p.B)
		}
		relative(t, 1e-3, []float64{slices.Min(late), slices.Max(late)}, band, "rate ", rate)
	}
}
