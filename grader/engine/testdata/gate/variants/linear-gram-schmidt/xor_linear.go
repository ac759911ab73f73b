// Package student is a variant for row 15 of numerics 6.2: Gram and Schmidt,
// each direction cleaned twice.
package student

import (
	"errors"
	"math"
)

type XORLinear struct{}

var errDependent = errors.New("dependent columns")

func (l XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	n, d := len(X), len(X[0])
	Q := make([][]float64, d)
	R := make([][]float64, d)
	for j := range Q {
		Q[j], R[j] = make([]float64, n), make([]float64, d)
		for i := range X {
			Q[j][i] = X[i][j]
		}
		before := l.norm(Q[j])
		for range 2 {
			for k := range j {
				c := l.dot(Q[k], Q[j])
				R[k][j] += c
				for i := range n {
					Q[j][i] -= c * Q[k][i]
				}
			}
		}
		R[j][j] = l.norm(Q[j])
		if !(R[j][j] > 1e-10*before) {
			return nil, errDependent
		}
		for i := range n {
			Q[j][i] /= R[j][j]
		}
	}
	theta := make([]float64, d)
	for j := d - 1; j >= 0; j-- {
		theta[j] = l.dot(Q[j], y)
		for k := j + 1; k < d; k++ {
			theta[j] -= R[j][k] * theta[k]
		}
		theta[j] /= R[j][j]
	}
	return theta, nil
}

func (l XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	yhat := make([]float64, 0, len(X))
	for _, x := range X {
		yhat = append(yhat, l.dot(x, theta))
	}
	return yhat
}

func (XORLinear) dot(u, v []float64) (sum float64) {
	for i := len(u) - 1; i >= 0; i-- {
		sum += u[i] * v[i]
	}
	return sum
}

func (l XORLinear) norm(u []float64) float64 { return math.Sqrt(l.dot(u, u)) }
