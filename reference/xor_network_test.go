package reference_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// withHead returns the course's hidden layer under an output unit of its own.
func withHead(v []float64, b float64) specs.Network {
	return specs.Network{W: [][]float64{{1, 1}, {1, 1}}, C: []float64{0, -1}, V: v, B: b}
}

// designed is a network that tells the usual mistakes apart: W is not symmetric,
// each unit is on for some rows and off for others, both outputs' signs occur.
func designed() specs.Network {
	return specs.Network{
		W: [][]float64{{.75, -.625}, {-.5, 1.25}}, C: []float64{.125, -.375},
		V: []float64{.875, -1.125}, B: .25,
	}
}

func TestXORNetworkForward(t *testing.T) {
	book := [][]float64{{1, 0}, {1, 0}, {0, 0}, {2, 1}} // hidden values of the course's layer
	tests := []struct {
		name string
		why  string
		X    [][]float64
		p    specs.Network
		h    [][]float64
		yhat []float64
	}{
		{name: "xor", why: "book 6.1, the course's second cell: the printed h and y",
			X: corners, p: withHead([]float64{1, -2}, 0), h: book, yhat: []float64{1, 1, 0, 0}},
		{name: "and", why: "Ex 1 (c) on the same hidden layer", X: corners, p: withHead([]float64{0, 1}, 0), h: book, yhat: []float64{0, 0, 0, 1}},
		{name: "or", why: "Ex 1 (c) on the same hidden layer", X: corners, p: withHead([]float64{1, -1}, 0), h: book, yhat: []float64{1, 1, 0, 1}},
		{name: "nand", why: "Ex 1 (c) on the same hidden layer", X: corners, p: withHead([]float64{0, -1}, 1), h: book, yhat: []float64{1, 1, 1, 0}},
		{name: "|x₁ − x₂|", why: "XOR from the absolute value rectifier: another right answer",
			X: corners, p: specs.Network{W: [][]float64{{1, -1}, {-1, 1}}, C: []float64{0, 0}, V: []float64{1, 1}},
			h: [][]float64{{1, 0}, {0, 1}, {0, 0}, {0, 0}}, yhat: []float64{1, 1, 0, 0}},
		{name: "asymmetric", why: "by hand; XW is not Wᵀ applied to the rows, and the output has no rectifier",
			X: [][]float64{{1, 0}, {0, 1}, {2, -1}}, p: designed(),
			h: [][]float64{{.875, 0}, {0, .875}, {2.125, 0}}, yhat: []float64{1.015625, -.734375, 2.109375}},
		{name: "not square", why: "one input, three units: d and m are not the same",
			X: [][]float64{{2}, {-1}}, p: specs.Network{W: [][]float64{{1, -1, .5}}, C: []float64{0, 0, -2}, V: []float64{1, 2, 3}, B: -1},
			h: [][]float64{{2, 0, 0}, {0, 1, 0}}, yhat: []float64{1, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h, yhat := reference.XORNetwork{}.Forward(tt.X, tt.p)
			assert.Equal(t, tt.h, h, tt.why)
			assert.Equal(t, tt.yhat, yhat, tt.why)
		})
	}
}
