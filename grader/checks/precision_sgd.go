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

func precisionSGD() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDPrecisionSGD, Name: "precision-sgd/clip", Points: 3_000, Run: verdict(sgdClip),
			Doc: "Clip cuts the Euclidean norm of the whole gradient to c and keeps its direction; a shorter gradient, and any gradient with c ≤ 0, is left as it is."},
		{Exercise: specs.IDPrecisionSGD, Name: "precision-sgd/predict", Points: 2_000, Run: verdict(sgdPredict),
			Doc: "Predict returns softplus(w·x + b) for every x. Judged to rounding."},
		{Exercise: specs.IDPrecisionSGD, Name: "precision-sgd/steps", Points: 4_000, Run: verdict(sgdSteps),
			Doc: "Fit for 1, 2 and 3 epochs over seven examples in batches of three, in the order that is given, with and without clipping: " +
				"(w, b) at the end, to 1e-9. The last batch of an epoch has one example and is averaged over one."},
		{Exercise: specs.IDPrecisionSGD, Name: "precision-sgd/history", Points: 1_500, Run: verdict(sgdHistory),
			Doc: "One loss per epoch: the mean over its examples of the losses found before each update."},
		{Exercise: specs.IDPrecisionSGD, Name: "precision-sgd/converges", Points: 1_500, Run: verdict(sgdConverges),
			Doc: "Fit comes to β = 1/S for one x: for σ² = 0.2, and for σ = 1000, which needs the clipping. Judged to 1e-6."},
	}
}

func sgdClip(p *grader.Pass) grader.Verdict {
	var t tally
	long := eithers(p.Rand, 5, 1, 3)
	for _, q := range []struct {
		name string
		g    []float64
		c    float64
		want []float64
	}{
		{"longer than c", []float64{3, -4}, 1, []float64{0.6, -0.8}},
		{"shorter than c", []float64{0.3, -0.4}, 1, []float64{0.3, -0.4}},
		{"each part shorter, the whole longer", []float64{0.75, 0, -1}, 1, []float64{0.6, 0, -0.8}},
		{"c = 2.5", []float64{-6, 8}, 2.5, []float64{-1.5, 2}},
		{"c = 0", []float64{3, -4}, 0, []float64{3, -4}},
		{"zero", []float64{0, 0}, 1, []float64{0, 0}},
		{"drawn", long, 0.5, scaled(long, 0.5/math.Sqrt(square(long)))},
	} {
		t.run(fmt.Sprintf("Clip, %s: g = %s, c = %s", q.name, list(q.g...), digits(q.c)), func(c *comparison) {
			c.drawn = drawn(q.name == "drawn", "Clip, drawn")
			c.vector("g", p.Answer.PrecisionSGD.Clip(q.g, q.c), q.want, rounding(64, 3))
		})
	}
	v := t.all()
	name(&v, func() []diagnose.Fault {
		points := diagnose.ClipPoints()
		got := make([][]float64, len(points))
		for i, q := range points {
			got[i] = p.Answer.PrecisionSGD.Clip(q.G, q.C)
		}
		return diagnose.SGDClip(points, got)
	})
	return v
}

