package student

import (
	"errors"

	"gonum.org/v1/gonum/mat"
)

// XORLinear is least squares with gonum.
type XORLinear struct{}

// Fit uses the SVD of X. If the smallest singular value is (nearly) 0, there is
// no inverse.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	m := mat.NewDense(len(X), len(X[0]), nil)
	for i, row := range X {
		for j, v := range row {
			m.Set(i, j, v)
		}
	}
	_, d := m.Dims()
	var svd mat.SVD
	if ok := svd.Factorize(m, mat.SVDThin); !ok {
		return nil, errors.New("no SVD")
	}
	values := svd.Values(nil)
	if len(values) < d || values[d-1] < 1e-12*values[0] {
		return nil, errors.New("columns are dependent")
	}
	var sol mat.VecDense
	svd.SolveVecTo(&sol, mat.NewVecDense(len(y), y), d)
	for j := 0; j < d; j++ {
		theta = append(theta, sol.AtVec(j))
	}
	return theta, nil
}

// Predict is a matrix times a vector.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	yhat := make([]float64, len(X))
	for i, row := range X {
		for j, v := range row {
			yhat[i] += v * theta[j]
		}
	}
	return yhat
}
