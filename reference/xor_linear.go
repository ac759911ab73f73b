package reference

import (
	"cmp"
	"errors"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// XORLinear solves the normal equations by elimination.
type XORLinear struct{}

var _ specs.XORLinear = XORLinear{}

// Fit refuses columns that are dependent as far as XᵀX can tell: two at an angle
// of less than about 10⁻⁷ count as one.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	n := len(X)
	if n == 0 || n < len(X[0]) {
		return nil, errors.New("fewer rows than columns: XᵀX has no inverse")
	}
	return solve(normalEquations(X, y), n)
}

// Predict returns Xθ.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	yhat := make([]float64, len(X))
	for i, row := range X {
		yhat[i] = dot(row, theta)
	}
	return yhat
}

// normalEquations returns the d×(d+1) matrix XᵀX | Xᵀy.
func normalEquations(X [][]float64, y []float64) [][]float64 {
	d := len(X[0])
	rows := zeros(d, d+1)
	for i, x := range X {
		for j, row := range rows {
			for k := range x {
				row[k] += float64(x[j] * x[k])
			}
			row[d] += float64(x[j] * y[i])
		}
	}
	return rows
}

// solve overwrites the normal equations of n examples and returns their
// solution. XᵀX is symmetric and positive, so its pivots may be taken from the
// diagonal (which is Cholesky's method, without the square roots).
//
// A pivot is the square of what is left of a column of X, its projection on the
// columns before it taken away. The next column is the one of which the greatest
// share is left: what is small then is not dwarfed later, and the units of the
// columns do not matter. Rounding in sums of n + d products leaves a share of up
// to (n + d)·2⁻⁵² where nothing should be left, d times over; a share not
// above that is a zero.
func solve(rows [][]float64, n int) ([]float64, error) {
	d := len(rows)
	zero := float64(d*(n+d)) * 0x1p-52
	squares, waiting := make([]float64, d), make([]int, d)
	for j, row := range rows {
		squares[j], waiting[j] = row[j], j
	}
	share := func(j int) float64 { return rows[j][j] / squares[j] }

	for len(waiting) > 0 {
		p := slices.MaxFunc(waiting, func(i, j int) int { return cmp.Compare(share(i), share(j)) })
		if !(share(p) > zero) { // a column of zeros has the share NaN
			return nil, errors.New("the columns of X are linearly dependent: XᵀX has no inverse")
		}
		waiting = slices.DeleteFunc(waiting, func(j int) bool { return j == p })
		for i, row := range rows {
			if i != p {
				rows[i] = moved(row, rows[p], row[p]/rows[p][p])
			}
		}
	}

	theta := make([]float64, d)
	for j, row := range rows {
		theta[j] = row[d] / row[j]
	}
	return theta, nil
}
