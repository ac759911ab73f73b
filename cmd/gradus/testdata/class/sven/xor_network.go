package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	for i, x := range X {
		h = append(h, []float64{})
		for k := range p.C {
			// column k of W
			dot := 0.0
			for j, row := range p.W {
				dot += row[k] * x[j]
			}
			h[i] = append(h[i], math.Max(dot+p.C[k], 0))
		}
		out := 0.0
		for k, hk := range h[i] {
			out += hk * p.V[k]
		}
		yhat = append(yhat, out+p.B)
	}
	return
}
