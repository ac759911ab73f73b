package checks

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/specs"
)

func mixtureMeans() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDMixtureMeans, Name: "mixture-means/forward", Points: 3_000, Run: verdict(mixtureForward),
			Doc: "μ, r and L, a third each, on several examples with different x. Judged to rounding."},
		{Exercise: specs.IDMixtureMeans, Name: "mixture-means/far", Points: 1_000, Run: verdict(mixtureFar),
			Doc: "Forward where y is 60, 80 and 5000 away from every mean: r and L stay finite and right."},
		{Exercise: specs.IDMixtureMeans, Name: "mixture-means/backward", Points: 4_000, Run: verdict(mixtureBackward),
			Doc: "∂L/∂μ, ∂L/∂w and ∂L/∂b, a third each, given the right μ and r. A term that follows from your own ∂L/∂μ is right. " +
				"Judged to rounding, which a plain numerical derivative misses."},
		{Exercise: specs.IDMixtureMeans, Name: "mixture-means/descend", Points: 2_000, Run: verdict(mixtureDescend),
			Doc: "Every step of the descent, each with slices of its own. Judged to 1e-9, given a right gradient, or else by your own."},
		{Exercise: specs.IDMixtureMeans, Name: "mixture-means/converges", Points: 2_000, Run: verdict(mixtureConverges),
			Doc: "The descent finds the means of greatest likelihood of the sample it is given, in any order; equal heads stay equal. Judged to rounding, which is all that a right descent leaves."},
	}
}

// mixturePoint is a question to MixtureMeans and its right answers.
type mixturePoint struct {
	name     string
	drawn    bool
	heads    specs.Heads
	x, y     []float64
	mu, r    [][]float64
	loss     float64
	gradient specs.HeadsGradient
}

func publishedMixture() mixturePoint {
	return mixturePoint{
		name: "published", heads: specs.Heads{W: []float64{0.5, -1, 0.25}, B: []float64{-1, 0.5, 1.25}}, x: []float64{1.5, -0.5, 2, 0}, y: []float64{0.5, -1.25, 2, 1},
		mu: [][]float64{{-0.25, -1, 1.625}, {-1.25, 1, 1.125}, {0, -1.5, 1.75}, {-1, 0.5, 1.25}},
		r: [][]float64{{0.46867328807196357, 0.20157386941090757, 0.32975284251712883}, {0.8778499626882991, 0.06984131175979558, 0.052308725551905265},
			{0.12228104673182862, 0.0019764890370851692, 0.8757424642310861}, {0.0681081165492513, 0.44412070864402964, 0.4877711748067191}},
		loss: 1.6688080564902141,
		gradient: specs.HeadsGradient{
			Mu: [][]float64{{-0.08787624151349317, -0.07559020102909034, 0.09274298695794249}, {0, 0.03928573786488501, 0.031058305796443753},
				{-0.06114052336591431, -0.001729427907449523, -0.054733904014442884}, {-0.03405405827462565, -0.055515088580503705, 0.030485698425419944}},
			W: []float64{-0.2540954090020684, -0.13648702629097706, 0.014117519509806095}, B: []float64{-0.18307082315403314, -0.09354897965215855, 0.0995530871653633},
		},
	}
}

// oneExample is the sheet's, of which the mean is over one.
func oneExample() mixturePoint {
	return mixturePoint{
		name: "one example", heads: specs.Heads{W: []float64{-0.5, 0.25, 0.25}, B: []float64{0, -0.5, 0.5}}, x: []float64{2}, y: []float64{0.5},
		mu: row(-1, 0, 1), r: row(0.155362403496964, 0.422318798251518, 0.422318798251518), loss: 1.28055601781453,
		gradient: specs.HeadsGradient{
			Mu: row(-0.233043605245445, -0.211159399125759, 0.211159399125759),
			W:  []float64{-0.46608721049089, -0.422318798251518, 0.422318798251518}, B: []float64{-0.233043605245445, -0.211159399125759, 0.211159399125759},
		},
	}
}

