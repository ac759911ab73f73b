package checks

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/specs"
)

func activations() []grader.Check {
	moderate := " Judged at z between −6 and 6, where every right formula is good to twelve digits."
	tails := " beyond ±30, where only stable formulas hold. Judged to twelve digits."
	return []grader.Check{
		{Exercise: specs.IDActivations, Name: "activations/relu", Points: 1_000, Run: judgeUnit(relu),
			Doc: "ReLU and its derivative, 0 below 0 and 1 above; any value in [0, 1] at 0. Judged exactly."},
		{Exercise: specs.IDActivations, Name: "activations/softplus", Points: 2_000, Run: judgeUnit(softplus),
			Doc: "Softplus log(1 + eᶻ) and its derivative." + moderate},
		{Exercise: specs.IDActivations, Name: "activations/sigmoid", Points: 2_000, Run: judgeUnit(sigmoid),
			Doc: "Sigmoid 1/(1 + e⁻ᶻ) and its derivative." + moderate},
		{Exercise: specs.IDActivations, Name: "activations/tanh", Points: 2_000, Run: judgeUnit(tanh),
			Doc: "Tanh and its derivative." + moderate},
		{Exercise: specs.IDActivations, Name: "activations/abs", Points: 1_000, Run: judgeUnit(absolute),
			Doc: "The absolute value rectifier and its derivative, −1 below 0 and 1 above; any value in [−1, 1] at 0. Judged exactly."},
		{Exercise: specs.IDActivations, Name: "activations/softplus-tails", Points: 1_000, Run: judgeTails(softplus),
			Doc: "Softplus" + tails},
		{Exercise: specs.IDActivations, Name: "activations/sigmoid-tails", Points: 500, Run: judgeTails(sigmoid),
			Doc: "Sigmoid" + tails},
		{Exercise: specs.IDActivations, Name: "activations/tanh-tails", Points: 500, Run: judgeTails(tanh),
			Doc: "Tanh" + tails + " Its derivative is judged to 1e-15 there, not to its own digits: 1 − tanh² is good enough."},
	}
}

// unitPoint is a point with the right value and derivative.
type unitPoint struct{ z, value, derivative float64 }

// hiddenUnit is one of the five, with its published points.
type hiddenUnit struct {
	name       string
	of         func(specs.Activations) func(z float64) (value, derivative float64)
	tol        func(unitPoint) (value, derivative tolerance)
	points     []unitPoint
	tails      []unitPoint
	atZeroFrom float64 // least derivative allowed at z = 0 where there is a kink; NaN for none
	library    diagnose.HiddenUnit
}

func smooth(q unitPoint) (value, derivative tolerance) {
	return rounding(1e4, math.Abs(q.value)), rounding(1e4, math.Max(math.Abs(q.derivative), 1e-3))
}

func integral(unitPoint) (value, derivative tolerance) { return exactly(), exactly() }

func relu() hiddenUnit {
	return hiddenUnit{name: "ReLU", tol: integral, atZeroFrom: 0, library: diagnose.HiddenReLU(),
		of:     func(a specs.Activations) func(float64) (float64, float64) { return a.ReLU },
		points: []unitPoint{{1.5, 1.5, 1}, {-1.5, 0, 0}, {1e-300, 1e-300, 1}, {-1e-300, 0, 0}, {1000, 1000, 1}, {-1000, 0, 0}, {0, 0, 0}},
	}
}

func absolute() hiddenUnit {
	return hiddenUnit{name: "Abs", tol: integral, atZeroFrom: -1, library: diagnose.HiddenAbs(),
		of:     func(a specs.Activations) func(float64) (float64, float64) { return a.Abs },
		points: []unitPoint{{1.5, 1.5, 1}, {-1.5, 1.5, -1}, {1e-300, 1e-300, 1}, {-1e-300, 1e-300, -1}, {1000, 1000, 1}, {-1000, 1000, -1}, {0, 0, 0}},
	}
}

func softplus() hiddenUnit {
	return hiddenUnit{name: "Softplus", tol: smooth, atZeroFrom: math.NaN(), library: diagnose.HiddenSoftplus(),
		of: func(a specs.Activations) func(float64) (float64, float64) { return a.Softplus },
		points: []unitPoint{
			{0, 0.6931471805599453, 0.5}, {2, 2.1269280110429727, 0.8807970779778825}, {-3, 0.04858735157374196, 0.04742587317756678},
			{0.5, 0.9740769841801067, 0.6224593312018546},
		},
		tails: []unitPoint{
			{-40, 4.248354255291589e-18, 4.248354255291589e-18}, {-745, 5e-324, 5e-324}, {-1000, 0, 0}, {40, 40, 1}, {710, 710, 1}, {1000, 1000, 1},
		},
	}
}

