package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// printed is the mean square of the sample behind the course's printed table of
// gradient descent. No other double gives all of its digits.
const printed = 10.048927443639906

// relative fails the test unless every number is within tol of what is wanted,
// relative to that: where 0 is wanted, 0 it must be.
func relative(t *testing.T, tol float64, got, want []float64, what ...any) {
	t.Helper()
	if !assert.Len(t, got, len(want), what...) {
		return
	}
	for i := range want {
		if got[i] == want[i] {
			continue // as infinities are
		}
		if diff := math.Abs(got[i] - want[i]); !(diff <= tol*math.Abs(want[i])) {
			assert.Fail(t, "numbers differ", "number %d: got %v, want %v (difference %.3g)\n%v", i, got[i], want[i], diff, what)
		}
	}
}

// flat returns the rows of a matrix one after the other.
func flat(rows [][]float64) []float64 {
	var all []float64
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

// repeated returns n times v.
func repeated(v float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = v
	}
	return all
}
