package checks

import (
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/specs"
)

func precisionReLU() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/forward", Points: 3_000, Run: verdict(reluForward),
			Doc: "a, β and L, a third each, where x ≠ 1 and μ ≠ 0 and a > 0. Judged to rounding."},
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/backward", Points: 5_000, Run: verdict(reluBackward),
			Doc: "∂L/∂β, ∂L/∂a, ∂L/∂w and ∂L/∂b for a > 0, a quarter each, given the right a and β. A term that follows from your own term before it is " +
				"right. Judged to rounding, which a plain numerical derivative misses."},
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/inactive", Points: 2_000, Run: verdict(reluInactive),
			Doc: "For a ≤ 0, whatever the signs of w and x: β = 0, L = +Inf, and ∂L/∂a, ∂L/∂w, ∂L/∂b exactly 0 (not NaN)."},
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/descend", Points: 3_000, Run: verdict(reluDescend),
			Doc: "Every step of the descent, the course's printed table among them. Judged to 1e-9, given a right gradient, or else by your own."},
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/converges", Points: 2_000, Run: verdict(reluConverges),
			Doc: "The descent comes to β = 1/S, the optimum of the sample it is given, for small and large S, as near as right steps come. For a drawn sample it " +
				"also lies in the exact interval about the true precision that a right program misses once in a million samples."},
		{Exercise: specs.IDPrecisionReLU, Name: "precision-relu/dies", Points: 1_000, Run: verdict(reluDies),
			Doc: "A step that is too long (here ε > 2/S²) leads to a ≤ 0, and there the unit stays for ever."},
	}
}

// courseS is the mean square of the sample behind the course's printed table,
// known to the last bit.
const courseS = 10.048927443639906

// reluPoints have a > 0 with every choice of the signs of w and x.
func reluPoints(p *grader.Pass) []precisionPoint {
	points := []precisionPoint{{
		name: "published", unit: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(),
		a: 0.7, beta: 0.7, loss: 2.58792494393873,
		gradient: specs.UnitGradient{Beta: 1.75892857142857, A: 1.75892857142857, W: 3.51785714285714, B: 1.75892857142857},
	}}
	key := p.Key.PrecisionReLU
	if key != nil {
		points = append(points, drawPoints(p.Rand, key, 0.3, 3)...)
	}
	return again(points)
}

func reluLibrary() unitLibrary {
	return unitLibrary{diagnose.ForwardPoints(), diagnose.ReLUForward, diagnose.ReLUPoints(), diagnose.ReLU}
}

func reluForward(p *grader.Pass) grader.Verdict {
	points := reluPoints(p)
	if p.Key.PrecisionReLU == nil {
		points = append(points, forwardVariations(p.Rand, p.Answer.PrecisionReLU)...)
	}
	return judgeForward(p.Answer.PrecisionReLU, points, reluLibrary())
}

func reluBackward(p *grader.Pass) grader.Verdict {
	points := reluPoints(p)
	if p.Key.PrecisionReLU == nil {
		points = append(points, backwardVariations(p.Rand, p.Answer.PrecisionReLU, func(a float64) float64 { return a })...)
	}
	return judgeBackward(p.Answer.PrecisionReLU, points, func(float64) float64 { return 1 }, reluLibrary())
}

func reluInactive(p *grader.Pass) grader.Verdict {
	answer := p.Answer.PrecisionReLU
	var t tally
	for _, q := range []struct {
		name string
		unit specs.Unit
		x    float64
	}{
		{"a = −1, w > 0, x > 0", specs.Unit{W: 0.5, B: -2}, 2},
		{"a = −1, w < 0, x < 0", specs.Unit{W: -0.5, B: -2}, -2},
		{"a = −1, w > 0, x < 0", specs.Unit{W: 0.5, B: 0}, -2},
		{"a = −1, w < 0, x > 0", specs.Unit{W: -0.5, B: 0}, 2},
		{"a = 0", specs.Unit{W: 0.5, B: -1}, 2},
		{"a = −2⁻²⁰", specs.Unit{W: 0.5, B: -1 - 0x1p-20}, 2},
	} {
		s := publishedSample()
		s.X = q.x
		a := q.unit.W*q.x + q.unit.B
		t.run("Forward, "+q.name, func(c *comparison) {
			_, beta, loss := answer.Forward(q.unit, s)
			c.number("β", beta, 0, exactly())
			c.number("L", loss, math.Inf(1), exactly())
			g := answer.Backward(a, 0, s)
			c.where = "Backward, " + q.name
			c.number("∂L/∂a", g.A, 0, exactly())
			c.number("∂L/∂w", g.W, 0, exactly())
			c.number("∂L/∂b", g.B, 0, exactly())
			if math.IsNaN(g.A) {
				c.because("mask-times-infinity", "∂L/∂β is infinite at β = 0, and 0 · Inf is NaN: choose by a branch, do not multiply by a mask")
			}
		})
	}
	v := t.all()
	name(&v, func() []diagnose.Fault {
		l := reluLibrary()
		l.backwardPoints = append(l.backwardPoints, diagnose.ReLUInactivePoints()...)
		return append(l.forward(answer), l.backward(answer)...)
	})
	return v
}

