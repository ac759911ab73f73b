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

// linspace returns n numbers from lo to hi, both included.
func linspace(lo, hi float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = lo + (hi-lo)*float64(i)/float64(n-1)
	}
	return all
}

// TestPrecisionLandscapeCurve reproduces exercises 5.4.
func TestPrecisionLandscapeCurve(t *testing.T) {
	s := sampleWith(printed)
	for _, tt := range []struct {
		w            float64
		ends         []float64 // L at the first and the last b
		slopes       []float64 // dL/db there
		leastAt, tol float64   // b of the least loss, as far as the points tell
	}{
		{w: .1, ends: []float64{3.307478, 3.619223}, slopes: []float64{.0489, 5.0489}, leastAt: 1e-8, tol: 0},
		{w: .05, ends: []float64{3.498179, 3.404459}, slopes: []float64{-9.9511, 3.3823}, leastAt: .049513, tol: .0006},
		{w: .01, ends: []float64{4.705659, 3.312657}, slopes: []float64{-89.9510, .9580}, leastAt: .089513, tol: .0006},
	} {
		b := linspace(1e-8, .1, 100)
		losses := reference.PrecisionLandscape{}.Curve(tt.w, b, s)
		require.Len(t, losses, 100)
		relative(t, 3e-7, []float64{losses[0], losses[99]}, tt.ends, "w = ", tt.w)
		least := slices.Index(losses, slices.Min(losses))
		assert.InDelta(t, tt.leastAt, b[least], tt.tol, "w = %v", tt.w)
		for i, end := range []float64{b[0], b[99]} {
			a, beta, _ := reference.PrecisionReLU{}.Forward(specs.Unit{W: tt.w, B: end}, s)
			assert.InDelta(t, tt.slopes[i], reference.PrecisionReLU{}.Backward(a, beta, s).B, 1e-4, "w = %v", tt.w)
		}
	}
}

func TestPrecisionLandscapeCurveOutside(t *testing.T) {
	s := specs.Sample{X: 2, Y: []float64{1, -2, .5, 3}, Mu: .5}
	got := reference.PrecisionLandscape{}.Curve(.3, []float64{-1, -.6, .1}, s)
	relative(t, 1e-14, got, []float64{math.Inf(1), math.Inf(1), 2.58792494393873}, "+Inf where a ≤ 0; exercises 5.2")
}

// TestPrecisionLandscapeSurface reproduces exercises 5.5.
func TestPrecisionLandscapeSurface(t *testing.T) {
	for _, tt := range []struct {
		S                   float64
		least, corner, back float64   // on the grid, at (10, 10), at (−10, −10)
		slopes              []float64 // dL/da at 20, 10, 0
		tol                 float64   // as printed
	}{
		{S: 10, least: 3.30299, corner: 197.004, back: 20, slopes: []float64{9.95, 9.90, 4.28}, tol: 5e-4},
		{S: 1e8, least: 19.42137, corner: 2e9, back: 20.206, slopes: []float64{1e8, 1e8, 5e7}, tol: 1e-4},
		{S: 1e-8, least: -2.99573, corner: -2.99573, back: 20, slopes: []float64{-.05, -.1, -.72}, tol: 2e-3},
	} {
		axis, s := linspace(-10, 10, 100), sampleWith(tt.S)
		surface := reference.PrecisionLandscape{}.Surface(axis, axis, s)
		require.Len(t, surface, 100)
		assert.InEpsilon(t, tt.least, slices.Min(flat(surface)), 1e-5, "S = %v", tt.S)
		assert.InEpsilon(t, tt.corner, surface[99][99], 1e-5, "S = %v", tt.S)
		assert.InEpsilon(t, tt.back, surface[0][0], 1e-4, "S = %v", tt.S)
		for i, a := range []float64{20, 10, 0} {
			g := reference.PrecisionSoftplus{}.Backward(a, math.Log1p(math.Exp(a)), s)
			assert.InEpsilon(t, tt.slopes[i], g.A, tt.tol*2, "S = %v, a = %v", tt.S, a)
		}
	}
}

// TestPrecisionLandscapeSurfaceAxes tells rows from columns: they are swapped
// without a trace where x is 1 and the axes are equal.
func TestPrecisionLandscapeSurfaceAxes(t *testing.T) {
	w, b := []float64{.3, -1, 800}, []float64{.1, -900}
	surface := reference.PrecisionLandscape{}.Surface(w, b, plain())
	require.Len(t, surface, len(b))
	for i := range b {
		require.Len(t, surface[i], len(w))
		for j := range w {
			_, _, loss := reference.PrecisionSoftplus{}.Forward(specs.Unit{W: w[j], B: b[i]}, plain())
			assert.Equal(t, loss, surface[i][j], "w = %v, b = %v", w[j], b[i])
			assert.False(t, math.IsInf(loss, 0) || math.IsNaN(loss), "finite at w = %v, b = %v", w[j], b[i])
		}
	}
	relative(t, 1e-14, surface[0][:1], []float64{3.41820312944832}, "exercises 5.2")
}
