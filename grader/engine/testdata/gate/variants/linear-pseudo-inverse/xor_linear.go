// Package student is a variant for rows 15 and 16 of numerics 6.2: the solution
// of least norm by singular values, never an error.
package student

import "gonum.org/v1/gonum/mat"

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	n, d := len(X), len(X[0])
	A := mat.NewDense(n, d, nil)
	for i, row := range X {
		A.SetRow(i, row)
	}
	var svd mat.SVD
	svd.Factorize(A, mat.SVDThin)
	s := svd.Values(nil)
	var U, V mat.Dense
	svd.UTo(&U)
	svd.VTo(&V)
	theta := make([]float64, d)
	for k, value := range s {
		if value <= 1e-10*s[0] {
			continue
		}
		along := 0.0
		for i := range n {
			along += U.At(i, k) * y[i]
		}
		for j := range d {
			theta[j] += V.At(j, k) * along / value
		}
	}
	return theta, nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	y := make([]float64, len(X))
	for i := range X {
		for j := range theta {
			y[i] += X[i][j] * theta[j]
		}
	}
	return y
}
