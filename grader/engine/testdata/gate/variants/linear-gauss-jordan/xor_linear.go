// Package student is a variant for row 15 of numerics 6.2: the inverse of XᵀX by
// Gauss and Jordan, with pivots, as a first-year textbook has it.
package student

import (
	"fmt"
	"math"
)

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	Xt := transpose(X)
	inverse, err := invert(product(Xt, X))
	if err != nil {
		return nil, fmt.Errorf("fit: %w", err)
	}
	column := make([][]float64, len(y))
	for i := range y {
		column[i] = []float64{y[i]}
	}
	return transpose(product(inverse, product(Xt, column)))[0], nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	return transpose(product(X, transpose([][]float64{theta})))[0]
}

func transpose(A [][]float64) [][]float64 {
	T := make([][]float64, len(A[0]))
	for j := range T {
		for i := range A {
			T[j] = append(T[j], A[i][j])
		}
	}
	return T
}

func product(A, B [][]float64) [][]float64 {
	C := make([][]float64, len(A))
	for i := range C {
		C[i] = make([]float64, len(B[0]))
		for k := range B {
			for j := range C[i] {
				C[i][j] += A[i][k] * B[k][j]
			}
		}
	}
	return C
}

func invert(A [][]float64) ([][]float64, error) {
	n := len(A)
	scale := make([]float64, n)
	M := make([][]float64, n)
	for i := range M {
		scale[i] = A[i][i]
		M[i] = append(append([]float64{}, A[i]...), make([]float64, n)...)
		M[i][n+i] = 1
	}
	for c := range n {
		p := c
		for r := c; r < n; r++ {
			if math.Abs(M[r][c]) > math.Abs(M[p][c]) {
				p = r
			}
		}
		if math.Abs(M[p][c]) <= 1e-13*scale[c] {
			return nil, fmt.Errorf("matrix is singular at column %d", c)
		}
		M[c], M[p] = M[p], M[c]
		for r := range M {
			if r == c {
				continue
			}
			f := M[r][c] / M[c][c]
			for j := range M[r] {
				M[r][j] -= f * M[c][j]
			}
		}
	}
	inverse := make([][]float64, n)
	for i := range inverse {
		for j := range n {
			inverse[i] = append(inverse[i], M[i][n+j]/M[i][i])
		}
	}
	return inverse, nil
}
