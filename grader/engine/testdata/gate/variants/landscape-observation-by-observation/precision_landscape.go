// Package student is a variant for rows 1 and 5 of numerics 6.2: the losses of
// the observations are averaged, log β is worked out before β.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionLandscape struct{}

func (PrecisionLandscape) average(logBeta float64, s specs.Sample) float64 {
	sum := 0.0
	for _, y := range s.Y {
		sum += math.Exp(logBeta)*(y-s.Mu)*(y-s.Mu) - logBeta
	}
	return sum / float64(len(s.Y))
}

func (l PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) (curve []float64) {
	for _, bias := range b {
		if a := w*s.X + bias; a > 0 {
			curve = append(curve, l.average(math.Log(a), s))
		} else {
			curve = append(curve, -math.Log(0))
		}
	}
	return curve
}

func (l PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	surface := [][]float64{}
	for i := range b {
		surface = append(surface, []float64{})
		for j := range w {
			a := w[j]*s.X + b[i]
			logBeta := a - math.Exp(a)/2 // for a → −∞
			if a > -30 {
				logBeta = math.Log(math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))))
			}
			surface[i] = append(surface[i], l.average(logBeta, s))
		}
	}
	return surface
}
