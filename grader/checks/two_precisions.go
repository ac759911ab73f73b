package checks

import (
	"fmt"
	"math"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/specs"
)

func twoPrecisions() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDTwoPrecisions, Name: "two-precisions/forward", Points: 3_000, Run: verdict(twoForward),
			Doc: "a, β and L, a third each, where W is not symmetric, x ≠ (1, 1) and μ ≠ 0. Judged to rounding."},
		{Exercise: specs.IDTwoPrecisions, Name: "two-precisions/backward", Points: 4_000, Run: verdict(twoBackward),
			Doc: "∂L/∂β, ∂L/∂a, ∂L/∂W and ∂L/∂b, a quarter each, given the right a and β. A term that follows from your own term before it is right. " +
				"Judged to rounding, which a plain numerical derivative misses."},
		{Exercise: specs.IDTwoPrecisions, Name: "two-precisions/descend", Points: 3_000, Run: verdict(twoDescend),
			Doc: "Every step of the descent, each with slices of its own. Judged to 1e-9, given a right gradient, or else by your own."},
		{Exercise: specs.IDTwoPrecisions, Name: "two-precisions/converges", Points: 2_000, Run: verdict(twoConverges),
			Doc: "The descent comes to βₖ = 1/Sₖ, the optimum of the sample it is given, for S = (10, 0.2), as near as right steps come."},
	}
}

// layerPoint is a question to TwoPrecisions and its right answers.
type layerPoint struct {
	name     string
	drawn    bool
	layer    specs.Layer
	sample   specs.VectorSample
	a, beta  []float64
	loss     float64
	gradient specs.LayerGradient
}

func publishedLayer() specs.Layer {
	return specs.Layer{W: [][]float64{{0.3, -0.2}, {0.1, 0.4}}, B: []float64{0.05, -0.1}}
}

func publishedVectors() specs.VectorSample {
	return specs.VectorSample{X: []float64{1.5, -2}, Y: [][]float64{{1.5, -0.5}, {-0.75, 2}, {2, 0.25}}, Mu: []float64{0.5, -0.25}}
}

func twoPoints(p *grader.Pass) []layerPoint {
	points := []layerPoint{{
		name: "published", layer: publishedLayer(), sample: publishedVectors(),
		a: []float64{0.9, -0.75}, beta: []float64{1.2411538747320878, 0.38687100611489994}, loss: 3.417784027984871,
		gradient: specs.LayerGradient{
			Beta: []float64{0.7984647949178013, -0.7931742342898704}, A: []float64{0.5676681488103866, -0.25446718962543785},
			W: [][]float64{{0.85150222321558, -1.1353362976207733}, {-0.3817007844381568, 0.5089343792508757}}, B: []float64{0.5676681488103866, -0.25446718962543785},
		},
	}}
	key := p.Key.TwoPrecisions
	if key == nil {
		return again(points)
	}
	for i := range 3 {
		mu := eithers(p.Rand, 2, 0.4, 1.4)
		q := layerPoint{name: fmt.Sprintf("drawn %d", i+1), drawn: true, layer: specs.Layer{W: drawMatrix(p.Rand, 2, 2, 0.2, 1.2), B: eithers(p.Rand, 2, 0.1, 0.8)},
			sample: specs.VectorSample{X: []float64{notOne(p.Rand), notOne(p.Rand)}, Mu: mu}}
		first, second := observations(p.Rand, 7, mu[0]), observations(p.Rand, 7, mu[1])
		for j := range first {
			q.sample.Y = append(q.sample.Y, []float64{first[j], second[j]})
		}
		q.a, q.beta, q.loss = key.Forward(q.layer, q.sample)
		q.gradient = key.Backward(q.a, q.beta, q.sample)
		points = append(points, q)
	}
	return again(points)
}

// meanSquares returns S of each coordinate.
func meanSquares(s specs.VectorSample) []float64 {
	S := make([]float64, len(s.Mu))
	for k := range S {
		of := specs.Sample{Mu: s.Mu[k]}
		for _, y := range s.Y {
			of.Y = append(of.Y, y[k])
		}
		S[k] = meanSquare(of)
	}
	return S
}

// masked is the question without its numbers, if they are drawn.
func (q layerPoint) masked(call string) string { return drawn(q.drawn, call+", "+q.name) }

func (q layerPoint) question(call string) string {
	return fmt.Sprintf("%s, %s: W = %v, b = %s, x = %s, μ = %s, n = %d", call, q.name, q.layer.W, list(q.layer.B...), list(q.sample.X...), list(q.sample.Mu...), len(q.sample.Y))
}

