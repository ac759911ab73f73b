package checks

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/specs"
)

// precisionNet is what the rectified and the softplus unit have in common.
type precisionNet interface {
	Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64)
	Backward(a, beta float64, s specs.Sample) specs.UnitGradient
	Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit
}

// precisionPoint is a question to a precision net and its right answers.
type precisionPoint struct {
	name          string
	drawn         bool
	unit          specs.Unit
	sample        specs.Sample
	a, beta, loss float64
	gradient      specs.UnitGradient
}

// publishedSample hides nothing: x ≠ 1, μ ≠ 0, Σ(y−μ) ≠ 0, S = 3.1875.
func publishedSample() specs.Sample {
	return specs.Sample{X: 2, Y: []float64{1, -2, 0.5, 3}, Mu: 0.5}
}

// fill answers a question by the key.
func (q *precisionPoint) fill(key precisionNet) {
	q.a, q.beta, q.loss = key.Forward(q.unit, q.sample)
	q.gradient = key.Backward(q.a, q.beta, q.sample)
}

// again asks the first question once more at the end. An answer that depends on
// what was asked before, by a cache that is stale or a sum that is never set to
// zero, is another one then.
func again[Q any](questions []Q) []Q { return append(questions, questions[0]) }

// drawPoints draws a point with a in [lo, hi) for every choice of the signs of w
// and x.
func drawPoints(r *rand.Rand, key precisionNet, lo, hi float64) []precisionPoint {
	var points []precisionPoint
	for _, signs := range [][2]float64{{1, 1}, {1, -1}, {-1, 1}, {-1, -1}} {
		s := drawSample(r)
		s.X = math.Copysign(s.X, signs[0])
		q := precisionPoint{name: fmt.Sprintf("drawn %d", len(points)+1), drawn: true, sample: s, unit: unitAt(r, between(r, lo, hi), s.X, signs[1])}
		q.fill(key)
		points = append(points, q)
	}
	return points
}

// size is the sum of the absolute terms of ∂L/∂a before the activation's
// derivative, which is at most 1.
func (q precisionPoint) size() float64 { return meanSquare(q.sample) + 1/q.beta }

// masked is the question without its numbers, if they are drawn.
func (q precisionPoint) masked(call string) string { return drawn(q.drawn, call+", "+q.name) }

func (q precisionPoint) question(call string) string {
	return fmt.Sprintf("%s, %s: w = %s, b = %s, x = %s, μ = %s, y = %s", call, q.name,
		digits(q.unit.W), digits(q.unit.B), digits(q.sample.X), digits(q.sample.Mu), list(q.sample.Y...))
}

// unitLibrary is what is known of the mistakes in a unit's passes, and the
// points that tell them apart.
type unitLibrary struct {
	forwardPoints  []diagnose.ForwardPoint
	nameForward    func([]diagnose.ForwardPoint, []diagnose.ForwardAnswer) []diagnose.Fault
	backwardPoints []diagnose.UnitPoint
	nameBackward   func([]diagnose.UnitPoint, []specs.UnitGradient) []diagnose.Fault
}

func (l unitLibrary) forward(answer precisionNet) []diagnose.Fault {
	got := make([]diagnose.ForwardAnswer, len(l.forwardPoints))
	for i, q := range l.forwardPoints {
		got[i].A, got[i].Beta, got[i].Loss = answer.Forward(q.Unit, q.Sample)
	}
	return l.nameForward(l.forwardPoints, got)
}

func (l unitLibrary) backward(answer precisionNet) []diagnose.Fault {
	got := make([]specs.UnitGradient, len(l.backwardPoints))
	for i, q := range l.backwardPoints {
		got[i] = answer.Backward(q.A, q.Beta, q.Sample)
	}
	return l.nameBackward(l.backwardPoints, got)
}

// judgeForward gives a third each for a, β and L; L is judged given the
// submission's own β.
func judgeForward(answer precisionNet, points []precisionPoint, library unitLibrary) grader.Verdict {
	type values struct{ a, beta, loss float64 }
	got := make([]values, len(points))
	for i, q := range points {
		got[i].a, got[i].beta, got[i].loss = answer.Forward(q.unit, q.sample)
	}
	var t tally
	t.stages("a", len(points), func(i int) stage {
		q := points[i]
		return stage{where: q.question("Forward"), drawn: q.masked("Forward"), got: row(got[i].a), want: row(q.a), tol: rounding(numeric.KappaBasic, 1+math.Abs(q.a))}
	})
	t.stages("β", len(points), func(i int) stage {
		q := points[i]
		return stage{where: q.question("Forward"), drawn: q.masked("Forward"), got: row(got[i].beta), want: row(q.beta), tol: rounding(numeric.KappaBasic, 1+q.beta)}
	})
	t.stages("L", len(points), func(i int) stage {
		q, beta := points[i], got[i].beta
		S := meanSquare(q.sample)
		return stage{where: q.question("Forward"), drawn: q.masked("Forward"), got: row(got[i].loss), want: row(q.loss), own: row(beta*S - math.Log(beta)),
			tol: rounding(numeric.KappaBasic, 1+math.Abs(math.Log(q.beta))+q.beta*S)}
	})
	v := t.share()
	name(&v, func() []diagnose.Fault { return library.forward(answer) })
	return v
}

