package student

import (
	"errors"

	"gonum.org/v1/gonum/mat"
)

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	d := len(X[0])
	A := mat.NewDense(len(X), d, nil)
	for i := range X {
		A.SetRow(i, X[i])
	}
	// columns in the same units
	size := make([]float64, d)
	for j := range size {
		for i := range X {
			size[j] = max(size[j], X[i][j], -X[i][j])
		}
		if size[j] == 0 {
			return nil, errors.New("a column is 0")
		}
	}
	A.Apply(func(_, j int, v float64) float64 { return v / size[j] }, A)

	var gram, inv mat.Dense
	gram.Mul(A.T(), A)
	if err := inv.Inverse(&gram); err != nil {
		return nil, err // do not overlook it
	}
	var xty, theta mat.VecDense
	xty.MulVec(A.T(), mat.NewVecDense(len(y), y))
	theta.MulVec(&inv, &xty)
	out := make([]float64, d)
	for j := range out {
		out[j] = theta.AtVec(j) / size[j]
	}
	return out, nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	out := make([]float64, len(X))
	for i := range X {
		for j := range X[i] {
			out[i] += X[i][j] * theta[j]
		}
	}
	return out
}