func sigmoid() hiddenUnit {
	return hiddenUnit{name: "Sigmoid", tol: smooth, atZeroFrom: math.NaN(), library: diagnose.HiddenSigmoid(),
		of: func(a specs.Activations) func(float64) (float64, float64) { return a.Sigmoid },
		points: []unitPoint{
			{0, 0.5, 0.25}, {2, 0.8807970779778825, 0.1049935854035065}, {-3, 0.04742587317756678, 0.045176659730912},
			{0.5, 0.6224593312018546, 0.2350037122015945},
		},
		tails: []unitPoint{
			{-40, 4.248354255291589e-18, 4.248354255291589e-18}, {40, 1, 4.248354255291589e-18}, {-800, 0, 0}, {800, 1, 0}, {1000, 1, 0}, {-1000, 0, 0},
		},
	}
}

func tanh() hiddenUnit {
	return hiddenUnit{name: "Tanh", tol: smooth, atZeroFrom: math.NaN(), library: diagnose.HiddenTanh(),
		of: func(a specs.Activations) func(float64) (float64, float64) { return a.Tanh },
		points: []unitPoint{
			{0, 0, 1}, {1, 0.7615941559557649, 0.41997434161402614}, {-2, -0.9640275800758169, 0.07065082485316443}, {0.25, 0.24491866240370913, 0.940014848806378},
		},
		tails: []unitPoint{{40, 1, 0}, {-40, -1, 0}, {400, 1, 0}, {-400, -1, 0}, {1000, 1, 0}, {-1000, -1, 0}},
	}
}

func judgeUnit(unit func() hiddenUnit) func(context.Context, *grader.Pass) (grader.Verdict, error) {
	return func(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
		u := unit()
		answer := u.of(p.Answer.Activations)
		points := u.points
		if p.Key.Activations != nil {
			points = append(points, u.draw(p.Rand, p.Key.Activations)...)
		}
		var t tally
		seen := map[float64]unitPoint{}
		for i, q := range points {
			t.run(fmt.Sprintf("%s(%s)", u.name, digits(q.z)), func(c *comparison) {
				c.drawn = drawn(i >= len(u.points), u.name+" at a drawn point")
				value, derivative := answer(q.z)
				if i < len(u.points) {
					seen[q.z] = unitPoint{q.z, value, derivative}
				}
				valueTol, derivativeTol := u.tol(q)
				c.number("the value", value, q.value, valueTol)
				if q.z == 0 && !math.IsNaN(u.atZeroFrom) {
					c.that(u.rightAtZero(derivative), "the derivative", digits(derivative), fmt.Sprintf("a number in [%g, 1]", u.atZeroFrom))
					return
				}
				c.number("the derivative", derivative, q.derivative, derivativeTol)
			})
		}
		v := t.all()
		name(&v, func() []diagnose.Fault { return u.library.Faults(u.ask(answer, diagnose.HiddenPoints())) })
		u.show(&v, p, seen)
		return v, nil
	}
}

// rightAtZero reports whether a number will do for the derivative at a kink.
func (u hiddenUnit) rightAtZero(derivative float64) bool {
	return derivative >= u.atZeroFrom && derivative <= 1
}

// ask asks a unit at the points of the library.
func (hiddenUnit) ask(answer func(z float64) (value, derivative float64), at []float64) (z []float64, got []diagnose.UnitAnswer) {
	got = make([]diagnose.UnitAnswer, len(at))
	for i, z := range at {
		got[i].Value, got[i].Derivative = answer(z)
	}
	return at, got
}

// draw draws points of both signs with the key's answers.
func (u hiddenUnit) draw(r *rand.Rand, key specs.Activations) []unitPoint {
	var points []unitPoint
	for _, z := range []float64{between(r, 0.1, 2), between(r, 2, 6), -between(r, 0.1, 2), -between(r, 2, 6)} {
		value, derivative := u.of(key)(z)
		points = append(points, unitPoint{z, value, derivative})
	}
	return points
}

func judgeTails(unit func() hiddenUnit) func(context.Context, *grader.Pass) (grader.Verdict, error) {
	return func(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
		u := unit()
		var t tally
		for _, q := range u.tails {
			t.run(fmt.Sprintf("%s(%s)", u.name, digits(q.z)), func(c *comparison) {
				value, derivative := u.of(p.Answer.Activations)(q.z)
				c.number("the value", value, q.value, tailTolerance(q.value, 0))
				loose := 0.0
				if u.name == "Tanh" || q.z > 0 {
					loose = 1e-15 // σ(1 − σ) and 1 − tanh² cancel to 0, which harms nothing
				}
				c.number("the derivative", derivative, q.derivative, tailTolerance(q.derivative, loose))
			})
		}
		v := t.all()
		name(&v, func() []diagnose.Fault {
			answer := u.of(p.Answer.Activations)
			if z, got := u.ask(answer, diagnose.HiddenPoints()); !u.library.Right(z, got) {
				return u.library.Faults(z, got) // it is the wrong function, in the tails too
			}
			return u.library.TailFaults(u.ask(answer, diagnose.HiddenTails()))
		})
		return v, nil
	}
}

// tailTolerance asks for twelve digits, or for a number as small as the least
// there are.
func tailTolerance(want, loose float64) tolerance {
	return tolerance{max(1e-12*math.Abs(want), 1e-320, loose), "stable formulas keep their digits"}
}
