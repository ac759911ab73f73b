package checks

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// A picture is made of what a check asks anyway. It shows published questions
// only, so that every student may see it.

// view says how the trace of a descent is shown: some quantities, each of the
// parameters at one step.
type view struct {
	kind  grader.Picture
	given []float64
	lines []quantity
}

type quantity struct {
	name string
	of   func(at []float64) float64
}

// show keeps a trace of the right form, with the key's where there is one.
func (d descent) show(t *tally, trace [][]float64) {
	if d.view == nil || !d.formed(trace) {
		return
	}
	var right [][]float64
	if d.key != nil {
		right = d.key()
	}
	steps := grader.Thinned(len(trace))
	s := grader.Series{Kind: d.view.kind, Of: d.question, Given: grader.NumbersOf(d.view.given...),
		X: grader.Over(steps, func(step int) float64 { return float64(step) })}
	for _, q := range d.view.lines {
		line := grader.Line{Name: q.name, Got: grader.Over(steps, func(step int) float64 { return q.of(trace[step]) })}
		if d.formed(right) {
			line.Want = grader.Over(steps, func(step int) float64 { return q.of(right[step]) })
		}
		s.Lines = append(s.Lines, line)
	}
	t.series = append(t.series, s)
}

// formed reports whether a trace has as many steps and parameters as were asked
// for.
func (d descent) formed(trace [][]float64) bool {
	return len(trace) == d.steps+1 && !slices.ContainsFunc(trace, func(at []float64) bool { return len(at) != len(d.start) })
}

// unitView shows w and b, of which a picture makes β and the path.
func unitView(kind grader.Picture, s specs.Sample) *view {
	return &view{kind: kind, given: []float64{s.X, meanSquare(s)}, lines: []quantity{
		{"w", func(at []float64) float64 { return at[0] }},
		{"b", func(at []float64) float64 { return at[1] }},
	}}
}

// layerView shows a of both units.
func layerView(s specs.VectorSample) *view {
	a := func(k int) func([]float64) float64 {
		return func(at []float64) float64 { return times(layerOf(at).W, s.X)[k] + layerOf(at).B[k] }
	}
	return &view{kind: grader.PicturePrecisions, given: meanSquares(s), lines: []quantity{{"a[0]", a(0)}, {"a[1]", a(1)}}}
}

// headsView shows the three means under x = 1.
func headsView(best []float64) *view {
	mean := func(k int) func([]float64) float64 {
		return func(at []float64) float64 { return at[k] + at[3+k] }
	}
	return &view{kind: grader.PictureMeans, given: best, lines: []quantity{{"μ[0]", mean(0)}, {"μ[1]", mean(1)}, {"μ[2]", mean(2)}}}
}

// networkView shows the loss on the four corners.
func networkView(t []float64, start specs.Network) *view {
	return &view{kind: grader.PictureLoss, lines: []quantity{{"J", func(at []float64) float64 { return squaredError(networkOf(at, start), t) }}}}
}

// squaredError is the mean squared error of a network on the four corners.
func squaredError(n specs.Network, t []float64) float64 {
	sum := 0.0
	for i, x := range corners() {
		off := n.B - t[i]
		for k := range n.V {
			z := n.C[k]
			for j := range x {
				z += float64(x[j] * n.W[j][k])
			}
			off += float64(max(z, 0) * n.V[k])
		}
		sum += float64(off * off)
	}
	return sum / float64(len(t))
}

// unitGrid are the points at which a hidden unit is looked at, beside the published
// ones near 0: few, since each is a question.
func unitGrid() []float64 { return []float64{-5, -3, -1.5, 0, 1.5, 3, 5} }

// show adds what a unit answers over a range of z. asked is what it has answered
// to published questions; what it does now is not held against it.
func (u hiddenUnit) show(v *grader.Verdict, p *grader.Pass, asked map[float64]unitPoint) {
	answer := u.of(p.Answer.Activations)
	quietly(func() bool {
		for _, z := range unitGrid() {
			if _, ok := asked[z]; !ok {
				value, derivative := answer(z)
				asked[z] = unitPoint{z, value, derivative}
			}
		}
		return true
	})
	var at, got, slopes, want, wantSlopes []float64
	for z := range asked {
		if math.Abs(z) <= 6 {
			at = append(at, z)
		}
	}
	slices.Sort(at)
	for _, z := range at {
		got, slopes = append(got, asked[z].value), append(slopes, asked[z].derivative)
		if key := p.Key.Activations; key != nil {
			value, derivative := u.of(key)(z)
			if z == 0 && u.rightAtZero(asked[z].derivative) {
				derivative = asked[z].derivative
			}
			want, wantSlopes = append(want, value), append(wantSlopes, derivative)
		}
	}
	v.Series = append(v.Series, grader.Series{Kind: grader.PictureUnit, Of: u.name, X: grader.NumbersOf(at...), Lines: []grader.Line{
		{Name: "value", Got: grader.NumbersOf(got...), Want: grader.NumbersOf(want...)},
		{Name: "derivative", Got: grader.NumbersOf(slopes...), Want: grader.NumbersOf(wantSlopes...)},
	}})
}

// showHistory keeps a history of losses of the length that was asked for.
func (t *tally) showHistory(question string, history, right []float64, epochs int) {
	if len(history) != epochs {
		return
	}
	kept := grader.Thinned(epochs)
	line := grader.Line{Name: "L", Got: grader.Over(kept, func(e int) float64 { return history[e] })}
	if len(right) == epochs {
		line.Want = grader.Over(kept, func(e int) float64 { return right[e] })
	}
	t.series = append(t.series, grader.Series{Kind: grader.PictureHistory, Of: question,
		X: grader.Over(kept, func(e int) float64 { return float64(e + 1) }), Lines: []grader.Line{line}})
}
