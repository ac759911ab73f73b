package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/diff/fd"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// agrees compares a gradient with central differences of its loss at θ. At the
// points below, where β > 0.1 and no rectifier is near its kink, the difference
// quotient is good to 10⁻⁸ of the gradient.
func agrees(t *testing.T, loss func(theta []float64) float64, theta, gradient []float64) {
	t.Helper()
	numeric := fd.Gradient(nil, loss, theta, &fd.Settings{Formula: fd.Central})
	require.Len(t, gradient, len(numeric))
	require.NotEqual(t, make([]float64, len(numeric)), numeric, "a point where it is 0 tells nothing")
	for i, want := range numeric {
		assert.InDelta(t, want, gradient[i], 1e-7*max(1, math.Abs(want)), "∂L/∂θ%d", i)
	}
}

func TestGradientsOfUnits(t *testing.T) {
	type unit interface {
		Forward(specs.Unit, specs.Sample) (a, beta, loss float64)
		Backward(a, beta float64, s specs.Sample) specs.UnitGradient
	}
	s := specs.Sample{X: -1.7, Y: []float64{1, -2, .5, 3, -.25, 1.5, -1}, Mu: .6}
	tests := []struct {
		name string
		why  string
		unit unit
		p    specs.Unit
	}{
		{"relu", "b outweighs wx", reference.PrecisionReLU{}, specs.Unit{W: .3, B: 1.1}},
		{"relu, w < 0", "wx outweighs b", reference.PrecisionReLU{}, specs.Unit{W: -.9, B: -.4}},
		{"softplus", "a > 0", reference.PrecisionSoftplus{}, specs.Unit{W: -1.2, B: .4}},
		{"softplus, a < 0", "where σ(a) is far from 1", reference.PrecisionSoftplus{}, specs.Unit{W: .8, B: -.5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			loss := func(theta []float64) float64 {
				_, _, loss := tt.unit.Forward(specs.Unit{W: theta[0], B: theta[1]}, s)
				return loss
			}
			a, beta, _ := tt.unit.Forward(tt.p, s)
			g := tt.unit.Backward(a, beta, s)
			agrees(t, loss, []float64{tt.p.W, tt.p.B}, []float64{g.W, g.B})
		})
	}
}

func TestGradientsOfXORTraining(t *testing.T) {
	network := func(theta []float64, d, m int) specs.Network {
		p := specs.Network{C: theta[d*m : d*m+m], V: theta[d*m+m : d*m+2*m], B: theta[d*m+2*m]}
		for j := range d {
			p.W = append(p.W, theta[j*m:j*m+m])
		}
		return p
	}
	// Every unit is on for some rows and off for others, at least 1/16 from 0.
	tests := []struct {
		name  string
		why   string
		X     [][]float64
		t     []float64
		d, m  int
		theta []float64 // W, c, V, b
	}{
		{name: "P1", why: "residuals and outputs of both signs", X: corners, t: xor, d: 2, m: 2,
			theta: []float64{.75, -.625, -.5, 1.25, .125, -.375, .875, -1.125, .25}},
		{name: "P3", why: "m ≠ d shows a transposed matrix", X: corners, t: xor, d: 2, m: 3,
			theta: []float64{1.25, -.625, -.5, -1.75, 1.5, -.75, -.375, .25, .625, 1.375, -.8125, .6875, -.4375}},
		{name: "five examples of three numbers", why: "nothing is tied to the corners of a square", d: 3, m: 2,
			X: [][]float64{{.5, -1, 2}, {1.5, .25, -.75}, {-2, 1, .125}, {.75, .75, -1.5}, {-.25, -.5, -1}}, t: []float64{.3, -1.2, 2, .7, -.1},
			theta: []float64{.5, -.75, 1.125, .625, -.25, 1.5, .375, -.875, 1.25, -.5, .4375}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			loss := func(theta []float64) float64 {
				return reference.XORTraining{}.Loss(tt.X, tt.t, network(theta, tt.d, tt.m))
			}
			g := reference.XORTraining{}.Gradients(tt.X, tt.t, network(tt.theta, tt.d, tt.m))
			gradient := append(flat(g.W), g.C...)
			gradient = append(append(gradient, g.V...), g.B)
			agrees(t, loss, tt.theta, gradient)
		})
	}
}

// TestGradientsOfPrecisionSGD takes one step at rate 1 on one batch: the way
// gone is the gradient, the history is the loss.
func TestGradientsOfPrecisionSGD(t *testing.T) {
	x, y, mu := []float64{.5, -1, 2, .25}, []float64{1, -2, .7, 3}, .4
	opt := specs.SGD{Rate: 1, BatchSize: 4, Order: [][]int{{2, 0, 3, 1}}}
	fit := func(theta []float64) (specs.Unit, float64) {
		end, history := reference.PrecisionSGD{}.Fit(specs.Unit{W: theta[0], B: theta[1]}, x, y, mu, opt)
		return end, history[0]
	}
	theta := []float64{.8, -.3}
	end, _ := fit(theta)
	agrees(t, func(theta []float64) float64 { _, loss := fit(theta); return loss },
		theta, []float64{theta[0] - end.W, theta[1] - end.B})
}

func TestGradientsOfTwoPrecisions(t *testing.T) {
	s := specs.VectorSample{X: []float64{-1.7, .8}, Y: [][]float64{{1, .25}, {-2, 1}, {.5, -.75}}, Mu: []float64{.6, -.3}}
	layer := func(theta []float64) specs.Layer {
		return specs.Layer{W: [][]float64{theta[0:2], theta[2:4]}, B: theta[4:6]}
	}
	loss := func(theta []float64) float64 {
		_, _, loss := reference.TwoPrecisions{}.Forward(layer(theta), s)
		return loss
	}
	theta := []float64{.3, -.2, .1, .4, .05, -.1}
	a, beta, _ := reference.TwoPrecisions{}.Forward(layer(theta), s)
	g := reference.TwoPrecisions{}.Backward(a, beta, s)
	agrees(t, loss, theta, append(flat(g.W), g.B...))
}

func TestGradientsOfMixtureMeans(t *testing.T) {
	x, y := []float64{.5, -1, 2, .25}, []float64{1, -2, .7, 3}
	heads := func(theta []float64) specs.Heads { return specs.Heads{W: theta[:3], B: theta[3:]} }
	loss := func(theta []float64) float64 {
		_, _, loss := reference.MixtureMeans{}.Forward(heads(theta), x, y)
		return loss
	}
	theta := []float64{.7, -.4, 1.1, -1, .3, .9}
	mu, r, _ := reference.MixtureMeans{}.Forward(heads(theta), x, y)
	g := reference.MixtureMeans{}.Backward(mu, r, x, y)
	agrees(t, loss, theta, append(g.W, g.B...))
}
