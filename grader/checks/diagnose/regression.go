package diagnose

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// column is a term of a sum that a submission may have added up.
type column struct {
	name  string
	of    of
	right float64 // its factor in the right sum; 0 for a term that does not belong there
	whole bool    // it is all of the right sum
}

// basis is a set of terms that an answer is taken apart into. It is for mistakes
// that no library holds: a factor that nobody foresaw, or a term too many.
type basis []column

// A basis speaks only where its answer is sure.
const (
	// worstCondition bounds the condition number of the equations, whose columns
	// have length 1. Two sets of snapped factors lie further apart than 0.05, so
	// below this bound no two of them fit the same answers to rounding.
	worstCondition = 1e6

	// mostDepartures is how many factors may be wrong. One who has more of them
	// wrong computes something else, for which a list of terms is no name.
	mostDepartures = 2
)

// enough reports whether there is half an equation more to each unknown than it
// takes: what is left over refutes a sum of other terms.
func enough(equations, unknowns int) bool { return 2*equations >= 3*unknowns }

// unknown is a factor to be found: that of one column, as it is or times n or
// divided by n.
type unknown struct {
	column
	by coefficientScale
}

// unknowns lists the factors of a basis. Only terms that belong to the right sum
// are multiplied or divided by n by mistake.
func (b basis) unknowns() []unknown {
	var all []unknown
	for _, c := range b {
		all = append(all, unknown{c, plain()})
		if c.right != 0 {
			all = append(all, unknown{c, timesN()}, unknown{c, overN()})
		}
	}
	return all
}

func (k unknown) at(u unit) float64 { return k.by.of(u) * k.of(u) }

// departures returns how the sum that gives got differs from the right one: not
// at all, or in a few factors. It reports false if no sum of these terms with
// likely factors is known to be the one.
func (b basis) departures(units []unit, got []float64) ([]departure, bool) {
	unknowns := b.unknowns()
	if !enough(len(units), len(unknowns)) {
		return nil, false
	}
	solution, ok := leastSquares(unknowns, units, got)
	if !ok {
		return nil, false
	}
	factors := make([]coefficient, len(unknowns))
	for j, c := range solution {
		if factors[j], ok = snap(c, unknowns[j].by); !ok {
			return nil, false
		}
	}
	for i, u := range units {
		sum := 0.0
		for j, k := range unknowns {
			sum += float64(factors[j].value * k.at(u))
		}
		if !near(got[i], sum, u.size()) {
			return nil, false
		}
	}
	return b.compare(unknowns, factors)
}

// leastSquares fits the factors. It reports false if they are not determined.
// Of an answer that is not finite it makes factors that are like nothing.
func leastSquares(unknowns []unknown, units []unit, got []float64) ([]float64, bool) {
	matrix, lengths, ok := equations(unknowns, units)
	if !ok {
		return nil, false
	}
	var svd mat.SVD
	if !svd.Factorize(matrix, mat.SVDThin) || !(svd.Cond() < worstCondition) {
		return nil, false
	}
	var solution mat.Dense
	svd.SolveTo(&solution, mat.NewDense(len(got), 1, slices.Clone(got)), len(unknowns))
	factors := make([]float64, len(unknowns))
	for j := range factors {
		factors[j] = solution.At(j, 0) / lengths[j]
	}
	return factors, true
}

// equations returns a row for each unit and a column for each unknown, brought
// to length 1, and what the lengths were. It reports false if a column is zero
// or not finite.
func equations(unknowns []unknown, units []unit) (matrix *mat.Dense, lengths []float64, ok bool) {
	matrix = mat.NewDense(len(units), len(unknowns), nil)
	lengths = make([]float64, len(unknowns))
	for j, k := range unknowns {
		values := make([]float64, len(units))
		for i, u := range units {
			values[i] = k.at(u)
		}
		lengths[j] = mat.Norm(mat.NewVecDense(len(values), values), 2)
		if !finite(lengths[j]) || lengths[j] == 0 {
			return nil, nil, false
		}
		for i, v := range values {
			matrix.Set(i, j, v/lengths[j])
		}
	}
	return matrix, lengths, true
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// compare lists the terms with wrong factors. A term that appears twice, say as
// it is and divided by n, has no one factor; and if nothing of the right sum is
// there, the answer is not that sum with a mistake.
func (b basis) compare(unknowns []unknown, factors []coefficient) ([]departure, bool) {
	var found []departure
	some := false
	for _, c := range b {
		var own []coefficient
		for j, k := range unknowns {
			if k.name == c.name && factors[j].value != 0 {
				own = append(own, factors[j])
			}
		}
		if len(own) > 1 {
			return nil, false
		}
		some = some || c.right != 0 && len(own) == 1
		if d, wrong := c.departure(own); wrong {
			found = append(found, d)
		}
	}
	return found, some && len(found) <= mostDepartures
}