func mixturePoints(p *grader.Pass) []mixturePoint {
	points := []mixturePoint{publishedMixture(), oneExample()}
	if key := p.Key.MixtureMeans; key != nil {
		q := mixturePoint{name: "drawn", drawn: true, heads: specs.Heads{W: eithers(p.Rand, 3, 0.3, 1.5), B: eithers(p.Rand, 3, 0.2, 2)}, x: eithers(p.Rand, 7, 0.3, 1.5), y: eithers(p.Rand, 7, 0.2, 3)}
		q.mu, q.r, q.loss = key.Forward(q.heads, q.x, q.y)
		q.gradient = key.Backward(q.mu, q.r, q.x, q.y)
		points = append(points, q)
	}
	return again(points)
}

// masked is the question without its numbers, if they are drawn.
func (q mixturePoint) masked(call string) string { return drawn(q.drawn, call+", "+q.name) }

func (q mixturePoint) question(call string) string {
	return fmt.Sprintf("%s, %s: w = %s, b = %s, x = %s, y = %s", call, q.name, list(q.heads.W...), list(q.heads.B...), list(q.x...), list(q.y...))
}

func mixtureForward(p *grader.Pass) grader.Verdict {
	points := mixturePoints(p)
	type values struct {
		mu, r [][]float64
		loss  float64
	}
	got := make([]values, len(points))
	for i, q := range points {
		got[i].mu, got[i].r, got[i].loss = p.Answer.MixtureMeans.Forward(q.heads, q.x, q.y)
	}
	var t tally
	part := func(name string, of func(values) [][]float64, want func(mixturePoint) [][]float64) {
		t.stages(name, len(points), func(i int) stage {
			return stage{where: points[i].question("Forward"), drawn: points[i].masked("Forward"), got: of(got[i]), want: want(points[i]), tol: mixtureRounding()}
		})
	}
	part("μ", func(v values) [][]float64 { return v.mu }, func(q mixturePoint) [][]float64 { return q.mu })
	part("r", func(v values) [][]float64 { return v.r }, func(q mixturePoint) [][]float64 { return q.r })
	part("L", func(v values) [][]float64 { return row(v.loss) }, func(q mixturePoint) [][]float64 { return row(q.loss) })
	v := t.share()
	name(&v, func() []diagnose.Fault {
		points := diagnose.MixturePoints()
		got := make([]diagnose.MixtureAnswer, len(points))
		for i, q := range points {
			got[i].Mu, got[i].R, got[i].Loss = p.Answer.MixtureMeans.Forward(q.Heads, q.X, q.Y)
		}
		return diagnose.MixtureForward(points, got)
	})
	return v
}

// mixtureRounding allows for terms of the size of (y − μ)² at these points.
func mixtureRounding() tolerance { return rounding(numeric.KappaBasic, 20) }

