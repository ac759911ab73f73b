package checks

import (
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/specs"
)

func precisionSoftplus() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDPrecisionSoftplus, Name: "precision-softplus/forward", Points: 3_000, Run: verdict(softplusForward),
			Doc: "a, β and L, a third each, for a between −5 and 5, where x ≠ 1 and μ ≠ 0. Judged to rounding of any textbook formula."},
		{Exercise: specs.IDPrecisionSoftplus, Name: "precision-softplus/backward", Points: 4_000, Run: verdict(softplusBackward),
			Doc: "∂L/∂β, ∂L/∂a, ∂L/∂w and ∂L/∂b at the same points, a quarter each, given the right a and β. A term that follows from your own term before " +
				"it is right. Judged to rounding, which a plain numerical derivative misses."},
		{Exercise: specs.IDPrecisionSoftplus, Name: "precision-softplus/tails", Points: 2_000, Run: verdict(softplusTails),
			Doc: "Forward and Backward at a = −20, −40, −800, 40 and 800, where only stable formulas hold: β and L, and ∂L/∂a, which is −1 far on the left."},
		{Exercise: specs.IDPrecisionSoftplus, Name: "precision-softplus/descend", Points: 3_000, Run: verdict(softplusDescend),
			Doc: "Every step of the descent. Judged to 1e-9, given a right gradient, or else by your own."},
		{Exercise: specs.IDPrecisionSoftplus, Name: "precision-softplus/converges", Points: 2_000, Run: verdict(softplusConverges),
			Doc: "The descent comes to β = 1/S, the optimum of the sample it is given, for small and large S, as near as right steps come. For a drawn sample it " +
				"also lies in the exact interval about the true precision that a right program misses once in a million samples."},
	}
}

func softplusPoints(p *grader.Pass) []precisionPoint {
	points := []precisionPoint{{
		name: "published", unit: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(),
		a: 0.7, beta: 1.103186048885458, loss: 3.418203129448317,
		gradient: specs.UnitGradient{Beta: 2.281034584660227, A: 1.5241594173626551, W: 3.0483188347253103, B: 1.5241594173626551},
	}}
	key := p.Key.PrecisionSoftplus
	if key != nil {
		points = append(append(points, drawPoints(p.Rand, key, -3, -0.3)...), drawPoints(p.Rand, key, 0.3, 3)...)
	}
	return again(points)
}

func softplusLibrary() unitLibrary {
	return unitLibrary{diagnose.ForwardPoints(), diagnose.SoftplusForward, diagnose.SoftplusPoints(), diagnose.Softplus}
}

func softplusForward(p *grader.Pass) grader.Verdict {
	points := softplusPoints(p)
	if p.Key.PrecisionSoftplus == nil {
		points = append(points, forwardVariations(p.Rand, p.Answer.PrecisionSoftplus)...)
	}
	return judgeForward(p.Answer.PrecisionSoftplus, points, softplusLibrary())
}

func softplusBackward(p *grader.Pass) grader.Verdict {
	points := softplusPoints(p)
	if p.Key.PrecisionSoftplus == nil {
		points = append(points, backwardVariations(p.Rand, p.Answer.PrecisionSoftplus, func(a float64) float64 { return math.Log1p(math.Exp(a)) })...)
	}
	return judgeBackward(p.Answer.PrecisionSoftplus, points, func(a float64) float64 { return 1 / (1 + math.Exp(-a)) }, softplusLibrary())
}

func softplusTails(p *grader.Pass) grader.Verdict {
	var t tally
	for _, q := range []struct{ a, beta, loss, slope float64 }{
		{-20, 2.061153620314381e-09, 20.000000007600505, -0.9999999923994959},
		{-40, 4.248354255291589e-18, 40, -1},
		{-800, 0, 800, -1},
		{40, 40, 123.81112054588607, 3.1625},
		{800, 800, 2543.3153882723323, 3.18625},
	} {
		s := publishedSample()
		unit := specs.Unit{W: 0.5, B: q.a - 0.5*s.X}
		size := meanSquare(s) + 1
		t.run(fmt.Sprintf("Forward, a = %g", q.a), func(c *comparison) {
			_, beta, loss := p.Answer.PrecisionSoftplus.Forward(unit, s)
			c.number("β", beta, q.beta, rounding(numeric.KappaStable, q.beta))
			c.number("L", loss, q.loss, rounding(numeric.KappaStable, math.Abs(q.loss)+q.beta*size))
		})
		t.run(fmt.Sprintf("Backward, a = %g", q.a), func(c *comparison) {
			g := p.Answer.PrecisionSoftplus.Backward(q.a, q.beta, s)
			c.number("∂L/∂a", g.A, q.slope, rounding(numeric.KappaStable, size))
			c.that(nonzero(row(g.W)) && nonzero(row(g.B)), "∂L/∂w and ∂L/∂b", list(g.W, g.B), "finite numbers other than 0")
		})
	}
	return t.all()
}

