package student

import "github.com/gradus-grader/gradus/specs"

// XORNetwork, one example at a time.
type XORNetwork struct{}

func (n XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	h, yhat = make([][]float64, len(X)), make([]float64, len(X))
	for i := range X {
		h[i], yhat[i] = n.one(X[i], p)
	}
	return h, yhat
}

func (XORNetwork) one(x []float64, p specs.Network) (hidden []float64, y float64) {
	for k := range p.C {
		var z float64
		for j := range x {
			z += p.W[j][k] * x[j]
		}
		if z += p.C[k]; z < 0 {
			z = 0
		}
		hidden = append(hidden, z)
		y += z * p.V[k]
	}
	return hidden, y + p.B
}
