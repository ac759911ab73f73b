package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
)

// The course's rows, in its order, and the targets.
var (
	corners = [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}
	xor     = []float64{1, 1, 0, 0}
)

func TestXORLinearFit(t *testing.T) {
	tests := []struct {
		name  string
		why   string
		X     [][]float64
		y     []float64
		theta []float64
		tol   float64 // 0: exact
	}{
		{name: "xor", why: "book 6.1: w = 0, b = ½; the course prints 2.2e-16 for a 0, a rounding error",
			X: [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 0, 1}, {1, 1, 1}}, y: xor, theta: []float64{0, 0, .5}},
		{name: "columns permuted", why: "the pivots come from the data, not from the order",
			X: [][]float64{{1, 1, 0}, {1, 0, 1}, {1, 0, 0}, {1, 1, 1}}, y: xor, theta: []float64{.5, 0, 0}},
		{name: "targets 2y + 3", why: "θ is linear in y: 2θ + (0, 0, 3)",
			X: [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 0, 1}, {1, 1, 1}}, y: []float64{5, 5, 3, 3}, theta: []float64{0, 0, 4}},
		{name: "no bias", why: "X is used as it is given: without a column of ones θ = (⅓, ⅓)",
			X: corners, y: xor, theta: []float64{1. / 3, 1. / 3}, tol: 1e-15},
		{name: "with the product", why: "x₁x₂ makes XOR linear: no residual",
			X: [][]float64{{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 0, 1}, {1, 1, 1, 1}}, y: xor, theta: []float64{1, 1, -2, 0}, tol: 1e-14},
		{name: "inputs times 10⁶", why: "XᵀX has condition number 2·10¹², all of it from the units",
			X: [][]float64{{1e6, 0, 1}, {0, 1e6, 1}, {0, 0, 1}, {1e6, 1e6, 1}}, y: xor, theta: []float64{0, 0, .5}},
		{name: "a line far from the origin", why: "the columns are within 10⁻³ of parallel, and still independent",
			X: [][]float64{{1000, 1}, {1001, 1}, {1002, 1}, {1003, 1}}, y: []float64{1, 3, 5, 7}, theta: []float64{2, -1999}, tol: 1e-6},
		{name: "one number", why: "the least there can be",
			X: [][]float64{{4}}, y: []float64{2}, theta: []float64{.5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			theta, err := reference.XORLinear{}.Fit(tt.X, tt.y)
			require.NoError(t, err)
			assert.InDeltaSlice(t, tt.theta, theta, tt.tol, tt.why)
		})
	}
}

func TestXORLinearFitRefuses(t *testing.T) {
	tests := []struct {
		name string
		why  string
		X    [][]float64
	}{
		{name: "no rows", why: "rank 0", X: nil},
		{name: "more columns than rows", why: "the rank is at most n", X: [][]float64{{1, 2, 3}, {4, 5, 7}}},
		{name: "column of zeros", why: "0/0 is not a share", X: [][]float64{{0, 1}, {0, 2}, {0, 1}}},
		{name: "all zeros", why: "no pivot at all", X: [][]float64{{0, 0}, {0, 0}}},
		{name: "column twice", why: "rank 2 of 3", X: [][]float64{{1, 1, 0}, {2, 2, 1}, {-1, -1, 3}, {.5, .5, 0}}},
		{name: "one-hot columns and ones", why: "x₁ + (1 − x₁) = 1, the usual trap of encodings",
			X: [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 1, 1}, {1, 0, 1}}},
		{name: "two one-hot encodings", why: "rank 3 of 4; gonum's inverse returns numbers here",
			X: [][]float64{{1, 0, 0, 1}, {0, 1, 1, 0}, {0, 1, 0, 1}, {1, 0, 1, 0}}},
		{name: "dependent up to rounding", why: "the third column is 0.1·first + 0.7·second, rounded",
			X: [][]float64{{1, 3, .1*1 + .7*3}, {2, -1, .1*2 - .7*1}, {5, 4, .1*5 + .7*4}, {-3, 2, -.1*3 + .7*2}}},
		{name: "dependent on the difference of near parallels", why: "c₃ = 10⁴(c₂ − c₁): taken in this order, rounding grows 10⁸ times",
			X: [][]float64{{1, 1.0003, 3}, {2, 1.9999, -1}, {3, 3.0002, 2}, {4, 4.0007, 7}, {5, 4.9998, -2}}},
		{name: "dependent in different units", why: "the threshold is relative to each column",
			X: [][]float64{{1e6, 1e-6, 3}, {2e6, 2e-6, 1}, {3e6, 3e-6, 4}, {5e6, 5e-6, 1}}},
		{name: "not a number", why: "NaN compares false with every threshold", X: [][]float64{{1, 0}, {0, 1}, {math.NaN(), 1}}},
		{name: "infinite", why: "∞ − ∞ is not a pivot", X: [][]float64{{1, 0}, {0, 1}, {math.Inf(1), 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := reference.XORLinear{}.Fit(tt.X, make([]float64, len(tt.X)))
			assert.Error(t, err, tt.why)
		})
	}
}

func TestXORLinearPredict(t *testing.T) {
	X := [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 0, 1}, {1, 1, 1}}
	assert.Equal(t, []float64{.5, .5, .5, .5}, reference.XORLinear{}.Predict(X, []float64{0, 0, .5}), "½ everywhere")
	assert.Equal(t, []float64{-1.5, 2.4375}, reference.XORLinear{}.Predict([][]float64{{1, 2}, {-2, .5}}, []float64{-1.25, -.125}),
		"an X that is not XOR's")
	assert.Empty(t, reference.XORLinear{}.Predict(nil, []float64{1, 2}), "no rows, no predictions")
}
