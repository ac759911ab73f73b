package student

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// XORLinear is linear regression, which cannot solve XOR.
type XORLinear struct{}

// Fit: QR instead of the inverse, gonum does the work. Cond is the ratio of the
// largest to the smallest singular value: huge means dependent columns.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	n, d := len(X), len(X[0])
	if n < d {
		return nil, fmt.Errorf("%d rows are not enough for %d columns", n, d)
	}
	A := mat.NewDense(n, d, nil)
	for i := range X {
		A.SetRow(i, X[i])
	}
	var qr mat.QR
	qr.Factorize(A)
	if c := qr.Cond(); !(c < 1e13) {
		return nil, fmt.Errorf("condition number %g", c)
	}
	var t mat.VecDense
	if err := qr.SolveVecTo(&t, false, mat.NewVecDense(n, append([]float64{}, y...))); err != nil {
		return nil, err
	}
	for j := 0; j < d; j++ {
		theta = append(theta, t.AtVec(j))
	}
	return theta, nil
}

// Predict: dot product of every row with theta
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	var out []float64
	for _, row := range X {
		out = append(out, mat.Dot(mat.NewVecDense(len(row), row), mat.NewVecDense(len(theta), theta)))
	}
	return out
}