func twoForward(p *grader.Pass) grader.Verdict {
	points := twoPoints(p)
	type values struct {
		a, beta []float64
		loss    float64
	}
	got := make([]values, len(points))
	for i, q := range points {
		got[i].a, got[i].beta, got[i].loss = p.Answer.TwoPrecisions.Forward(q.layer, q.sample)
	}
	var t tally
	t.stages("a", len(points), func(i int) stage {
		return stage{where: points[i].question("Forward"), drawn: points[i].masked("Forward"), got: row(got[i].a...), want: row(points[i].a...), tol: rounding(numeric.KappaBasic, 6)}
	})
	t.stages("β", len(points), func(i int) stage {
		return stage{where: points[i].question("Forward"), drawn: points[i].masked("Forward"), got: row(got[i].beta...), want: row(points[i].beta...), tol: rounding(numeric.KappaBasic, 6)}
	})
	t.stages("L", len(points), func(i int) stage {
		q, given := points[i], 0.0
		for k, S := range meanSquares(q.sample) {
			if k < len(got[i].beta) {
				given += got[i].beta[k]*S - math.Log(got[i].beta[k])
			}
		}
		return stage{where: q.question("Forward"), drawn: q.masked("Forward"), got: row(got[i].loss), want: row(q.loss), own: row(given), tol: rounding(numeric.KappaBasic, 1+q.size())}
	})
	return t.share()
}

func twoBackward(p *grader.Pass) grader.Verdict {
	points := twoPoints(p)
	got := make([]specs.LayerGradient, len(points))
	for i, q := range points {
		got[i] = p.Answer.TwoPrecisions.Backward(q.a, q.beta, q.sample)
	}
	var t tally
	term := func(name string, of func(specs.LayerGradient) [][]float64, own func(q layerPoint, g specs.LayerGradient) [][]float64) {
		t.stages(name, len(points), func(i int) stage {
			q := points[i]
			return stage{where: q.question("Backward"), drawn: q.masked("Backward"), got: of(got[i]), want: of(q.gradient), own: own(q, got[i]),
				given: slices.Concat(q.a, q.beta, q.sample.X, q.sample.Mu), tol: rounding(numeric.KappaBasic, 3*q.size())}
		})
	}
	term("∂L/∂β", func(g specs.LayerGradient) [][]float64 { return row(g.Beta...) },
		func(layerPoint, specs.LayerGradient) [][]float64 { return nil })
	term("∂L/∂a", func(g specs.LayerGradient) [][]float64 { return row(g.A...) },
		func(q layerPoint, g specs.LayerGradient) [][]float64 {
			own := make([]float64, min(len(g.Beta), len(q.a)))
			for k := range own {
				own[k] = g.Beta[k] / (1 + math.Exp(-q.a[k]))
			}
			return row(own...)
		})
	term("∂L/∂W", func(g specs.LayerGradient) [][]float64 { return g.W },
		func(q layerPoint, g specs.LayerGradient) [][]float64 {
			own := make([][]float64, len(g.A))
			for k := range own {
				own[k] = scaled(q.sample.X, g.A[k])
			}
			return own
		})
	term("∂L/∂b", func(g specs.LayerGradient) [][]float64 { return row(g.B...) },
		func(_ layerPoint, g specs.LayerGradient) [][]float64 { return row(g.A...) })
	v := t.share()
	name(&v, func() []diagnose.Fault {
		points := diagnose.LayerPoints()
		got := make([]specs.LayerGradient, len(points))
		for i, q := range points {
			got[i] = p.Answer.TwoPrecisions.Backward(q.A, q.Beta, q.Sample)
		}
		return diagnose.TwoPrecisions(points, got)
	})
	q := points[0]
	explainGradient(&v, "Forward", flatLayer(q.layer), flatLayer(specs.Layer{W: got[0].W, B: got[0].B}), flatLayer(specs.Layer{W: q.gradient.W, B: q.gradient.B}),
		func(at []float64) float64 {
			_, _, loss := p.Answer.TwoPrecisions.Forward(layerOf(at), q.sample)
			return loss
		})
	return v
}

// size sizes the terms of the loss and of the gradient.
func (q layerPoint) size() float64 {
	sum := 0.0
	for k, S := range meanSquares(q.sample) {
		sum += S + 1/q.beta[k] + q.beta[k]*S
	}
	return sum
}

// flatLayer lists the parameters of a layer: W row by row, then b.
func flatLayer(l specs.Layer) []float64 { return append(slices.Concat(l.W...), l.B...) }

// layerOf is the inverse of flatLayer for two units and two inputs.
func layerOf(flat []float64) specs.Layer {
	return specs.Layer{W: [][]float64{flat[:2], flat[2:4]}, B: flat[4:6]}
}

