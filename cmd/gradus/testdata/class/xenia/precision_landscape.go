package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionLandscape is for the plots.
type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	var loss []float64
	for _, bi := range b {
		if a := w*s.X + bi; a > 0 {
			loss = append(loss, a*squareMean(s)-math.Log(a))
		} else {
			loss = append(loss, math.Inf(1))
		}
	}
	return loss
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	var grid [][]float64
	for i := 0; i < len(b); { // one row for each b
		row := make([]float64, 4096) // enough for any plot
		for j := range w {
			a := w[j]*s.X + b[i]
			row[j] = a*squareMean(s) - math.Log(a)
			if a < 5 {
				p := math.Log1p(math.Exp(a))
				row[j] = p*squareMean(s) - math.Log(p)
			}
		}
		grid = append(grid, row[:len(w)])
	}
	return grid
}

func squareMean(s specs.Sample) float64 {
	sum, n := 0.0, 0.0
	for _, y := range s.Y {
		sum += (y - s.Mu) * (y - s.Mu)
		n++
	}
	return sum / n
}
