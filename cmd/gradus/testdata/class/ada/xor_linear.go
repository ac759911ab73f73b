package student

import (
	"errors"
	"math"
)

// XORLinear fits a plane with the normal equations.
type XORLinear struct{}

// Fit solves XᵀX θ = Xᵀy. The columns are scaled to length 1 first, so that a
// pivot near 0 means "dependent" whatever the units are.
func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	if len(X) == 0 {
		return nil, errors.New("no rows")
	}
	d := len(X[0])

	length := make([]float64, d)
	for j := 0; j < d; j++ {
		for i := range X {
			length[j] += X[i][j] * X[i][j]
		}
		length[j] = math.Sqrt(length[j])
		if length[j] == 0 {
			return nil, errors.New("a column of X is all zeros")
		}
	}

	// A is [XᵀX | Xᵀy]
	A := make([][]float64, d)
	for j := 0; j < d; j++ {
		A[j] = make([]float64, d+1)
		for i := range X {
			xj := X[i][j] / length[j]
			for k := 0; k < d; k++ {
				A[j][k] += xj * X[i][k] / length[k]
			}
			A[j][d] += xj * y[i]
		}
	}

	// Gauss-Jordan with row swaps
	for col := 0; col < d; col++ {
		best := col
		for r := col + 1; r < d; r++ {
			if math.Abs(A[r][col]) > math.Abs(A[best][col]) {
				best = r
			}
		}
		if math.Abs(A[best][col]) < 1e-10 {
			return nil, errors.New("the columns of X are linearly dependent")
		}
		A[col], A[best] = A[best], A[col]
		for r := 0; r < d; r++ {
			if r == col {
				continue
			}
			f := A[r][col] / A[col][col]
			for k := col; k <= d; k++ {
				A[r][k] -= f * A[col][k]
			}
		}
	}

	theta := make([]float64, d)
	for j := 0; j < d; j++ {
		theta[j] = A[j][d] / A[j][j] / length[j]
	}
	return theta, nil
}

// Predict returns Xθ.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	yhat := make([]float64, len(X))
	for i := range X {
		for j := range theta {
			yhat[i] += X[i][j] * theta[j]
		}
	}
	return yhat
}
