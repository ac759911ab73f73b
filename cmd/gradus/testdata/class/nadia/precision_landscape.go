package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionLandscape uses the two nets from the other files.
type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) (losses []float64) {
	for _, bi := range b {
		_, _, loss := PrecisionReLU{}.Forward(specs.Unit{W: w, B: bi}, s)
		losses = append(losses, loss)
	}
	return losses
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	grid := make([][]float64, len(b))
	for i := range grid {
		grid[i] = make([]float64, len(w))
		for j := range grid[i] {
			_, _, grid[i][j] = PrecisionSoftplus{}.Forward(specs.Unit{W: w[j], B: b[i]}, s)
		}
	}
	return grid
}
