package student

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/floats"
)

// XORLinear is least squares.
type XORLinear struct{}

// Fit makes the columns orthogonal one after the other (Gram-Schmidt, twice for
// good measure). What is left of a dependent column is next to nothing.
func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	d := len(X[0])
	Q := make([][]float64, d)
	R := make([][]float64, d)
	for j := 0; j < d; j++ {
		col := make([]float64, len(X))
		for i := range X {
			col[i] = X[i][j]
		}
		length := floats.Norm(col, 2)
		R[j] = make([]float64, d)
		for pass := 0; pass < 2; pass++ {
			for k := 0; k < j; k++ {
				r := floats.Dot(Q[k], col)
				R[k][j] += r
				floats.AddScaled(col, -r, Q[k])
			}
		}
		R[j][j] = floats.Norm(col, 2)
		if R[j][j] <= 1e-9*length || math.IsNaN(length) {
			return nil, errors.New("XᵀX cannot be inverted")
		}
		floats.Scale(1/R[j][j], col)
		Q[j] = col
	}
	theta := make([]float64, d)
	for j := d - 1; j >= 0; j-- {
		theta[j] = floats.Dot(Q[j], y)
		for k := j + 1; k < d; k++ {
			theta[j] -= R[j][k] * theta[k]
		}
		theta[j] /= R[j][j]
	}
	return theta, nil
}

// Predict returns X times theta.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	out := make([]float64, len(X))
	for i, row := range X {
		out[i] = floats.Dot(row, theta)
	}
	return out
}
