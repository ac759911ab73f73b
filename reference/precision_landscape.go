package reference

import "github.com/gradus-grader/gradus/specs"

// PrecisionLandscape computes losses on a line and on a grid.
type PrecisionLandscape struct{}

var _ specs.PrecisionLandscape = PrecisionLandscape{}

// Curve returns the loss of the rectified unit for every b.
func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	S := meanSquare(s)
	losses := make([]float64, len(b))
	for i := range b {
		losses[i] = reluLoss(affine(specs.Unit{W: w, B: b[i]}, s.X), S)
	}
	return losses
}

// Surface returns the loss of the softplus unit, a row for every b.
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	S := meanSquare(s)
	losses := zeros(len(b), len(w))
	for i, row := range losses {
		for j := range row {
			row[j] = softplusLoss(affine(specs.Unit{W: w[j], B: b[i]}, s.X), S)
		}
	}
	return losses
}
