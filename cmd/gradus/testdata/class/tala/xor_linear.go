package student

import (
	"errors"
	"math"
)

// XORLinear, by orthogonal elimination (Golub).
type XORLinear struct{}

// Fit never forms XᵀX: Householder reflections turn X into a triangle.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	n, d := len(X), len(X[0])
	if n < d {
		return nil, errors.New("more unknowns than equations")
	}
	A := make([][]float64, n) // [X | y]
	for i := range A {
		A[i] = append(append(A[i], X[i]...), y[i])
	}
	for c := 0; c < d; c++ {
		whole, rest := 0.0, 0.0
		for i := range A {
			whole = math.Hypot(whole, X[i][c])
			if i >= c {
				rest = math.Hypot(rest, A[i][c])
			}
		}
		if rest <= 1e-11*whole {
			return nil, errors.New("column is a combination of those before it")
		}
		v := make([]float64, n)
		for i := c; i < n; i++ {
			v[i] = A[i][c]
		}
		v[c] += math.Copysign(rest, A[c][c])
		vv := 0.0
		for _, vi := range v {
			vv += vi * vi
		}
		for j := c; j <= d; j++ {
			va := 0.0
			for i := c; i < n; i++ {
				va += v[i] * A[i][j]
			}
			for i := c; i < n; i++ {
				A[i][j] -= 2 * va / vv * v[i]
			}
		}
	}
	theta = make([]float64, d)
	for c := d - 1; c >= 0; c-- {
		sum := A[c][d]
		for j := c + 1; j < d; j++ {
			sum -= A[c][j] * theta[j]
		}
		theta[c] = sum / A[c][c]
	}
	return theta, nil
}

// Predict is the plane at each row.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	plane := make([]float64, len(X))
	for i, row := range X {
		for j, v := range row {
			plane[i] += theta[j] * v
		}
	}
	return plane
}
