package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	L := make([]float64, len(b))
	for i, bi := range b {
		L[i] = math.Inf(1)
		if beta := w*s.X + bi; beta > 0 {
			L[i] = -math.Log(beta) + beta*mse(s.Y, s.Mu)
		}
	}
	return L
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	L := make([][]float64, len(b))
	for i, bi := range b {
		L[i] = make([]float64, len(w))
		for j, wj := range w {
			_, _, L[i][j] = PrecisionSoftplus{}.Forward(specs.Unit{W: wj, B: bi}, s)
		}
	}
	return L
}