func mixtureFar(p *grader.Pass) grader.Verdict {
	heads := specs.Heads{W: []float64{1, 0, -1}, B: []float64{0, 1.5, 0.5}}
	var t tally
	t.run("Forward: w = (1, 0, -1), b = (0, 1.5, 0.5), x = (1, -2), y = (60, -80)", func(c *comparison) {
		_, r, loss := p.Answer.MixtureMeans.Forward(heads, []float64{1, -2}, []float64{60, -80})
		c.matrix("r", r, [][]float64{{0, 1, 0}, {1, 0, 0}}, tolerance{1e-12, "the nearest mean has all the responsibility"})
		c.number("L", loss, 2378.5800508218726, rounding(numeric.KappaStable, 2400))
	})
	t.run("Forward: w = (1, 0, -1), b = (0, 1.5, 0.5), x = (1, -2, -2, 1), y = (5000, -5000, 5000, -5000)", func(c *comparison) {
		_, r, loss := p.Answer.MixtureMeans.Forward(heads, []float64{1, -2, -2, 1}, []float64{5000, -5000, 5000, -5000})
		c.matrix("r", r, [][]float64{{0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {0, 0, 1}}, tolerance{1e-12, "the nearest mean has all the responsibility"})
		c.number("L", loss, 12491878.611300822, rounding(numeric.KappaStable, 1.3e7))
	})
	return t.all()
}

func mixtureBackward(p *grader.Pass) grader.Verdict {
	points := mixturePoints(p)
	got := make([]specs.HeadsGradient, len(points))
	for i, q := range points {
		got[i] = p.Answer.MixtureMeans.Backward(q.mu, q.r, q.x, q.y)
	}
	var t tally
	term := func(name string, of func(specs.HeadsGradient) [][]float64, own func(q mixturePoint, g specs.HeadsGradient) [][]float64) {
		t.stages(name, len(points), func(i int) stage {
			q := points[i]
			return stage{where: q.question("Backward"), drawn: q.masked("Backward"), got: of(got[i]), want: of(q.gradient), own: own(q, got[i]), tol: mixtureRounding()}
		})
	}
	term("∂L/∂μ", func(g specs.HeadsGradient) [][]float64 { return g.Mu },
		func(mixturePoint, specs.HeadsGradient) [][]float64 { return nil })
	term("∂L/∂w", func(g specs.HeadsGradient) [][]float64 { return row(g.W...) },
		func(q mixturePoint, g specs.HeadsGradient) [][]float64 { return columnSums(g.Mu, q.x) })
	term("∂L/∂b", func(g specs.HeadsGradient) [][]float64 { return row(g.B...) },
		func(q mixturePoint, g specs.HeadsGradient) [][]float64 {
			return columnSums(g.Mu, slices.Repeat([]float64{1}, len(q.x)))
		})
	v := t.share()
	name(&v, func() []diagnose.Fault {
		points := diagnose.HeadsPoints()
		got := make([]specs.HeadsGradient, len(points))
		for i, q := range points {
			got[i] = p.Answer.MixtureMeans.Backward(q.Mu, q.R, q.X, q.Y)
		}
		return diagnose.MixtureMeans(points, got)
	})
	q := points[0]
	explainGradient(&v, "Forward", flatHeads(q.heads), slices.Concat(got[0].W, got[0].B), slices.Concat(q.gradient.W, q.gradient.B),
		func(at []float64) float64 {
			_, _, loss := p.Answer.MixtureMeans.Forward(headsOf(at), q.x, q.y)
			return loss
		})
	return v
}

// columnSums returns Σᵢ mᵢₖ·factorᵢ for each column, or nil if m has not a row of
// equal length for each factor.
func columnSums(m [][]float64, factor []float64) [][]float64 {
	if len(m) != len(factor) {
		return nil
	}
	sums := make([]float64, len(m[0]))
	for i := range m {
		if len(m[i]) != len(sums) {
			return nil
		}
		for k := range sums {
			sums[k] += float64(m[i][k] * factor[i])
		}
	}
	return row(sums...)
}

// flatHeads lists the parameters of three heads: w, then b.
func flatHeads(h specs.Heads) []float64 { return slices.Concat(h.W, h.B) }

// headsOf is its inverse.
func headsOf(flat []float64) specs.Heads { return specs.Heads{W: flat[:3], B: flat[3:]} }

// headsDescent is a question to Descend.
type headsDescent struct {
	name  string
	drawn bool
	start specs.Heads
	x, y  []float64
	rate  float64
	steps int
	on    map[int]specs.Heads
}

// to puts the question.
func (d headsDescent) to(answer, key specs.MixtureMeans, paid func() bool) descent {
	q := descent{
		question: fmt.Sprintf("Descend, %s: from w = %s, b = %s, n = %d, ε = %s, %d steps", d.name, list(d.start.W...), list(d.start.B...), len(d.x), digits(d.rate), d.steps),
		drawn:    drawn(d.drawn, "Descend, "+d.name),
		paid:     paid,
		start:    flatHeads(d.start), rate: d.rate, steps: d.steps, on: published(d.on, flatHeads),
		ask: func() [][]float64 { return flattened(answer.Descend(d.start, d.x, d.y, d.rate, d.steps), flatHeads) },
		own: func(at []float64) []float64 {
			mu, r, _ := answer.Forward(headsOf(at), d.x, d.y)
			g := answer.Backward(mu, r, d.x, d.y)
			return slices.Concat(g.W, g.B)
		},
	}
	if key != nil {
		q.key = func() [][]float64 { return flattened(key.Descend(d.start, d.x, d.y, d.rate, d.steps), flatHeads) }
	}
	return q
}

// courseMixture is the pinned case of the sheet: 100 quantiles of a standard
// normal about each of −4, 1 and 6, which are spaced unequally so that no
// symmetry hides anything.
func courseMixture() headsDescent {
	d := headsDescent{name: "quantiles about −4, 1 and 6", start: specs.Heads{W: []float64{-1, 0, 1}, B: []float64{0, 0, 0}}}
	for _, mean := range []float64{-4, 1, 6} {
		for i := range 100 {
			d.x = append(d.x, 1)
			d.y = append(d.y, mean+distuv.UnitNormal.Quantile((float64(i)+0.5)/100))
		}
	}
	return d
}

// mixturePaid tells whether the gradient is wrong, which has checks of its own.
func mixturePaid(p *grader.Pass) func() bool {
	return paidFor(p, mixtureBackward, mixtureForward, mixtureFar)
}

func mixtureDescend(p *grader.Pass) grader.Verdict {
	q := publishedMixture()
	descents := []headsDescent{
		{name: "published", start: q.heads, x: q.x, y: q.y, rate: 0.25, steps: 10, on: map[int]specs.Heads{
			1: {W: []float64{0.563523852250517, -0.9658782434272557, 0.24647062012254847}, B: []float64{-0.9542322942114917, 0.5233872449130397, 1.2251117282086592}}}},
		{name: "no steps", start: q.heads, x: q.x, y: q.y, rate: 0.25},
	}
	if p.Key.MixtureMeans != nil {
		descents = append(descents, headsDescent{name: "drawn", drawn: true, start: specs.Heads{W: eithers(p.Rand, 3, 0.3, 1), B: eithers(p.Rand, 3, 0.2, 2)},
			x: eithers(p.Rand, 7, 0.3, 1.5), y: eithers(p.Rand, 7, 0.2, 3), rate: 0.25, steps: 5})
	}
	var t tally
	for _, d := range descents {
		d.to(p.Answer.MixtureMeans, p.Key.MixtureMeans, mixturePaid(p)).judge(&t)
	}
	return t.all()
}

// settled is for means that more steps would not change. About the optimum the
// likelihood of these samples bends by a third in every mean, which makes three
// times its rounding of the rounding of a gradient with terms of up to 6.
func settled() tolerance {
	return tolerance{rounding(numeric.KappaBasic, 6).abs * 3, "after so many right steps only rounding is left"}
}

func mixtureConverges(p *grader.Pass) grader.Verdict {
	d := courseMixture()
	d.rate, d.steps = 1, 60
	best := []float64{-3.9973945657615, 1, 5.9973945657615}
	q := d.to(p.Answer.MixtureMeans, p.Key.MixtureMeans, mixturePaid(p))
	q.view = headsView(best)
	var t tally
	q.judgeEnd(&t, func(c *comparison, end []float64) {
		means := []float64{end[0] + end[3], end[1] + end[4], end[2] + end[5]}
		slices.Sort(means)
		c.vector("the means in order", means, best, settled())
	})
	equal := headsDescent{name: "equal heads", start: specs.Heads{W: []float64{0.5, 0.5, 0.5}, B: []float64{0, 0, 0}},
		x: []float64{1, 1, 1, 1, 1}, y: []float64{-3, -1, 0.5, 4, 2}, rate: 0.5, steps: 60}
	equal.to(p.Answer.MixtureMeans, nil, mixturePaid(p)).judgeEnd(&t, func(c *comparison, end []float64) {
		for k := range 3 {
			c.number(fmt.Sprintf("mean %d, which equals the others", k), end[k]+end[k+3], 0.5, settled())
		}
	})
	return t.all()
}
