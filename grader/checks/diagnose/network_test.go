package diagnose

import (
	"math/rand/v2"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// matrix returns a matrix of drawn numbers in the shape of another.
func matrix(draw func() float64, like [][]float64) [][]float64 {
	m := make([][]float64, len(like))
	for i := range m {
		m[i] = row(draw, len(like[i]))
	}
	return m
}

func row(draw func() float64, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = draw()
	}
	return x
}

func TestXORTraining(t *testing.T) {
	t.Parallel()
	var mistakes []mistake[backprop]
	for _, o := range backpropLibrary() {
		mistakes = append(mistakes, mistake[backprop]{o.slot, o.code, o.apply})
	}
	subject[NetworkPoint, specs.Network, backprop]{
		diagnose: XORTraining,
		key:      func(p NetworkPoint) specs.Network { return reference.XORTraining{}.Gradients(p.X, p.T, p.Net) },
		right:    rightBackprop(),
		answer:   func(m backprop, p NetworkPoint) specs.Network { return m.gradients(newNetworkQuestion(p)) },
		garbage: func(draw func() float64, like specs.Network) specs.Network {
			return specs.Network{W: matrix(draw, like.W), C: row(draw, len(like.C)), V: row(draw, len(like.V)), B: draw()}
		},
		mistakes: mistakes,
		points:   NetworkPoints(),
		drawn: func(r *rand.Rand) []NetworkPoint {
			points := NetworkPoints()[:1] // as the checks do: the published points, then drawn ones
			for i := range 4 {
				x := matrix(r.NormFloat64, make([][]float64, 7))
				for k := range x {
					x[k] = row(r.NormFloat64, 2)
				}
				m := 2 + i%2
				points = append(points, NetworkPoint{x, row(r.NormFloat64, 7), specs.Network{
					W: [][]float64{row(r.NormFloat64, m), row(r.NormFloat64, m)}, C: row(r.NormFloat64, m), V: row(r.NormFloat64, m), B: r.NormFloat64()}})
			}
			return points
		},
		pairs: 900,
	}.test(t)
}
