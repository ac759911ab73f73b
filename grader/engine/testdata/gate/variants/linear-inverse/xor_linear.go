// Package student is a variant for row 15 of numerics 6.2: the normal equations
// by gonum's inverse, whose complaint about the condition is passed on.
package student

import (
	"errors"

	"gonum.org/v1/gonum/mat"
)

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	if len(X) == 0 || len(X) < len(X[0]) {
		return nil, errors.New("too few examples")
	}
	A := dense(X)
	// Columns are brought to length 1 first, so that the condition is that of
	// the directions and not of the units.
	n, d := A.Dims()
	length := make([]float64, d)
	for j := range d {
		length[j] = mat.Norm(A.ColView(j), 2)
		if length[j] == 0 {
			return nil, errors.New("a column of zeros")
		}
	}
	A.Apply(func(_, j int, v float64) float64 { return v / length[j] }, A)
	var gram, inverse mat.Dense
	gram.Mul(A.T(), A)
	if mat.Cond(&gram, 2) > 1e12 {
		return nil, errors.New("the columns are dependent")
	}
	if err := inverse.Inverse(&gram); err != nil {
		return nil, err
	}
	var right, theta mat.VecDense
	right.MulVec(A.T(), mat.NewVecDense(n, append([]float64(nil), y...)))
	theta.MulVec(&inverse, &right)
	result := make([]float64, d)
	for j := range result {
		result[j] = theta.AtVec(j) / length[j]
	}
	return result, nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	var yhat mat.VecDense
	yhat.MulVec(dense(X), mat.NewVecDense(len(theta), theta))
	return yhat.RawVector().Data
}

func dense(X [][]float64) *mat.Dense {
	m := mat.NewDense(len(X), len(X[0]), nil)
	for i, row := range X {
		m.SetRow(i, row)
	}
	return m
}