// judgeBackward gives a quarter each for the four terms of the chain rule. slope
// is the derivative of the activation.
func judgeBackward(answer precisionNet, points []precisionPoint, slope func(a float64) float64, library unitLibrary) grader.Verdict {
	got := make([]specs.UnitGradient, len(points))
	for i, q := range points {
		got[i] = answer.Backward(q.a, q.beta, q.sample)
	}
	var t tally
	term := func(name string, of func(specs.UnitGradient) float64, own func(q precisionPoint, g specs.UnitGradient) float64) {
		t.stages(name, len(points), func(i int) stage {
			q := points[i]
			return stage{
				where: fmt.Sprintf("Backward, %s: a = %s, β = %s, x = %s, μ = %s, y = %s",
					q.name, digits(q.a), digits(q.beta), digits(q.sample.X), digits(q.sample.Mu), list(q.sample.Y...)),
				drawn: q.masked("Backward"),
				got:   row(of(got[i])), want: row(of(q.gradient)), own: row(own(q, got[i])), given: []float64{q.a, q.beta, q.sample.X, q.sample.Mu},
				tol: rounding(numeric.KappaBasic, q.size()*max(1, math.Abs(q.sample.X))),
			}
		})
	}
	term("∂L/∂β", func(g specs.UnitGradient) float64 { return g.Beta }, func(precisionPoint, specs.UnitGradient) float64 { return 0 })
	term("∂L/∂a", func(g specs.UnitGradient) float64 { return g.A }, func(q precisionPoint, g specs.UnitGradient) float64 { return g.Beta * slope(q.a) })
	term("∂L/∂w", func(g specs.UnitGradient) float64 { return g.W }, func(q precisionPoint, g specs.UnitGradient) float64 { return g.A * q.sample.X })
	term("∂L/∂b", func(g specs.UnitGradient) float64 { return g.B }, func(_ precisionPoint, g specs.UnitGradient) float64 { return g.A })
	v := t.share()
	name(&v, func() []diagnose.Fault { return library.backward(answer) })
	q := points[0]
	explainGradient(&v, "Forward", pair(q.unit), []float64{got[0].W, got[0].B}, []float64{q.gradient.W, q.gradient.B}, func(at []float64) float64 {
		_, _, loss := answer.Forward(specs.Unit{W: at[0], B: at[1]}, q.sample)
		return loss
	})
	return v
}

// precisionDescent is a question to Descend.
type precisionDescent struct {
	name   string
	drawn  bool
	start  specs.Unit
	sample specs.Sample
	rate   float64
	steps  int
	on     map[int]specs.Unit
}

// to puts the question.
func (d precisionDescent) to(answer, key precisionNet, paid func() bool) descent {
	q := descent{
		question: fmt.Sprintf("Descend, %s: from w = %s, b = %s, x = %s, μ = %s, n = %d, ε = %s, %d steps", d.name,
			digits(d.start.W), digits(d.start.B), digits(d.sample.X), digits(d.sample.Mu), len(d.sample.Y), digits(d.rate), d.steps),
		drawn: drawn(d.drawn, "Descend, "+d.name),
		paid:  paid,
		start: pair(d.start), rate: d.rate, steps: d.steps, on: published(d.on, pair),
		ask: func() [][]float64 { return flattened(answer.Descend(d.start, d.sample, d.rate, d.steps), pair) },
		own: func(at []float64) []float64 {
			a, beta, _ := answer.Forward(specs.Unit{W: at[0], B: at[1]}, d.sample)
			g := answer.Backward(a, beta, d.sample)
			return []float64{g.W, g.B}
		},
	}
	if key != nil {
		q.key = func() [][]float64 { return flattened(key.Descend(d.start, d.sample, d.rate, d.steps), pair) }
	}
	return q
}

// judgeConvergence asks for the optimum of the sample that is given, β = 1/S,
// where sampling error plays no part.
func (d precisionDescent) judgeConvergence(t *tally, answer precisionNet, o optimum, paid func() bool) {
	d.to(answer, nil, paid).judgeEnd(t, func(c *comparison, end []float64) { d.judgeArrival(c, end, o) })
}

// judgeArrival judges the a = w·x + b that a descent ends with.
func (d precisionDescent) judgeArrival(c *comparison, end []float64, o optimum) (a float64) {
	x := d.sample.X
	a = end[0]*x + end[1]
	c.number("a = w·x + b at the end, where β = 1/S", a, o.a, o.arrival(approach{
		start: d.start.W*x + d.start.B, norm2: x*x + 1, rate: d.rate, steps: d.steps, size: math.Abs(d.start.W*x) + math.Abs(d.start.B)}))
	return a
}

func pair(u specs.Unit) []float64 { return []float64{u.W, u.B} }

// fourWith returns a sample of four observations under x = 1.5 with mean square
// S about μ = 0.75 and a mean that is not μ.
func fourWith(S float64) specs.Sample {
	const mu = 0.75
	d := math.Sqrt(S / 5) // (4d)² + (−2d)² + 0 + 0 = 4·5d²
	return specs.Sample{X: 1.5, Mu: mu, Y: []float64{mu + 4*d, mu - 2*d, mu, mu}}
}

// verdict runs a question that always can be put.
func verdict(judge func(p *grader.Pass) grader.Verdict) func(context.Context, *grader.Pass) (grader.Verdict, error) {
	return func(_ context.Context, p *grader.Pass) (grader.Verdict, error) { return judge(p), nil }
}