// reluPaid tells whether the gradient is wrong, which has checks of its own.
func reluPaid(p *grader.Pass) func() bool {
	return paidFor(p, reluBackward, reluForward, reluInactive)
}

func reluDescend(p *grader.Pass) grader.Verdict {
	course := precisionDescent{
		name: "the course's table", start: specs.Unit{W: 0.01}, sample: specs.Sample{X: 1, Y: []float64{math.Sqrt(courseS)}}, rate: 1e-4, steps: 900,
		on: map[int]specs.Unit{
			100: {W: 0.0523793852703444, B: 0.0423793852703444}, 200: {W: 0.05446046083942835, B: 0.04446046083942835},
			300: {W: 0.054718267549679574, B: 0.04471826754967957}, 400: {W: 0.05475158042935688, B: 0.044751580429356876},
			500: {W: 0.054755907453349364, B: 0.04475590745334936}, 600: {W: 0.054756469870038814, B: 0.04475646987003881},
			700: {W: 0.05475654297805371, B: 0.04475654297805371}, 800: {W: 0.05475655248140337, B: 0.04475655248140337},
			900: {W: 0.05475655371675065, B: 0.04475655371675065},
		},
	}
	published := precisionDescent{name: "published", start: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(), rate: 0.001953125, steps: 2,
		on: map[int]specs.Unit{1: {W: 0.2931291852678571, B: 0.0965645926339286}}}
	descents := []precisionDescent{course, published, {name: "no steps", start: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(), rate: 0.1}}
	if p.Key.PrecisionReLU != nil {
		s := drawSample(p.Rand)
		S := meanSquare(s)
		descents = append(descents, precisionDescent{name: "drawn", drawn: true, start: unitAt(p.Rand, 1.5/S, s.X, 1), sample: s, steps: 10,
			rate: 0.3 / (S * S * (1 + s.X*s.X))})
	}
	var t tally
	for _, d := range descents {
		q := d.to(p.Answer.PrecisionReLU, p.Key.PrecisionReLU, reluPaid(p))
		if d.name == course.name {
			q.view = unitView(grader.PictureReLU, d.sample)
		}
		q.judge(&t)
	}
	return t.all()
}

func reluConverges(p *grader.Pass) grader.Verdict {
	var t tally
	for _, d := range []precisionDescent{
		{name: "S = 0.2", sample: fourWith(0.2), rate: 4, steps: 120},
		{name: "S = 1", sample: fourWith(1), rate: 0.15, steps: 90},
		{name: "S = 10", sample: fourWith(10), rate: 1e-3, steps: 240},
	} {
		d.start = specs.Unit{W: 0.3, B: 0.2}
		d.judgeConvergence(&t, p.Answer.PrecisionReLU, reluOptimum(meanSquare(d.sample)), reluPaid(p))
	}
	drawn := drawTruth(p.Rand, 64)
	S, x := meanSquare(drawn.sample), drawn.sample.X
	d := precisionDescent{start: unitAt(p.Rand, 1.5/S, x, 1), rate: 0.5 / (S * S * (1 + x*x)), steps: 60}
	d.judgeTruth(&t, p.Answer.PrecisionReLU, drawn, reluOptimum(S), func(a float64) float64 { return max(a, 0) }, reluPaid(p))
	return t.all()
}

func reluDies(p *grader.Pass) grader.Verdict {
	d := precisionDescent{name: "a step too long", start: specs.Unit{W: 0.1, B: 0.1}, sample: specs.Sample{X: 1, Y: []float64{math.Sqrt(courseS)}}, rate: 0.02, steps: 5}
	var t tally
	d.to(p.Answer.PrecisionReLU, nil, reluPaid(p)).judgeTrace(&t, func(c *comparison, trace [][]float64) {
		c.path("(w, b) after step 1", trace[1], []float64{-0.0009785488727981212, -0.0009785488727981212})
		for k := 2; k <= d.steps; k++ {
			c.vector(fmt.Sprintf("(w, b) after step %d, which is dead", k), trace[k], trace[1], exactly())
		}
	})
	return t.all()
}