// layerDescent is a question to Descend.
type layerDescent struct {
	name   string
	start  specs.Layer
	sample specs.VectorSample
	rate   float64
	steps  int
	on     map[int]specs.Layer
}

// to puts the question.
func (d layerDescent) to(answer, key specs.TwoPrecisions, paid func() bool) descent {
	q := descent{
		question: fmt.Sprintf("Descend, %s: from W = %v, b = %s, x = %s, ε = %s, %d steps", d.name, d.start.W, list(d.start.B...), list(d.sample.X...), digits(d.rate), d.steps),
		paid:     paid,
		start:    flatLayer(d.start), rate: d.rate, steps: d.steps, on: published(d.on, flatLayer),
		ask: func() [][]float64 { return flattened(answer.Descend(d.start, d.sample, d.rate, d.steps), flatLayer) },
		own: func(at []float64) []float64 {
			a, beta, _ := answer.Forward(layerOf(at), d.sample)
			g := answer.Backward(a, beta, d.sample)
			return flatLayer(specs.Layer{W: g.W, B: g.B})
		},
	}
	if key != nil {
		q.key = func() [][]float64 { return flattened(key.Descend(d.start, d.sample, d.rate, d.steps), flatLayer) }
	}
	return q
}

// coursePrecisions is the pinned case of the sheet: x = (1, 1), S = (10, 0.2),
// which are the course's two values of σ².
func coursePrecisions() layerDescent {
	return layerDescent{name: "S = (10, 0.2)", start: specs.Layer{W: [][]float64{{0.01, 0.01}, {0.01, 0.01}}, B: []float64{0, 0}},
		sample: specs.VectorSample{X: []float64{1, 1}, Y: [][]float64{{math.Sqrt(10), -math.Sqrt(0.2)}}, Mu: []float64{0, 0}}}
}

func twoDescend(p *grader.Pass) grader.Verdict {
	course := coursePrecisions()
	course.rate, course.steps = 0.1, 100
	course.on = map[int]specs.Layer{
		1:   {W: [][]float64{{-0.423185007015, -0.423185007015}, {0.0717148296578, 0.0717148296578}}, B: []float64{-0.433185007015, 0.0617148296578}},
		10:  {W: [][]float64{{-0.735852267608, -0.735852267608}, {0.478655260543, 0.478655260543}}, B: []float64{-0.745852267608, 0.468655260543}},
		100: {W: [][]float64{{-0.747389487015, -0.747389487015}, {1.42182629832, 1.42182629832}}, B: []float64{-0.757389487015, 1.41182629832}},
	}
	generic := layerDescent{name: "published", start: publishedLayer(), sample: publishedVectors(), rate: 0.125, steps: 3, on: map[int]specs.Layer{
		1: {W: [][]float64{{0.1935622220980525, -0.05808296279740334}, {0.1477125980547696, 0.33638320259364054}}, B: []float64{-0.020958518601298325, -0.06819160129682027}}}}
	none := layerDescent{name: "no steps", start: publishedLayer(), sample: publishedVectors(), rate: 0.125}
	var t tally
	for _, d := range []layerDescent{course, generic, none} {
		q := d.to(p.Answer.TwoPrecisions, p.Key.TwoPrecisions, paidFor(p, twoBackward, twoForward))
		if d.name == course.name {
			q.view = layerView(d.sample)
		}
		q.judge(&t)
	}
	return t.all()
}

func twoConverges(p *grader.Pass) grader.Verdict {
	first, second := fourWith(10), fourWith(0.2)
	d := coursePrecisions()
	d.name, d.rate, d.steps = "S = (10, 0.2)", 0.5, 700
	d.sample = specs.VectorSample{X: []float64{1, 0.5}, Mu: []float64{first.Mu, second.Mu}}
	for i := range first.Y {
		d.sample.Y = append(d.sample.Y, []float64{first.Y[i], second.Y[i]})
	}
	var t tally
	d.to(p.Answer.TwoPrecisions, nil, paidFor(p, twoBackward, twoForward)).judgeEnd(&t, func(c *comparison, end []float64) {
		layer := layerOf(end)
		for k, S := range meanSquares(d.sample) {
			start, o := times(d.start.W, d.sample.X)[k]+d.start.B[k], softplusOptimum(S)
			tol := o.arrival(approach{start: start, norm2: square(d.sample.X) + 1, rate: d.rate, steps: d.steps, size: math.Abs(start)})
			c.number(fmt.Sprintf("a[%d] at the end, where β = 1/S", k), times(layer.W, d.sample.X)[k]+layer.B[k], o.a, tol)
		}
	})
	return t.all()
}
