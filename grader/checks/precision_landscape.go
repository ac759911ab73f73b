package checks

import (
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/grader/numeric"
	"github.com/gradus-grader/gradus/specs"
)

func precisionLandscape() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDPrecisionLandscape, Name: "precision-landscape/curve", Points: 2_000, Run: verdict(landscapeCurve),
			Doc: "Curve is the loss of the rectified unit at (w, bᵢ), with x ≠ 1 and μ ≠ 0 as well; +Inf where w·x + bᵢ ≤ 0. Judged to rounding."},
		{Exercise: specs.IDPrecisionLandscape, Name: "precision-landscape/surface", Points: 3_000, Run: verdict(landscapeSurface),
			Doc: "Surface is the loss of the softplus unit, rows by b and columns by w, on a grid that is not square, with the mean of the squares " +
				"and not the square of the sum. Judged to rounding."},
		{Exercise: specs.IDPrecisionLandscape, Name: "precision-landscape/tails", Points: 1_000, Run: verdict(landscapeTails),
			Doc: "Surface where w·x + b is −800, −40, 40 and 800: finite, and right to rounding of a stable formula."},
	}
}

func landscapeCurve(p *grader.Pass) grader.Verdict {
	var t tally
	ask := func(name string, w float64, b []float64, s specs.Sample, want []float64) {
		t.run(fmt.Sprintf("Curve, %s: w = %s, x = %s, μ = %s, b = %s", name, digits(w), digits(s.X), digits(s.Mu), list(b...)), func(c *comparison) {
			c.drawn = drawn(name == "drawn", "Curve, drawn")
			got := p.Answer.PrecisionLandscape.Curve(w, b, s)
			c.vector("L", got, want, rounding(numeric.KappaBasic, 10))
		})
	}
	course := specs.Sample{X: 1, Y: []float64{math.Sqrt(courseS)}}
	ask("the course's plot", 0.05, []float64{1e-8, 0.049513, 0.1}, course, []float64{3.4981785462252803, 3.307465906784591, 3.4044591014318675})
	ask("published", 0.3, []float64{0.1, 1.4, -0.6, -1}, publishedSample(), []float64{2.587924943938732, 5.681852819440055, math.Inf(1), math.Inf(1)})
	if key := p.Key.PrecisionLandscape; key != nil {
		s, w := drawSample(p.Rand), either(p.Rand, 0.3, 1.5)
		b := []float64{-w*s.X + 0.5, -w*s.X + 2, -w*s.X - 0.5}
		ask("drawn", w, b, s, key.Curve(w, b, s))
	}
	v := t.all()
	name(&v, func() []diagnose.Fault {
		points := diagnose.CurvePoints()
		got := make([][][]float64, len(points))
		for i, q := range points {
			got[i] = row(p.Answer.PrecisionLandscape.Curve(q.W[0], q.B, q.Sample)...)
		}
		return diagnose.Curve(points, got)
	})
	return v
}

func landscapeSurface(p *grader.Pass) grader.Verdict {
	var t tally
	ask := func(name string, w, b []float64, s specs.Sample, want [][]float64) {
		t.run(fmt.Sprintf("Surface, %s: w = %s, b = %s, x = %s, μ = %s", name, list(w...), list(b...), digits(s.X), digits(s.Mu)), func(c *comparison) {
			c.drawn = drawn(name == "drawn", "Surface, drawn")
			c.matrix("L", p.Answer.PrecisionLandscape.Surface(w, b, s), want, rounding(numeric.KappaBasic, 20))
		})
	}
	ask("published", []float64{0.3, -1, 0.5}, []float64{0.1, -0.25}, publishedSample(), [][]float64{
		{3.418203129448317, 2.4147980679911143, 4.094746473812049}, {2.939778000309268, 2.619930040769832, 3.4954965747451854}})
	if key := p.Key.PrecisionLandscape; key != nil {
		s, w, b := drawSample(p.Rand), eithers(p.Rand, 4, 0.2, 1.2), eithers(p.Rand, 3, 0.2, 1)
		ask("drawn", w, b, s, key.Surface(w, b, s))
	}
	v := t.all()
	name(&v, func() []diagnose.Fault { return diagnose.Surface(askSurface(p.Answer.PrecisionLandscape)) })
	return v
}

// askSurface asks a Surface at the points of the library.
func askSurface(answer specs.PrecisionLandscape) (points []diagnose.GridPoint, got [][][]float64) {
	points = diagnose.SurfacePoints()
	got = make([][][]float64, len(points))
	for i, q := range points {
		got[i] = answer.Surface(q.W, q.B, q.Sample)
	}
	return points, got
}

func landscapeTails(p *grader.Pass) grader.Verdict {
	s := publishedSample()
	w, b := []float64{-400, -20, 20, 400}, []float64{0}
	var t tally
	t.run(fmt.Sprintf("Surface: w = %s, b = 0, x = 2", list(w...)), func(c *comparison) {
		c.matrix("L", p.Answer.PrecisionLandscape.Surface(w, b, s), [][]float64{{800, 40, 123.81112054588607, 2543.3153882723323}}, rounding(numeric.KappaStable, 2600))
	})
	v := t.all()
	name(&v, func() []diagnose.Fault {
		if points, got := askSurface(p.Answer.PrecisionLandscape); !diagnose.SurfaceRight(points, got) {
			return diagnose.Surface(points, got) // it is the wrong function, in the tails too
		}
		q := diagnose.SurfaceTailPoint()
		return diagnose.SurfaceTails(q, p.Answer.PrecisionLandscape.Surface(q.W, q.B, q.Sample))
	})
	return v
}
