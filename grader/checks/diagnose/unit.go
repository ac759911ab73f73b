package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// UnitPoint is a question to Backward of PrecisionReLU or PrecisionSoftplus:
// a and β as a right Forward returns them.
type UnitPoint struct {
	A, Beta float64
	Sample  specs.Sample
}

// unit is one precision at one point: what its terms are made of.
type unit struct {
	at      int     // its place among all
	w, b    float64 // known in a forward pass only
	a, beta float64
	x       float64
	y       []float64
	mu      float64
	layer   *place // nil outside a layer
}

func (u unit) n() float64 { return float64(len(u.y)) }

// sum returns Σᵢ f(yᵢ − μ).
func (u unit) sum(f func(d float64) float64) float64 {
	sum := 0.0
	for _, y := range u.y {
		sum += f(y - u.mu)
	}
	return sum
}

// meanSquare returns S = (1/n) Σᵢ (yᵢ − μ)².
func (u unit) meanSquare() float64 { return u.sum(square) / u.n() }

// size is the sum of the absolute terms of ∂L/∂β. Where β = 0 and ∂L/∂β is
// infinite it sizes the rest.
func (u unit) size() float64 {
	size := 1 + u.meanSquare()
	if u.beta > 0 {
		size += 1 / u.beta
	}
	return size * max(1, math.Abs(u.x))
}

func (u unit) input() float64 { return u.x }

func (u unit) one() float64 { return 1 }

// step is the derivative of the rectifier.
func (u unit) step() float64 { return indicator(u.a > 0) }

// sigmoid is the derivative of the softplus.
func (u unit) sigmoid() float64 { return sigmoid(u.a) }

// of is a number that a unit gives rise to.
type of func(u unit) float64

// alternative is a mistake in such a number.
type alternative struct {
	code, why string
	of        of
}

// options lists alternatives as options of one slot of a model.
func options[M any](slot string, alternatives []alternative, set func(m *M, f of)) []option[M] {
	var all []option[M]
	for _, alt := range alternatives {
		all = append(all, option[M]{slot, alt.code, alt.why, func(m *M) { set(m, alt.of) }})
	}
	return all
}

// scales are the mistakes that multiply a whole term by a constant.
func scales(right of) []alternative {
	return []alternative{
		{"negated", "the sign is wrong", scaled(-1, right)},
		{"half", "there is a factor ½ too many", scaled(0.5, right)},
		{"double", "there is a factor 2 too many", scaled(2, right)},
		{"times-n", "there is a factor n too many", func(u unit) float64 { return u.n() * right(u) }},
		{"divided-by-n", "it is divided by n once too often", ratio(right, unit.n)},
	}
}

// ReLU names the mistakes in a Backward of PrecisionReLU that returned got at
// points: at most one for each of ∂L/∂β, ∂L/∂a, ∂L/∂w and ∂L/∂b, in this order.
//
// A mistake that the library does not hold is named if all it does is to give one
// or two terms of a sum a likely factor that is wrong: "term-coefficient",
// "term-missing" where the factor is 0, "term-extra" for a term that does not
// belong there. It takes about as many points as [ReLUPoints] returns, with more
// than one n, to be sure of that; at fewer points nothing is said.
//
// What the rectifier's derivative is taken from shows at a ≤ 0 alone, and only
// beside points with a > 0: see [ReLUInactivePoints].
func ReLU(points []UnitPoint, got []specs.UnitGradient) []Fault {
	return unitFaults(points, got, rectifier())
}

func rectifier() activation {
	return activation{term{"∂L/∂a", "∂L/∂a = ∂L/∂β if a > 0, else 0"}, "", unit.step, wrongSteps()}
}

// Softplus does for PrecisionSoftplus what [ReLU] does for PrecisionReLU. It is
// meant for |a| ≤ 5: further out a textbook formula that is right in theory is
// off by more than rounding, and no mistake would be found.
func Softplus(points []UnitPoint, got []specs.UnitGradient) []Fault {
	return unitFaults(points, got, softplusUnit())
}

func softplusUnit() activation {
	return activation{term{"∂L/∂a", "∂L/∂a = ∂L/∂β · σ(a)"}, "σ(a)", unit.sigmoid, wrongSigmoids()}
}

// activation is the link from β to a.
type activation struct {
	term  term
	name  string // of its derivative; empty if that is 1 where a term is not cut off
	slope of
	wrong []alternative
}

func unitFaults(points []UnitPoint, got []specs.UnitGradient, act activation) []Fault {
	if len(points) < fewest || len(got) != len(points) {
		return nil
	}
	column := func(part func(specs.UnitGradient) float64) []float64 {
		values := make([]float64, len(got))
		for i, g := range got {
			values[i] = part(g)
		}
		return values
	}
	c := newChain(unitsOf(points), act,
		column(func(g specs.UnitGradient) float64 { return g.Beta }),
		column(func(g specs.UnitGradient) float64 { return g.A }))
	w := column(func(g specs.UnitGradient) float64 { return g.W })
	b := column(func(g specs.UnitGradient) float64 { return g.B })
	slope, weight, bias := term{"∂L/∂β", "∂L/∂β = −1/β + (1/n) Σᵢ (yᵢ − μ)²"}, term{"∂L/∂w", "∂L/∂w = ∂L/∂a · x"}, term{"∂L/∂b", "∂L/∂b = ∂L/∂a"}
	return swapped(weight, bias, slices.Concat(
		orElse(c.betaFaults(slope, betaLibrary()), func() []Fault { return c.termFaults(slope, c.own.beta, act.betaBases()) }),
		orElse(c.slopeFaults(act, act.library()), func() []Fault { return c.linkTerms(act.term, c.own.a, link{act.slope, fromBeta}, c.slopeBases(act)) }),
		orElse(c.linkFaults(weight, c.units, w, link{unit.input, fromA}, weightLibrary()), func() []Fault {
			return c.linkTerms(weight, w, link{unit.input, fromA}, c.weightBases(act))
		}),
		orElse(c.linkFaults(bias, c.units, b, link{unit.one, fromA}, biasLibrary()), func() []Fault {
			return c.linkTerms(bias, b, link{unit.one, fromA}, c.biasBases(act))
		}),
	))
}

func unitsOf(points []UnitPoint) []unit {
	units := make([]unit, len(points))
	for i, p := range points {
		units[i] = unit{at: i, a: p.A, beta: p.Beta, x: p.Sample.X, y: p.Sample.Y, mu: p.Sample.Mu}
	}
	return units
}

// swapped says what an x that is missing from one term and superfluous in the
// other is: one mistake, not two.
func swapped(weight, bias term, faults []Fault) []Fault {
	w := slices.IndexFunc(faults, func(f Fault) bool { return f.Term == weight.name && f.Code == "missing-x" })
	b := slices.IndexFunc(faults, func(f Fault) bool { return f.Term == bias.name && f.Code == "bias-times-x" })
	if w < 0 || b < 0 {
		return faults
	}
	for _, i := range []int{w, b} {
		faults[i].Code = "swapped-weight-bias"
		faults[i].Why = weight.name + " and " + bias.name + " have changed places; right is " + weight.formula + ", " + bias.formula
	}
	return faults
}
