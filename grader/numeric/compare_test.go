package numeric_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader/numeric"
)

func TestWithin(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name           string
		why            string
		got, want, tol float64
		pass           bool
	}{
		{"same", "", 1, 1, 0, true},
		{"near", "", 1.5, 1, 0.5, true},
		{"far", "", 1.5, 1, 0.25, false},
		{"below", "the distance has no sign", 0.5, 1, 0.5, true},
		{"next float", "tolerance 0 asks for the very number", math.Nextafter(1, 2), 1, 0, false},
		{"signed zeros", "-0 is an honest 0", math.Copysign(0, -1), 0, 0, true},
		{"got nan", "NaN compares false with everything", nan, 1, 1e300, false},
		{"want nan", "no answer is right where none is known", 1, nan, 1e300, false},
		{"both nan", "NumPy lets this pass", nan, nan, 1, false},
		{"got inf", "", inf, 1, 1e300, false},
		{"got -inf", "", -inf, 1, 1e300, false},
		{"same infinity", "Inf - Inf is NaN", inf, inf, 0, true},
		{"other infinity", "", -inf, inf, 1e300, false},
		{"want inf", "the greatest number is not infinite", math.MaxFloat64, inf, 1e300, false},
		{"want inf, got nan", "", nan, inf, 1e300, false},
		{"nan tolerance", "a size that could not be computed", 1, 1, nan, false},
		{"infinite tolerance", "Caffe's rule lets everything pass", 2, 1, inf, false},
		{"infinite tolerance and want", "", inf, inf, inf, false},
		{"negative tolerance", "", 1, 1, -1, false},
		{"overflow", "the difference is infinite, the numbers are not", math.MaxFloat64, -math.MaxFloat64, 1e308, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.pass, numeric.Within(c.got, c.want, c.tol), c.why)
		})
	}
}

func TestTolerance(t *testing.T) {
	assert.Equal(t, math.Nextafter(1, 2)-1, numeric.Eps)
	assert.Equal(t, 64*numeric.Eps*3, numeric.Tolerance(numeric.KappaStable, 3))
	assert.False(t, numeric.Within(1, 1, numeric.Tolerance(numeric.KappaBasic, math.NaN())))
	assert.False(t, numeric.Within(1, 1, numeric.Tolerance(numeric.KappaBasic, math.Inf(1))))
}

func TestAgrees(t *testing.T) {
	e := numeric.Estimate{Value: 1, Bound: 0x1p-10}
	for _, c := range []struct {
		name     string
		got, tol float64
		agrees   bool
	}{
		{"three bounds", 1 + 3*0x1p-10, 0, true},
		{"four bounds", 1 + 4*0x1p-10, 0, false},
		{"four bounds, with roundings", 1 + 4*0x1p-10, 0x1p-10, true},
		{"nan", math.NaN(), 1, false},
		{"infinite", math.Inf(-1), 1, false},
		{"infinite roundings", 1, math.Inf(1), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.agrees, e.Agrees(c.got, c.tol))
		})
	}
}
