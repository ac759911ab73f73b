package reference_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestTwoPrecisionsValues(t *testing.T) {
	var units reference.TwoPrecisions
	p := specs.Layer{W: [][]float64{{.3, -.2}, {.1, .4}}, B: []float64{.05, -.1}}
	s := specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{1.5, -.5}}, Mu: []float64{0, 0}}
	const tol = 1e-13 // of the exercises' 2.2, as printed
	a, beta, loss := units.Forward(p, s)
	relative(t, tol, a, []float64{-.05, .8}, "a")
	relative(t, tol, beta, []float64{0.668459648013286, 1.17110066594778}, "β")
	relative(t, tol, []float64{loss}, []float64{2.04164457404615}, "loss")
	g := units.Backward(a, beta, s)
	relative(t, tol, g.Beta, []float64{-1/0.668459648013286 + 2.25, -1/1.17110066594778 + .25}, "∂L/∂β")
	relative(t, tol, g.A, []float64{0.367588364392504, -0.416673904927565}, "∂L/∂a")
	relative(t, tol, flat(g.W), []float64{0.367588364392504, 0.735176728785007, -0.416673904927565, -0.83334780985513}, "∂L/∂W")
	relative(t, tol, g.B, g.A, "∂L/∂b")
}

// TestTwoPrecisionsMean wants the mean over the examples about μ, coordinate by
// coordinate.
func TestTwoPrecisionsMean(t *testing.T) {
	p := specs.Layer{W: [][]float64{{.3, -.2}, {.1, .4}}, B: []float64{.05, -.1}}
	s := specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{2, 0}, {0, -2}, {1, 5}}, Mu: []float64{1, 2}}
	a, beta, loss := reference.TwoPrecisions{}.Forward(p, s) // S = (2/3, 29/3)
	want := -math.Log(beta[0]) + beta[0]*2/3 - math.Log(beta[1]) + beta[1]*29/3
	assert.InDelta(t, want, loss, 1e-13)
	g := reference.TwoPrecisions{}.Backward(a, beta, s)
	relative(t, 1e-13, g.Beta, []float64{-1/beta[0] + 2./3, -1/beta[1] + 29./3})
}

// TestTwoPrecisionsTrace reproduces the pinned case of exercises 2.2.
func TestTwoPrecisionsTrace(t *testing.T) {
	start := specs.Layer{W: [][]float64{{.01, .01}, {.01, .01}}, B: []float64{0, 0}}
	s := specs.VectorSample{X: []float64{1, 1}, Y: [][]float64{{math.Sqrt(10), math.Sqrt(.2)}}, Mu: []float64{0, 0}}
	trace := reference.TwoPrecisions{}.Descend(start, s, .1, 2000)
	require.Len(t, trace, 2001)
	for _, row := range []struct {
		step int
		want []float64 // W₁ⱼ, b₁, β₁, W₂ⱼ, b₂, β₂, L
	}{
		{0, []float64{0.01, 0, 0.703197179727, 0.01, 0, 0.703197179727, 7.87684711971}},
		{1, []float64{-0.423185007015, -0.433185007015, 0.245422364237, 0.0717148296578, 0.0617148296578, 0.800970759113, 4.2411232493}},
		{10, []float64{-0.735852267608, -0.745852267608, 0.103345795513, 0.478655260543, 0.468655260543, 1.64129995633, 3.13590403795}},
		{100, []float64{-0.747389487015, -0.757389487015, 0.1, 1.42182629832, 1.41182629832, 4.26956550649, 2.70498612715}},
		{1000, []float64{-0.747389487015, -0.757389487015, 0.1, 1.6677416846, 1.6577416846, 4.9999858989, 2.69314718056}},
		{2000, []float64{-0.747389487015, -0.757389487015, 0.1, 1.66774641682, 1.65774641682, 4.99999999991, 2.69314718056}},
	} {
		p := trace[row.step]
		_, beta, loss := reference.TwoPrecisions{}.Forward(p, s)
		got := []float64{p.W[0][0], p.B[0], beta[0], p.W[1][0], p.B[1], beta[1], loss}
		relative(t, 1e-11, got, row.want, "step ", row.step)
		assert.Equal(t, p.W[0][0], p.W[0][1], "equal inputs move equally")
	}
}

func TestTwoPrecisionsArrives(t *testing.T) {
	start := specs.Layer{W: [][]float64{{.01, .01}, {.01, .01}}, B: []float64{0, 0}}
	s := specs.VectorSample{X: []float64{1, 1}, Y: [][]float64{{math.Sqrt(10), math.Sqrt(.2)}}, Mu: []float64{0, 0}}
	for _, tt := range []struct {
		rate  float64
		steps int // −1: never
	}{{.1, 1668}, {.5, 325}, {.7, 229}, {.74, -1}} {
		steps := -1
		for i, p := range (reference.TwoPrecisions{}).Descend(start, s, tt.rate, 5000) {
			_, beta, _ := reference.TwoPrecisions{}.Forward(p, s)
			if math.Abs(beta[0]*10-1) <= 1e-9 && math.Abs(beta[1]*.2-1) <= 1e-9 {
				steps = i
				break
			}
		}
		assert.Equal(t, tt.steps, steps, "exercises 2.2, rate %v", tt.rate)
	}
}

func TestTwoPrecisionsFarOut(t *testing.T) {
	var units reference.TwoPrecisions
	p := specs.Layer{W: [][]float64{{0, 0}, {0, 0}}, B: []float64{-800, 800}}
	s := specs.VectorSample{X: []float64{1, 2}, Y: [][]float64{{1, 1}}, Mu: []float64{0, 0}}
	a, beta, loss := units.Forward(p, s)
	assert.InEpsilon(t, 800+800-math.Log(800), loss, 1e-14)
	g := units.Backward(a, beta, s)
	relative(t, 1e-14, flat(g.W), []float64{-1, -2, 1 - 1./800, 2 - 2./800}, "finite where 1/β is not")
}
