package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionLandscape struct{}

// The curve.
func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	out := make([]float64, len(b))
	i := 0
	for i < len(b) {
		a := w*s.X + b[i]
		if a <= 0 {
			out[i] = math.Inf(1)
			continue
		}
		out[i] = a*msq(s) - math.Log(a)
		i++
	}
	return out
}

// The surface.
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	out := make([][]float64, len(b))
	for i := range b {
		out[i] = make([]float64, len(w))
		for j := range w {
			a := w[j]*s.X + b[i]
			// softplus and its log
			sp := math.Log1p(math.Exp(-math.Abs(a))) + math.Max(a, 0)
			lsp := math.Log(sp)
			if a < -100 {
				lsp = a
			}
			out[i][j] = sp*msq(s) - lsp
		}
	}
	return out
}

func msq(s specs.Sample) float64 {
	m := 0.0
	for _, y := range s.Y {
		m += math.Pow(y-s.Mu, 2)
	}
	return m / float64(len(s.Y))
}
