package student

import "github.com/gradus-grader/gradus/specs"

// XORNetwork is the network of the second cell.
type XORNetwork struct{}

// Forward computes the hidden layer first, then the output.
func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	h = make([][]float64, len(X))
	for i := range X {
		h[i] = make([]float64, len(p.V))
		for k := range h[i] {
			z := p.C[k]
			for j := range p.W {
				z += X[i][j] * p.W[j][k]
			}
			h[i][k] = max(z, 0)
		}
	}
	yhat = make([]float64, len(X))
	for i := range h {
		yhat[i] = p.B
		for k, v := range p.V {
			yhat[i] += h[i][k] * v
		}
	}
	return h, yhat
}
