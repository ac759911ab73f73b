package checks

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// TestOptimum holds the closed forms against derivatives that have a bound: the
// slope is zero at a*, and the curvature is the slope's.
func TestOptimum(t *testing.T) {
	for _, S := range []float64{0.04, 0.2, 1, 3.1875, 10, 1e6, 1e8} {
		for name, o := range map[string]optimum{"ReLU": reluOptimum(S), "softplus": softplusOptimum(S)} {
			assert.InDelta(t, 0, o.slope(o.a), numeric.Tolerance(numeric.KappaBasic, o.terms), "%s, S = %g: dL/da at a*", name, S)
			e, err := numeric.Derivative(o.slope, o.a, 0)
			require.NoError(t, err, "%s, S = %g", name, S)
			assert.True(t, e.Agrees(o.curvature, 1e-9*o.curvature), "%s, S = %g: d²L/da² is %g ± %g, not %g", name, S, e.Value, e.Bound, o.curvature)
		}
	}
}

// TestArrival holds what is predicted of a descent: that few steps leave much
// and many steps leave rounding, whatever the submission's numbers are.
func TestArrival(t *testing.T) {
	for _, c := range []struct {
		name     string
		o        optimum
		p        approach
		min, max float64
	}{
		{"after no step, ten times the way", reluOptimum(1), approach{start: 0.5, norm2: 2, rate: 0.1, size: 0.5}, 5, 5.1},
		{"a tenth of the way is left after log 10 / (ε‖x‖²) steps near a*", reluOptimum(1), approach{start: 0.999, norm2: 2, rate: 0.01, steps: 114, size: 1}, 0.9e-3, 1.1e-3},
		{"many steps leave rounding", softplusOptimum(10), approach{start: 0.65, norm2: 3.25, rate: 0.1, steps: 180, size: 0.65}, 1e-12, 1e-10},
		{"clipped steps of 1/10 each come 1 further in ten", softplusOptimum(1e6), approach{start: 0, norm2: 1, rate: 0.1, clip: 1, steps: 10, size: 1}, 128, 128.2},
	} {
		tol := c.o.arrival(c.p)
		assert.True(t, c.min <= tol.abs && tol.abs <= c.max, "%s: %g is not from %g to %g", c.name, tol.abs, c.min, c.max)
	}
	away := softplusOptimum(1e6).arrival(approach{start: 0.65, norm2: 3.25, rate: 0.1, steps: 300, size: 0.65})
	assert.True(t, math.IsNaN(away.abs) || away.abs > 1e5, "without clipping the step is too long by far, and nothing arrives: %g", away.abs)
}
