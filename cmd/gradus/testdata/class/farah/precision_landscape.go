package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// PrecisionLandscape is for the two plots, with the loss of the plots.
type PrecisionLandscape struct{}

// Curve goes along b.
func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	curve := make([]float64, len(b))
	for i := range b {
		curve[i] = math.Inf(1)
		if a := w*s.X + b[i]; a > 0 {
			curve[i] = variance(s)*a - math.Log(a)
		}
	}
	return curve
}

// Surface is meshgrid(w, b).
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	surface := make([][]float64, len(b))
	for i := range b {
		for j := range w {
			soft, logSoft, _ := smooth(w[j]*s.X + b[i])
			surface[i] = append(surface[i], variance(s)*soft-logSoft)
		}
	}
	return surface
}
