package student

import "github.com/gradus-grader/gradus/specs"

// XORNetwork of the book.
type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	h, yhat = make([][]float64, len(X)), make([]float64, len(X))
	for i, x := range X {
		h[i] = make([]float64, len(p.C))
		copy(h[i], p.C)
		for j, xj := range x {
			for k, w := range p.W[j] {
				h[i][k] += xj * w
			}
		}
		yhat[i] = p.B
		for k, z := range h[i] {
			if z < 0 {
				h[i][k] = 0
				continue
			}
			yhat[i] += z * p.V[k]
		}
	}
	return h, yhat
}
