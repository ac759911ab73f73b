package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestPrecisionSoftplusValues(t *testing.T) {
	var unit reference.PrecisionSoftplus
	tests := []struct {
		name string
		p    specs.Unit
		s    specs.Sample
		want []float64 // a, β, L, ∂L/∂β, ∂L/∂a, ∂L/∂w, ∂L/∂b
	}{
		{name: "exercises 5.2", p: specs.Unit{W: .3, B: .1}, s: plain(), want: []float64{
			.7, 1.10318604888546, 3.41820312944832, 2.28103458466023, 1.52415941736266, 3.04831883472531, 1.52415941736266}},
		{name: "exercises 5.6, first step", p: specs.Unit{W: .01}, s: sampleWith(printed), want: []float64{
			.01, .69815968050786237, 7.3750634072457393, 8.6165903609934702, 4.3298364768887145, 4.3298364768887145, 4.3298364768887145}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, beta, loss := unit.Forward(tt.p, tt.s)
			g := unit.Backward(a, beta, tt.s)
			relative(t, 1e-14, []float64{a, beta, loss, g.Beta, g.A, g.W, g.B}, tt.want)
		})
	}
}

// TestPrecisionSoftplusTraces reproduces the table of exercises 5.6.
func TestPrecisionSoftplusTraces(t *testing.T) {
	var unit reference.PrecisionSoftplus
	s := sampleWith(printed)
	slow := unit.Descend(specs.Unit{W: .01}, s, 1e-4, 1000)
	fast := unit.Descend(specs.Unit{W: .01}, s, 1e-2, 1000)
	require.Len(t, slow, 1001)
	for _, row := range []struct {
		step       int
		slow, fast []float64 // w, β and w, b, β, L
	}{
		{100, []float64{-0.032173203494548, 0.656664741527925}, []float64{-1.02875065406027, -1.03875065406027, 0.119116790555881, 3.32464681953394}},
		{200, []float64{-0.0721564848404039, 0.618964308669648}, []float64{-1.10936737324652, -1.11936737324652, 0.10225380509445, 3.30783833934421}},
		{500, []float64{-0.180196451668077, 0.525002451250842}, []float64{-1.12358988850936, -1.13358988850936, 0.0995241899822894, 3.30746591298452}},
		{1000, []float64{-0.327288306986653, 0.415079613622477}, []float64{-1.1236483776549, -1.1336483776549, 0.0995131089875394, 3.307465906784}},
	} {
		p := slow[row.step]
		_, beta, _ := unit.Forward(p, s)
		relative(t, 1e-12, []float64{p.W, beta}, row.slow, "rate 10⁻⁴, step ", row.step)
		p = fast[row.step]
		_, beta, loss := unit.Forward(p, s)
		relative(t, 1e-12, []float64{p.W, p.B, beta, loss}, row.fast, "rate 10⁻², step ", row.step)
	}
}

func TestPrecisionSoftplusArrives(t *testing.T) {
	tests := []struct {
		name  string
		why   string
		start specs.Unit
		x     float64
		S     float64
		rate  float64
		steps int // −1: not within 12000
	}{
		{"the course's rate", "exercises 5.6: it would take 114651 steps", specs.Unit{W: .01}, 1, printed, 1e-4, -1},
		{"rate 0.001", "exercises 5.6", specs.Unit{W: .01}, 1, printed, 1e-3, 11456},
		{"rate 0.01", "exercises 5.6", specs.Unit{W: .01}, 1, printed, 1e-2, 1136},
		{"rate 0.1", "exercises 5.6", specs.Unit{W: .01}, 1, printed, .1, 104},
		{"rate 0.5", "exercises 5.6", specs.Unit{W: .01}, 1, printed, .5, 13},
		{"rate 1", "exercises 5.6: past the best rate", specs.Unit{W: .01}, 1, printed, 1, 98},
		{"rate 1.1", "exercises 5.6: hardly", specs.Unit{W: .01}, 1, printed, 1.1, 2735},
		{"rate 1.104", "exercises 5.6: past the limit 1.10372 it swings for ever", specs.Unit{W: .01}, 1, printed, 1.104, -1},
		{"S = 1/5", "numerics 3.3", specs.Unit{W: .3, B: .2}, 1.5, .2, 4, 30},
		{"S = 1", "numerics 3.3", specs.Unit{W: .3, B: .2}, 1.5, 1, .5, 18},
		{"S = 10", "numerics 3.3", specs.Unit{W: .3, B: .2}, 1.5, 10, .1, 59},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := sampleWith(tt.S)
			s.X = tt.x
			trace := reference.PrecisionSoftplus{}.Descend(tt.start, s, tt.rate, 12_000)
			assert.Equal(t, tt.steps, arrival(trace, s, reference.PrecisionSoftplus{}.Forward), tt.why)
		})
	}
}

// TestPrecisionSoftplusFarOut wants finite losses and slopes where β underflows
// and where it is huge.
func TestPrecisionSoftplusFarOut(t *testing.T) {
	var unit reference.PrecisionSoftplus
	for _, tt := range []struct{ a, S, loss, slope float64 }{
		{-800, 10, 800, -1},
		{-1e4, 1e8, 1e4, -1},
		{-40, 1e8, 40, -1},
		{800, 10, 8000 - math.Log(800), 10 - 1./800},
		{1e300, 1e-4, 1e296, 1e-4},
	} {
		s := sampleWith(tt.S)
		a, beta, loss := unit.Forward(specs.Unit{B: tt.a}, s)
		g := unit.Backward(a, beta, s)
		relative(t, 1e-9, []float64{loss, g.A, g.B}, []float64{tt.loss, tt.slope, tt.slope}, "a = ", tt.a)
	}
}
