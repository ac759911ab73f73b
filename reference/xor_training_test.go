package reference_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// Pinned starts, asymmetric on purpose.
func near() specs.Network {
	return specs.Network{W: [][]float64{{.8, 1.2}, {1.1, .7}}, C: []float64{.1, -.6}, V: []float64{.7, -1.4}, B: .1}
}

func distance() specs.Network {
	return specs.Network{W: [][]float64{{1, -1}, {-1, 1}}, C: []float64{.1, .1}, V: []float64{.5, .5}, B: .1}
}

// solvedAt returns the first step at which the loss is below enough, −1 if none is.
func solvedAt(trace []specs.Network, t []float64, enough float64) int {
	return slices.IndexFunc(trace, func(p specs.Network) bool {
		return reference.XORTraining{}.Loss(corners, t, p) < enough
	})
}

func TestXORTrainingGradients(t *testing.T) {
	loss := reference.XORTraining{}.Loss(corners, xor, near())
	g := reference.XORTraining{}.Gradients(corners, xor, near())
	assert.InDelta(t, .35085, loss, 1e-15)
	relative(t, 1e-13, flat(g.W), []float64{-.5005, 1.001, -.182, .364}, "∂J/∂W, worked out at the start \"near\"")
	relative(t, 1e-13, g.C, []float64{-.511, 1.141}, "∂J/∂c")
	relative(t, 1e-13, g.V, []float64{-.931, -.551}, "∂J/∂V")
	assert.InDelta(t, -.73, g.B, 1e-15, "∂J/∂b")
}

func TestXORTrainingAtKinks(t *testing.T) {
	g := reference.XORTraining{}.Gradients([][]float64{{0, 0}}, []float64{1}, withHead([]float64{1, -2}, 0))
	assert.Equal(t, specs.Network{W: [][]float64{{0, 0}, {0, 0}}, C: []float64{0, 0}, V: []float64{0, 0}, B: -2}, g,
		"z = (0, −1): a unit at 0 counts as off, and only b feels the error")

	g = reference.XORTraining{}.Gradients(corners, xor, withHead([]float64{1, -2}, 0))
	assert.Equal(t, specs.Network{W: [][]float64{{0, 0}, {0, 0}}, C: []float64{0, 0}, V: []float64{0, 0}}, g,
		"no residual, no gradient: the book's solution tells nothing about a backpropagation")
}

func TestXORTrainingSolves(t *testing.T) {
	tests := []struct {
		name   string
		why    string
		start  specs.Network
		t      []float64
		rate   float64
		enough float64
		step   int
	}{
		{name: "near", why: "pinned start", start: near(), t: xor, rate: .1, enough: 1e-10, step: 543},
		{name: "near, slower", why: "half the rate, twice the steps", start: near(), t: xor, rate: .05, enough: 1e-10, step: 1107},
		{name: "near, faster", why: "it swings about and still arrives", start: near(), t: xor, rate: .2, enough: 1e-10, step: 2816},
		{name: "|x₁ − x₂|", why: "a solution that is not the book's", start: distance(), t: xor, rate: .1, enough: 1e-10, step: 300},
		{name: "|x₁ − x₂|, faster", why: "the rate that kills \"near\"", start: distance(), t: xor, rate: .5, enough: 1e-10, step: 51},
		{name: "R1", why: "fair start, 2 units; all four were found by 20s of steps: 260", t: xor, rate: .1, enough: 1e-6, step: 259,
			start: specs.Network{W: [][]float64{{-1, .5}, {-.9, 1}}, C: []float64{.2, -.6}, V: []float64{-.6, .1}, B: -.3}},
		{name: "R2", why: "fair start, 2 units: 320", t: xor, rate: .1, enough: 1e-6, step: 307,
			start: specs.Network{W: [][]float64{{-.9, .4}, {-.8, .4}}, C: []float64{1, -.4}, V: []float64{.8, -.2}, B: .8}},
		{name: "R3", why: "fair start, 3 units: 180", t: xor, rate: .1, enough: 1e-6, step: 167,
			start: specs.Network{W: [][]float64{{.4, .5, -.6}, {1, .8, -.9}}, C: []float64{-.4, -.1, .9}, V: []float64{-.9, -.7, -.9}, B: .4}},
		{name: "R4", why: "fair start, 4 units: 240", t: xor, rate: .1, enough: 1e-6, step: 238,
			start: specs.Network{W: [][]float64{{.4, 1, -.9, .7}, {.8, .9, -.9, -.6}}, C: []float64{-.9, .1, -.9, .8}, V: []float64{.7, -.4, -.4, -.6}, B: -1}},
		{name: "and", why: "Ex 1 (c)", start: near(), t: []float64{0, 0, 0, 1}, rate: .1, enough: 1e-6, step: 259},
		{name: "or", why: "Ex 1 (c)", start: near(), t: []float64{1, 1, 0, 1}, rate: .1, enough: 1e-6, step: 252},
		{name: "nand", why: "Ex 1 (c)", start: near(), t: []float64{1, 1, 1, 0}, rate: .1, enough: 1e-6, step: 129},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			trace := reference.XORTraining{}.Train(corners, tt.t, tt.start, tt.rate, 3000)
			require.Len(t, trace, 3001)
			assert.Equal(t, tt.step, solvedAt(trace, tt.t, tt.enough), tt.why)
		})
	}
}

func TestXORTrainingIsTrapped(t *testing.T) {
	tests := []struct {
		name  string
		why   string
		start specs.Network
		rate  float64
	}{
		{name: "zeros", why: "no unit is on and V is 0: only b learns", rate: .1,
			start: specs.Network{W: [][]float64{{0, 0}, {0, 0}}, C: []float64{0, 0}, V: []float64{0, 0}}},
		{name: "dead", why: "every z is negative: only b learns", rate: .1,
			start: specs.Network{W: [][]float64{{-1, -.5}, {-.7, -1.2}}, C: []float64{-.1, -.1}, V: []float64{.5, -.5}}},
		{name: "equal units", why: "equal units get equal gradients for ever: one unit", rate: .1,
			start: specs.Network{W: [][]float64{{1, 1}, {1, 1}}, C: []float64{.1, .1}, V: []float64{.5, .5}}},
		{name: "too fast", why: "the start \"near\" at rate 0.5 throws its units off", rate: .5, start: near()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			trace := reference.XORTraining{}.Train(corners, xor, tt.start, tt.rate, 10_000)
			end := trace[len(trace)-1]
			assert.InDelta(t, .25, reference.XORTraining{}.Loss(corners, xor, end), 1e-9, tt.why)
			_, yhat := reference.XORNetwork{}.Forward(corners, end)
			assert.InDeltaSlice(t, repeated(.5, 4), yhat, 1e-4, "the answer of the best straight line")
		})
	}
}
