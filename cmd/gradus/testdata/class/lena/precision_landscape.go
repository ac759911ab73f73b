package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionLandscape: the plots.
type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) (out []float64) {
	for i := range b {
		_, _, L := PrecisionReLU{}.Forward(specs.Unit{W: w, B: b[i]}, s)
		out = append(out, L)
	}
	return
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) (out [][]float64) {
	S := secondMoment(s)
	for i := range b {
		out = append(out, make([]float64, len(w)))
		for j := range w {
			a := w[j]*s.X + b[i]
			out[i][j] = zeta(a)*S - logZeta(a)
		}
	}
	return
}
