package student

import (
	"errors"
	"math"
)

type XORLinear struct{}

// Fit by Cholesky: XᵀX = LLᵀ, then forward and back substitution.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	d := len(X[0])
	L := make([][]float64, d)
	b := make([]float64, d)
	for i := 0; i < d; i++ {
		L[i] = make([]float64, d)
		for j := 0; j <= i; j++ {
			for n := range X {
				L[i][j] += X[n][i] * X[n][j]
			}
		}
		for n := range X {
			b[i] += X[n][i] * y[n]
		}
	}
	for i := 0; i < d; i++ {
		own := L[i][i] // |column i|²
		for j := 0; j <= i; j++ {
			for k := 0; k < j; k++ {
				L[i][j] -= L[i][k] * L[j][k]
			}
			if j < i {
				L[i][j] /= L[j][j]
			}
		}
		// relative to the column, not to 1
		if !(L[i][i] > 1e-10*own) {
			return nil, errors.New("singular")
		}
		L[i][i] = math.Sqrt(L[i][i])
	}
	theta = b
	for i := 0; i < d; i++ {
		for k := 0; k < i; k++ {
			theta[i] -= L[i][k] * theta[k]
		}
		theta[i] /= L[i][i]
	}
	for i := d - 1; i >= 0; i-- {
		for k := i + 1; k < d; k++ {
			theta[i] -= L[k][i] * theta[k]
		}
		theta[i] /= L[i][i]
	}
	return theta, nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) (out []float64) {
	for _, x := range X {
		var sum float64
		for j := range x {
			sum += x[j] * theta[j]
		}
		out = append(out, sum)
	}
	return
}
