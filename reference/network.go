package reference

import (
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// propagate returns the hidden values h = max(0, XW + c) and the outputs
// ŷ = hV + b.
func propagate(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	h, yhat = make([][]float64, len(X)), make([]float64, len(X))
	for i, x := range X {
		h[i] = slices.Clone(p.C)
		for j, row := range p.W {
			for k, w := range row {
				h[i][k] += float64(x[j] * w)
			}
		}
		for k, z := range h[i] {
			h[i][k] = max(0, z)
		}
		yhat[i] = dot(h[i], p.V) + p.B
	}
	return h, yhat
}
