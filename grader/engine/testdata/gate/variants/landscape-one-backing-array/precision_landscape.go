// Package student is a variant for row 10 of numerics 6.2: the rows of the
// surface are parts of one slice, filled backwards; the dead branch is +Inf
// written out.
package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

type PrecisionLandscape struct{}

type losses func(a float64) float64

func grid(rows, columns int, at func(i, j int) float64) [][]float64 {
	cells := make([]float64, rows*columns)
	for c := len(cells) - 1; c >= 0; c-- {
		cells[c] = at(c/columns, c%columns)
	}
	var table [][]float64
	for len(cells) > 0 {
		table, cells = append(table, cells[:columns]), cells[columns:]
	}
	return table
}

func square(s specs.Sample) (S float64) {
	for _, y := range s.Y {
		S += math.Pow(y-s.Mu, 2) / float64(len(s.Y))
	}
	return S
}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	var loss losses = func(a float64) float64 {
		if !(a > 0) {
			return math.Inf(+1)
		}
		return a*square(s) - math.Log(a)
	}
	return grid(1, len(b), func(_, j int) float64 { return loss(w*s.X + b[j]) })[0]
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	var loss losses = func(a float64) float64 {
		switch {
		case a < -700:
			return -a
		case a < 0:
			beta := math.Log1p(math.Exp(a))
			return beta*square(s) - math.Log(beta)
		default:
			beta := a + math.Log1p(math.Exp(-a))
			return beta*square(s) - math.Log(beta)
		}
	}
	return grid(len(b), len(w), func(i, j int) float64 { return loss(w[j]*s.X + b[i]) })
}
