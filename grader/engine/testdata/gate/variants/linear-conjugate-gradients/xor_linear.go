// Package student is a variant for rows 15 and 16 of numerics 6.2: conjugate
// gradients on the normal equations, columns scaled; of dependent columns it
// gives a θ of least squares.
package student

import "math"

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	n, d := len(X), len(X[0])
	scale := make([]float64, d)
	for j := range scale {
		for i := range X {
			scale[j] = math.Hypot(scale[j], X[i][j])
		}
		if scale[j] == 0 {
			scale[j] = 1
		}
	}
	theta, s, p := make([]float64, d), make([]float64, d), make([]float64, d)
	r := append([]float64(nil), y...)
	gradient := func() float64 {
		sum := 0.0
		for j := range s {
			s[j] = 0
			for i := range r {
				s[j] += X[i][j] / scale[j] * r[i]
			}
			sum += s[j] * s[j]
		}
		return sum
	}
	gamma := gradient()
	copy(p, s)
	for range 20 * d {
		if gamma < 1e-28 {
			break
		}
		q, curvature := make([]float64, n), 0.0
		for i := range q {
			for j := range p {
				q[i] += X[i][j] / scale[j] * p[j]
			}
			curvature += q[i] * q[i]
		}
		step := gamma / curvature
		for j := range theta {
			theta[j] += step * p[j]
		}
		for i := range r {
			r[i] -= step * q[i]
		}
		next := gradient()
		for j := range p {
			p[j] = s[j] + next/gamma*p[j]
		}
		gamma = next
	}
	for j := range theta {
		theta[j] /= scale[j]
	}
	return theta, nil
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	y := make([]float64, len(X))
	for j := range theta {
		for i := range X {
			y[i] += theta[j] * X[i][j]
		}
	}
	return y
}
