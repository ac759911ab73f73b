package student

import (
	"errors"

	"gonum.org/v1/gonum/mat"
)

// XORLinear solves the normal equations as they stand.
type XORLinear struct{}

// Fit multiplies out XᵀX and Xᵀy and lets gonum solve. A nearly singular XᵀX
// shows in the condition number, but only after every column has been brought
// to the same length.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	d := len(X[0])
	A := mat.NewDense(len(X), d, nil)
	for i := range X {
		A.SetRow(i, X[i])
	}
	scale := make([]float64, d)
	for j := range scale {
		scale[j] = mat.Norm(A.ColView(j), 2)
		if scale[j] == 0 {
			return nil, errors.New("column of zeros")
		}
		for i := range X {
			A.Set(i, j, A.At(i, j)/scale[j])
		}
	}
	var gram mat.Dense
	gram.Mul(A.T(), A)
	if mat.Cond(&gram, 2) > 1e14 {
		return nil, errors.New("dependent columns")
	}
	var right, solution mat.VecDense
	right.MulVec(A.T(), mat.NewVecDense(len(y), y))
	if err := solution.SolveVec(&gram, &right); err != nil {
		return nil, err
	}
	for j := range d {
		theta = append(theta, solution.AtVec(j)/scale[j])
	}
	return theta, nil
}

// Predict is Xθ.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	var out []float64
	for _, row := range X {
		sum := 0.0
		for j := range theta {
			sum += row[j] * theta[j]
		}
		out = append(out, sum)
	}
	return out
}
