package wire

import (
	"math"
	"slices"
)

// A loan tells whether a slice that a method was given is still as it was: by
// the contract, arguments belong to the caller.
type loan func() (intact bool)

// lend takes a value and, if d lends, notes where it came from.
func lend[T any](d *decoder, take func(*decoder) T, same func(a, b T) bool) T {
	from := d.at
	given := take(d)
	if d.lends {
		d.loans = append(d.loans, func() bool {
			return same(given, take(&decoder{message: d.message, at: from}))
		})
	}
	return given
}

// intact reports whether everything lent is unchanged, to the last bit.
func (d *decoder) intact() bool {
	for _, unchanged := range d.loans {
		if !unchanged() {
			return false
		}
	}
	return true
}

func sameFloat(a, b float64) bool      { return math.Float64bits(a) == math.Float64bits(b) }
func sameVector(a, b []float64) bool   { return slices.EqualFunc(a, b, sameFloat) }
func sameMatrix(a, b [][]float64) bool { return slices.EqualFunc(a, b, sameVector) }
func sameOrder(a, b [][]int) bool      { return slices.EqualFunc(a, b, slices.Equal[[]int]) }
