package student

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// XORLinear uses the pseudo-inverse; with full rank that is (XᵀX)⁻¹Xᵀ.
type XORLinear struct{}

func dense(X [][]float64) *mat.Dense {
	m := mat.NewDense(len(X), len(X[0]), nil)
	for i, row := range X {
		m.SetRow(i, row)
	}
	return m
}

// Fit returns an error unless the rank is full. Columns are made unit vectors
// first, else the rank would depend on the units they are measured in.
func (*XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	A := dense(X)
	n, d := A.Dims()
	norms := make([]float64, d)
	for j := range norms {
		if norms[j] = mat.Norm(A.ColView(j), 2); norms[j] == 0 {
			return nil, fmt.Errorf("column %d is zero", j)
		}
	}
	A.Apply(func(_, j int, v float64) float64 { return v / norms[j] }, A)

	var svd mat.SVD
	if !svd.Factorize(A, mat.SVDThin) {
		return nil, fmt.Errorf("the SVD of a %dx%d matrix did not converge", n, d)
	}
	if rank := svd.Rank(1e-12); rank < d {
		return nil, fmt.Errorf("rank %d of %d", rank, d)
	}
	var theta mat.Dense
	svd.SolveTo(&theta, mat.NewVecDense(n, append([]float64(nil), y...)), d)
	return zip(func(t, norm float64) float64 { return t / norm }, mat.Col(nil, 0, &theta), norms), nil
}

// Predict is one matrix product.
func (*XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	var y mat.VecDense
	y.MulVec(dense(X), mat.NewVecDense(len(theta), theta))
	return y.RawVector().Data
}
