// Package student is a variant for row 15 of numerics 6.2: least squares by
// gonum's QR, an error where it reports a bad condition.
package student

import (
	"errors"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	n := len(X)
	d := len(X[0])
	if n < d {
		return nil, errors.New("underdetermined")
	}
	A := mat.NewDense(n, d, nil)
	for i := range X {
		A.SetRow(i, X[i])
	}
	var qr mat.QR
	qr.Factorize(A)
	var r mat.Dense
	qr.RTo(&r)
	for j := range d {
		if v := r.At(j, j); v*v <= 1e-20*floats.Dot(mat.Col(nil, j, A), mat.Col(nil, j, A)) {
			return nil, errors.New("dependent columns")
		}
	}
	var solution mat.VecDense
	if err := qr.SolveVecTo(&solution, false, mat.NewVecDense(n, y)); err != nil {
		return nil, err
	}
	return mat.Col(nil, 0, &solution), nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) (yhat []float64) {
	for _, row := range X {
		yhat = append(yhat, floats.Dot(row, theta))
	}
	return
}
