package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// These are the edges that package specs promises of every exercise: no
// examples, no steps, arguments left as they were, results of their own.

func TestNoExamples(t *testing.T) {
	nan := func(loss float64, what string) {
		assert.True(t, math.IsNaN(loss), "%s: got %v, want NaN", what, loss)
	}

	h, yhat := reference.XORNetwork{}.Forward(nil, near())
	assert.Empty(t, h)
	assert.Empty(t, yhat)
	nan(reference.XORTraining{}.Loss(nil, nil, near()), "loss of XORTraining")
	assert.Len(t, reference.XORTraining{}.Train(nil, nil, near(), .1, 2), 3)

	none := specs.Sample{X: 1}
	a, beta, loss := reference.PrecisionReLU{}.Forward(specs.Unit{W: 1}, none)
	nan(loss, "loss of PrecisionReLU")
	nan(reference.PrecisionReLU{}.Backward(a, beta, none).W, "∂L/∂w of PrecisionReLU")
	a, beta, loss = reference.PrecisionSoftplus{}.Forward(specs.Unit{W: 1}, none)
	nan(loss, "loss of PrecisionSoftplus")
	nan(reference.PrecisionSoftplus{}.Backward(a, beta, none).W, "∂L/∂w of PrecisionSoftplus")
	nan(reference.PrecisionLandscape{}.Curve(1, []float64{1}, none)[0], "curve")
	nan(reference.PrecisionLandscape{}.Surface([]float64{1}, []float64{1}, none)[0][0], "surface")

	_, history := reference.PrecisionSGD{}.Fit(specs.Unit{W: 1}, nil, nil, 0, specs.SGD{BatchSize: 1, Order: [][]int{{}}})
	require.Len(t, history, 1)
	nan(history[0], "loss of an epoch of PrecisionSGD")

	_, _, loss = reference.TwoPrecisions{}.Forward(square2(), specs.VectorSample{X: []float64{1, 1}, Mu: []float64{0, 0}})
	nan(loss, "loss of TwoPrecisions")
	assert.Len(t, reference.TwoPrecisions{}.Descend(square2(), specs.VectorSample{X: []float64{1, 1}, Mu: []float64{0, 0}}, .1, 2), 3)

	_, _, loss = reference.MixtureMeans{}.Forward(three(), nil, nil)
	nan(loss, "loss of MixtureMeans")
	assert.Len(t, reference.MixtureMeans{}.Descend(three(), nil, nil, .1, 2), 3)
}

func square2() specs.Layer {
	return specs.Layer{W: [][]float64{{.1, .2}, {.3, .4}}, B: []float64{.5, .6}}
}

func three() specs.Heads {
	return specs.Heads{W: []float64{-1, 0, 1}, B: []float64{.1, .2, .3}}
}

func TestNoSteps(t *testing.T) {
	vectors := specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{1, 2}}, Mu: []float64{0, 0}}
	start := specs.Unit{W: .3, B: .1}
	assert.Equal(t, []specs.Unit{start}, reference.PrecisionReLU{}.Descend(start, plain(), .1, 0))
	assert.Equal(t, []specs.Unit{start}, reference.PrecisionSoftplus{}.Descend(start, plain(), .1, 0))
	assert.Equal(t, []specs.Network{near()}, reference.XORTraining{}.Train(corners, xor, near(), .1, 0))
	assert.Equal(t, []specs.Layer{square2()}, reference.TwoPrecisions{}.Descend(square2(), vectors, .1, 0))
	assert.Equal(t, []specs.Heads{three()}, reference.MixtureMeans{}.Descend(three(), []float64{1}, []float64{2}, .1, 0))

	end, history := reference.PrecisionSGD{}.Fit(start, []float64{1}, []float64{2}, 0, specs.SGD{Rate: .1, BatchSize: 1})
	assert.Equal(t, start, end, "no epochs")
	assert.Equal(t, []float64{}, history, "no epochs")
}

