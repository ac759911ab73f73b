package checks

import (
	"context"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

func xorNetwork() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDXORNetwork, Name: "xor-network/course", Points: 2_000, Run: networkCourse,
			Doc: "Forward on the course's network gives h = [[1 0] [1 0] [0 0] [2 1]] and ŷ = (1, 1, 0, 0) exactly; " +
				"with other output weights the same hidden layer computes AND, OR and NAND."},
		{Exercise: specs.IDXORNetwork, Name: "xor-network/hidden", Points: 3_000, Run: networkHidden,
			Doc: "h = max(0, XW + c) where W is not symmetric, the inputs are not 0 and 1, and there are two or three hidden units. Judged to rounding."},
		{Exercise: specs.IDXORNetwork, Name: "xor-network/output", Points: 3_000, Run: networkOutput,
			Doc: "ŷ = hV + b at the same points, with outputs of both signs. Judged given your own h."},
	}
}

func networkCourse(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	X := [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}
	h := [][]float64{{1, 0}, {1, 0}, {0, 0}, {2, 1}}
	var t tally
	for _, head := range []struct {
		name string
		V    []float64
		b    float64
		yhat []float64
	}{
		{"XOR: V = (1, −2), b = 0", []float64{1, -2}, 0, []float64{1, 1, 0, 0}},
		{"AND: V = (0, 1), b = 0", []float64{0, 1}, 0, []float64{0, 0, 0, 1}},
		{"OR: V = (1, −1), b = 0", []float64{1, -1}, 0, []float64{1, 1, 0, 1}},
		{"NAND: V = (0, −1), b = 1", []float64{0, -1}, 1, []float64{1, 1, 1, 0}},
	} {
		t.run("Forward, W = [[1 1] [1 1]], c = (0, −1), "+head.name, func(c *comparison) {
			gotH, gotY := p.Answer.XORNetwork.Forward(X, specs.Network{W: [][]float64{{1, 1}, {1, 1}}, C: []float64{0, -1}, V: head.V, B: head.b})
			c.matrix("h", gotH, h, exactly())
			c.vector("ŷ", gotY, head.yhat, exactly())
		})
	}
	return t.all(), nil
}

// networkCase is a question to a network and its right answer.
type networkCase struct {
	name string
	X    [][]float64
	net  specs.Network
	h    [][]float64

	drawn bool
}

// networkP1 and networkP3 are the published points for forward passes and
// gradients, with two and three hidden units: parameters distinct and dyadic,
// each unit active on some example and inactive on another, no z near 0,
// outputs and residuals of both signs.
func networkP1() specs.Network {
	return specs.Network{W: [][]float64{{0.75, -0.625}, {-0.5, 1.25}}, C: []float64{0.125, -0.375}, V: []float64{0.875, -1.125}, B: 0.25}
}

func networkP3() specs.Network {
	return specs.Network{
		W: [][]float64{{1.25, -0.625, -0.5}, {-1.75, 1.5, -0.75}}, C: []float64{-0.375, 0.25, 0.625},
		V: []float64{1.375, -0.8125, 0.6875}, B: -0.4375,
	}
}

func networkCases(p *grader.Pass) []networkCase {
	X := [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}, {0.5, -1.25}, {-2, 0.75}}
	cases := []networkCase{
		{"two hidden units (P1)", X, networkP1(), [][]float64{{0.875, 0}, {0, 0.875}, {0.125, 0}, {0.375, 0.25}, {1.125, 0}, {0, 1.8125}}, false},
		{"three hidden units (P3)", X, networkP3(),
			[][]float64{{0.875, 0, 0.125}, {0, 1.75, 0}, {0, 0.25, 0.625}, {0, 1.125, 0}, {2.4375, 0, 1.3125}, {0, 2.625, 1.0625}}, false},
	}
	if key := p.Key.XORNetwork; key != nil {
		d := networkCase{name: "drawn, 3 inputs and 4 hidden units", drawn: true, X: drawMatrix(p.Rand, 5, 3, 0.2, 2), net: drawNetwork(p.Rand, 3, 4)}
		d.h, _ = key.Forward(d.X, d.net)
		cases = append(cases, d)
	}
	return cases
}

func networkHidden(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	for _, n := range networkCases(p) {
		t.run("Forward, "+n.name, func(c *comparison) {
			c.drawn = drawn(n.drawn, "Forward, "+n.name)
			h, _ := p.Answer.XORNetwork.Forward(n.X, n.net)
			c.matrix("h", h, n.h, rounding(64, 10))
		})
	}
	return t.all(), nil
}

func networkOutput(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	for _, n := range networkCases(p) {
		t.run("Forward, "+n.name, func(c *comparison) {
			c.drawn = drawn(n.drawn, "Forward, "+n.name)
			h, yhat := p.Answer.XORNetwork.Forward(n.X, n.net)
			if !sameShape(h, n.h) || !nonzero(h) {
				h = n.h // there is nothing to build on
			}
			want := times(h, n.net.V)
			for i := range want {
				want[i] += n.net.B
			}
			c.vector("ŷ", yhat, want, rounding(64, 1+sizeOf(n.h, n.net.V)))
		})
	}
	return t.all(), nil
}

// drawNetwork draws a network of d inputs and m hidden units.
func drawNetwork(r *rand.Rand, d, m int) specs.Network {
	return specs.Network{W: drawMatrix(r, d, m, 0.3, 1.5), C: eithers(r, m, 0.1, 0.6), V: eithers(r, m, 0.4, 1.5), B: either(r, 0.2, 0.6)}
}