func sgdPredict(p *grader.Pass) grader.Verdict {
	var t tally
	ask := func(name string, unit specs.Unit, x, want []float64, tol tolerance) {
		t.run(fmt.Sprintf("Predict, %s: w = %s, b = %s, x = %s", name, digits(unit.W), digits(unit.B), list(x...)), func(c *comparison) {
			c.drawn = drawn(name == "drawn", "Predict, drawn")
			c.vector("β", p.Answer.PrecisionSGD.Predict(unit, x), want, tol)
		})
	}
	ask("the course's printed end", specs.Unit{W: 2.3530436, B: 3.6423688}, []float64{0.858489}, []float64{5.665898888220797}, rounding(numeric.KappaBasic, 6))
	ask("published", specs.Unit{W: 0.5, B: -0.25}, []float64{2, -1, 0, -6},
		[]float64{1.1368710061148999, 0.38687100611489994, 0.5759394198788436, 0.038041371687783126}, rounding(numeric.KappaBasic, 2))
	if key := p.Key.PrecisionSGD; key != nil {
		unit, x := specs.Unit{W: either(p.Rand, 0.3, 1.5), B: either(p.Rand, 0.2, 1)}, eithers(p.Rand, 5, 0.2, 2.5)
		ask("drawn", unit, x, key.Predict(unit, x), rounding(numeric.KappaBasic, 4))
	}
	v := t.all()
	name(&v, func() []diagnose.Fault {
		points := diagnose.PredictPoints()
		got := make([][]float64, len(points))
		for i, q := range points {
			got[i] = p.Answer.PrecisionSGD.Predict(q.Unit, q.X)
		}
		return diagnose.SGDPredict(points, got)
	})
	return v
}

// sgdCase is a question to Fit with its right answers after each epoch.
type sgdCase struct {
	name    string
	drawn   bool
	x, y    []float64
	mu      float64
	start   specs.Unit
	opt     specs.SGD
	ends    []specs.Unit
	history []float64
}

func sgdCases(p *grader.Pass) []sgdCase {
	published := sgdCase{
		x: []float64{0.25, -0.5, 1.5, 2, -1.25, 0.75, -2}, y: []float64{1.5, -0.25, 2.25, 0, -1, 0.75, 3}, mu: 0.5,
		start: specs.Unit{W: 0.5, B: 0.25},
		opt: specs.SGD{Rate: 0.125, BatchSize: 3,
			Order: [][]int{{2, 0, 5, 1, 6, 3, 4}, {6, 4, 2, 0, 1, 3, 5}, {1, 5, 3, 6, 4, 0, 2}}},
	}
	unclipped, clipped := published, published
	unclipped.name = "published, without clipping"
	unclipped.ends = []specs.Unit{{W: 0.5573354024136397, B: 0.17685154470945236}, {W: 0.6052195148660131, B: 0.1825592838107134}, {W: 0.3526308244434613, B: -0.025753010895523287}}
	unclipped.history = []float64{1.5590842519292545, 1.530604965689566, 1.552246585456174}
	clipped.name, clipped.opt.ClipNorm = "published, clipped at 1", 1
	clipped.ends = []specs.Unit{{W: 0.5465695052627801, B: 0.1775434459017084}, {W: 0.5986055821729249, B: 0.18231470850613468}, {W: 0.5949939607466388, B: 0.13794211716140706}}
	clipped.history = []float64{1.559230133342977, 1.5309125745364913, 1.5523217341562068}
	cases := []sgdCase{unclipped, clipped}
	if key := p.Key.PrecisionSGD; key != nil {
		d := sgdCase{name: "drawn, clipped at 0.5", drawn: true, x: eithers(p.Rand, 7, 0.2, 2), mu: either(p.Rand, 0.4, 1), start: specs.Unit{W: either(p.Rand, 0.3, 1), B: either(p.Rand, 0.2, 0.8)}}
		d.y = observations(p.Rand, 7, d.mu)
		d.opt = specs.SGD{Rate: 0.125, ClipNorm: 0.5, BatchSize: 3, Order: [][]int{p.Rand.Perm(7), p.Rand.Perm(7), p.Rand.Perm(7)}}
		for e := range d.opt.Order {
			end, history := key.Fit(d.start, d.x, d.y, d.mu, d.first(e+1))
			d.ends, d.history = append(d.ends, end), history
		}
		cases = append(cases, d)
	}
	return cases
}

// first returns the options for the first n epochs.
func (q sgdCase) first(n int) specs.SGD {
	opt := q.opt
	opt.Order = opt.Order[:n]
	return opt
}