// softplusPaid tells whether the gradient is wrong, which has checks of its own.
func softplusPaid(p *grader.Pass) func() bool {
	return paidFor(p, softplusBackward, softplusForward, softplusTails)
}

func softplusDescend(p *grader.Pass) grader.Verdict {
	published := precisionDescent{name: "published", start: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(), rate: 0.125, steps: 10,
		on: map[int]specs.Unit{1: {W: -0.0810398543406638, B: -0.09051992717033189}}}
	course := precisionDescent{name: "the course's start", start: specs.Unit{W: 0.01}, sample: specs.Sample{X: 1, Y: []float64{math.Sqrt(courseS)}}, rate: 0.01, steps: 500,
		on: map[int]specs.Unit{100: {W: -1.02875065406027, B: -1.03875065406027}, 200: {W: -1.10936737324652, B: -1.11936737324652},
			500: {W: -1.12358988850936, B: -1.13358988850936}}}
	endless := precisionDescent{name: "σ = 10⁻⁴, for which a grows without end", start: specs.Unit{W: 0.3, B: 0.2}, sample: fourWith(1e-8), rate: 4, steps: 100,
		on: map[int]specs.Unit{1: {W: 3.9839802600208065, B: 2.6559868400138713}, 2: {W: 4.678933410448896, B: 3.1192889402992643},
			100: {W: 23.859202141011078, B: 15.906134760674055}}}
	thrown := precisionDescent{name: "σ = 1000 and a step too long, after which β is 0 and a rises by ε(1 + x²)", start: specs.Unit{W: 0.3, B: 0.2},
		sample: fourWith(1e6), rate: 0.1, steps: 4, on: map[int]specs.Unit{1: {W: -98551.177301517338, B: -65700.784867678231},
			2: {W: -98551.027301517344, B: -65700.684867678225}, 4: {W: -98550.727301517356, B: -65700.484867678213}}}
	descents := []precisionDescent{published, course, endless, thrown, {name: "no steps", start: specs.Unit{W: 0.3, B: 0.1}, sample: publishedSample(), rate: 0.1}}
	if p.Key.PrecisionSoftplus != nil {
		s := drawSample(p.Rand)
		descents = append(descents, precisionDescent{name: "drawn", drawn: true, start: unitAt(p.Rand, between(p.Rand, -1, 1), s.X, -1), sample: s, steps: 10, rate: 0.125})
	}
	var t tally
	for _, d := range descents {
		q := d.to(p.Answer.PrecisionSoftplus, p.Key.PrecisionSoftplus, softplusPaid(p))
		if d.name == course.name {
			q.view = unitView(grader.PictureSoftplus, d.sample)
		}
		q.judge(&t)
	}
	return t.all()
}

func softplusConverges(p *grader.Pass) grader.Verdict {
	var t tally
	for _, d := range []precisionDescent{
		{name: "S = 0.2", start: specs.Unit{W: 0.3, B: 0.2}, sample: fourWith(0.2), rate: 4, steps: 90},
		{name: "S = 1", start: specs.Unit{W: 0.3, B: 0.2}, sample: fourWith(1), rate: 0.5, steps: 60},
		{name: "S = 10", start: specs.Unit{W: 0.3, B: 0.2}, sample: fourWith(10), rate: 0.1, steps: 180},
		{name: "S = 10⁶", start: specs.Unit{W: -6.5, B: -2}, sample: fourWith(1e6), rate: 0.1, steps: 180},
		{name: "S = 10⁸", start: specs.Unit{W: -9.5, B: -2}, sample: fourWith(1e8), rate: 0.1, steps: 180},
	} {
		d.judgeConvergence(&t, p.Answer.PrecisionSoftplus, softplusOptimum(meanSquare(d.sample)), softplusPaid(p))
	}
	drawn := drawTruth(p.Rand, 64)
	d := precisionDescent{start: specs.Unit{W: 0.3, B: 0.2}, rate: 1 / (1 + drawn.sample.X*drawn.sample.X), steps: 250}
	d.judgeTruth(&t, p.Answer.PrecisionSoftplus, drawn, softplusOptimum(meanSquare(drawn.sample)), func(a float64) float64 { return math.Log1p(math.Exp(a)) }, softplusPaid(p))
	return t.all()
}

// inverseSoftplus returns the a with log(1 + eᵃ) = beta.
func inverseSoftplus(beta float64) float64 {
	if beta > 37 {
		return beta
	}
	return math.Log(math.Expm1(beta))
}
