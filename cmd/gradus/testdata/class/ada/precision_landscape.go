package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionLandscape draws the loss.
type PrecisionLandscape struct{}

// Curve is Loss(b) for the ReLU.
func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	S := meanSquare(s.Y, s.Mu)
	loss := make([]float64, len(b))
	for i := range b {
		a := w*s.X + b[i]
		if a > 0 {
			loss[i] = -math.Log(a) + a*S
		} else {
			loss[i] = math.Inf(1)
		}
	}
	return loss
}

// Surface is L(w, b) for the softplus: rows are b, columns are w.
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	S := meanSquare(s.Y, s.Mu)
	grid := make([][]float64, len(b))
	for i := range b {
		grid[i] = make([]float64, len(w))
		for j := range w {
			a := w[j]*s.X + b[i]
			grid[i][j] = -logSoftplus(a) + softplus(a)*S
		}
	}
	return grid
}