func sgdSteps(p *grader.Pass) grader.Verdict {
	var t tally
	for _, q := range sgdCases(p) {
		t.run("Fit, "+q.name, func(c *comparison) {
			c.drawn = drawn(q.drawn, "Fit, "+q.name)
			end, _ := p.Answer.PrecisionSGD.Fit(q.start, q.x, q.y, q.mu, q.first(0))
			c.vector("(w, b) after no epoch", pair(end), pair(q.start), exactly())
			for e, want := range q.ends {
				end, _ := p.Answer.PrecisionSGD.Fit(q.start, q.x, q.y, q.mu, q.first(e+1))
				c.path(fmt.Sprintf("(w, b) after epoch %d", e+1), pair(end), pair(want))
			}
		})
	}
	v := t.all()
	nameFirst(&v, func() []diagnose.Fault {
		return slices.DeleteFunc(sgdFaults(p.Answer.PrecisionSGD), func(f diagnose.Fault) bool { return f.Term == "the history" })
	})
	return v
}

// sgdFaults asks a Fit at the points of the library.
func sgdFaults(answer specs.PrecisionSGD) []diagnose.Fault {
	points := diagnose.FitPoints()
	got := make([]diagnose.FitAnswer, len(points))
	for i, q := range points {
		got[i].End, got[i].History = answer.Fit(q.Start, q.X, q.Y, q.Mu, q.Opt)
	}
	return diagnose.SGDFit(points, got)
}

func sgdHistory(p *grader.Pass) grader.Verdict {
	var t tally
	for _, q := range sgdCases(p) {
		t.run("Fit, "+q.name, func(c *comparison) {
			c.drawn = drawn(q.drawn, "Fit, "+q.name)
			_, history := p.Answer.PrecisionSGD.Fit(q.start, q.x, q.y, q.mu, q.first(0))
			c.lengthOf("the history of no epoch", history, 0)
			_, history = p.Answer.PrecisionSGD.Fit(q.start, q.x, q.y, q.mu, q.opt)
			c.vector("the history", history, q.history, tolerance{1e-9, "right programs agree to 2e-15"})
		})
	}
	v := t.all()
	nameFirst(&v, func() []diagnose.Fault {
		faults := sgdFaults(p.Answer.PrecisionSGD)
		slices.Reverse(faults) // what is wrong with the history itself comes before the steps that lead to it
		return faults
	})
	return v
}

func sgdConverges(p *grader.Pass) grader.Verdict {
	var t tally
	for _, q := range []struct {
		name       string
		S, rate, c float64
		epochs     int
	}{
		{"S = 0.2", 0.2, 4, 0, 90},
		{"S = 1e6, clipped at 1", 1e6, 0.1, 1, 400},
	} {
		s := fourWith(q.S)
		x := []float64{s.X, s.X, s.X, s.X}
		opt := specs.SGD{Rate: q.rate, ClipNorm: q.c, BatchSize: 4}
		for range q.epochs {
			opt.Order = append(opt.Order, []int{0, 1, 2, 3})
		}
		question := fmt.Sprintf("Fit, %s: ε = %g, one batch of four, %d epochs", q.name, q.rate, q.epochs)
		t.run(question, func(c *comparison) {
			start := specs.Unit{W: 0.3, B: 0.2}
			end, history := p.Answer.PrecisionSGD.Fit(start, x, s.Y, s.Mu, opt)
			var right []float64
			if key := p.Key.PrecisionSGD; key != nil {
				_, right = key.Fit(start, x, s.Y, s.Mu, opt)
			}
			t.showHistory(question, history, right, q.epochs)
			want := inverseSoftplus(1 / meanSquare(s))
			c.number("w·x + b at the end, where β = 1/S", end.W*s.X+end.B, want,
				tolerance{1e-6 * max(1, math.Abs(want)), "a right descent has come a hundred times nearer"})
		})
	}
	return t.all()
}

func square(g []float64) float64 {
	sum := 0.0
	for _, x := range g {
		sum += float64(x * x)
	}
	return sum
}

func scaled(g []float64, by float64) []float64 {
	s := make([]float64, len(g))
	for i, x := range g {
		s[i] = x * by
	}
	return s
}