// TestOwnership writes into every slice of a trace and of the start, one after
// the other: none may be seen through another.
func TestOwnership(t *testing.T) {
	network, layer, heads := near(), square2(), three()
	vectors := specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{1, 2}}, Mu: []float64{0, 0}}
	var slices [][]float64
	for _, p := range append(reference.XORTraining{}.Train(corners, xor, network, .1, 3), network) {
		slices = append(append(slices, p.W...), p.C, p.V)
	}
	for _, p := range append(reference.TwoPrecisions{}.Descend(layer, vectors, .1, 3), layer) {
		slices = append(append(slices, p.W...), p.B)
	}
	for _, p := range append(reference.MixtureMeans{}.Descend(heads, []float64{1}, []float64{2}, .1, 3), heads) {
		slices = append(slices, p.W, p.B)
	}
	g := reference.TwoPrecisions{}.Backward([]float64{1, 2}, []float64{1, 2}, vectors)
	slices = append(append(slices, g.W...), g.Beta, g.A, g.B)
	long, short := []float64{3, 4}, []float64{.3, .4}
	slices = append(slices, long, short, reference.PrecisionSGD{}.Clip(long, 1), reference.PrecisionSGD{}.Clip(short, 1))

	const mark = 12345
	for i, s := range slices {
		kept := s[0]
		s[0] = mark
		for j, other := range slices {
			assert.True(t, (other[0] == mark) == (i == j), "slices %d and %d are the same", i, j)
		}
		s[0] = kept
	}
}

// TestArgumentsStay calls every method that is lent slices and compares them
// with what they were.
func TestArgumentsStay(t *testing.T) {
	type lent struct {
		X       [][]float64
		t, x, y []float64
		order   [][]int
		network specs.Network
		sample  specs.Sample
		vectors specs.VectorSample
		layer   specs.Layer
		heads   specs.Heads
	}
	lend := func() lent {
		return lent{
			X: [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}, {2, -1}}, t: []float64{1, 1, 0, 0, 3}, x: []float64{1, 2, 3}, y: []float64{3, -1, 2},
			order: [][]int{{2, 0, 1}, {0, 2, 1}}, network: near(), sample: plain(), layer: square2(), heads: three(),
			vectors: specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{1, 2}, {3, 4}}, Mu: []float64{.1, .2}},
		}
	}
	l := lend()
	key := reference.Solution()

	theta, err := key.XORLinear.Fit(l.X, l.t)
	require.NoError(t, err)
	key.XORLinear.Predict(l.X, theta)
	key.XORNetwork.Forward(l.X, l.network)
	key.XORTraining.Gradients(l.X, l.t, l.network)
	key.XORTraining.Train(l.X, l.t, l.network, .1, 3)
	key.PrecisionSGD.Clip(l.x, .1)
	key.PrecisionSGD.Fit(specs.Unit{W: 1}, l.x, l.y, .5, specs.SGD{Rate: .1, ClipNorm: .1, BatchSize: 2, Order: l.order})
	key.PrecisionSGD.Predict(specs.Unit{W: 1}, l.x)
	key.PrecisionReLU.Descend(specs.Unit{W: 1}, l.sample, .1, 3)
	key.PrecisionLandscape.Curve(.5, l.x, l.sample)
	key.PrecisionLandscape.Surface(l.x, l.y, l.sample)
	key.PrecisionSoftplus.Descend(specs.Unit{W: 1}, l.sample, .1, 3)
	key.TwoPrecisions.Backward(l.x[:2], l.y[:2], l.vectors)
	key.TwoPrecisions.Descend(l.layer, l.vectors, .1, 3)
	key.MixtureMeans.Backward(l.X, l.X, l.t, l.t)
	key.MixtureMeans.Descend(l.heads, l.x, l.y, .1, 3)

	assert.Equal(t, lend(), l)
}
