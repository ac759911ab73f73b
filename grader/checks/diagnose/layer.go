package diagnose

import (
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// LayerPoint is a question to Backward of TwoPrecisions: a and β as a right
// Forward returns them.
type LayerPoint struct {
	A, Beta []float64
	Sample  specs.VectorSample
}

// place tells where in a layer of two units and two inputs a number stands. It
// is that of unit k; for a weight W[k][j] it has an input j.
type place struct {
	first  int // where the point's units begin
	k, j   int
	inputs []float64
	other  *unit // the other unit
}

// TwoPrecisions names the mistakes in a Backward of TwoPrecisions that returned
// got at points: at most one for each of ∂L/∂β, ∂L/∂a, ∂L/∂W and ∂L/∂b, in this
// order. It is meant for |a| ≤ 5, as [Softplus] is.
func TwoPrecisions(points []LayerPoint, got []specs.LayerGradient) []Fault {
	if len(points) < fewest || !slices.EqualFunc(points, got, LayerPoint.fits) {
		return nil
	}
	units, weights := layerUnits(points)
	var beta, a, w, b []float64
	for _, g := range got {
		beta, a, w, b = append(beta, g.Beta...), append(a, g.A...), append(w, slices.Concat(g.W...)...), append(b, g.B...)
	}
	act := layerActivation()
	c := newChain(units, act, beta, a)
	return slices.Concat(
		c.betaFaults(term{"∂L/∂β", "∂L/∂βₖ = −1/βₖ + (1/n) Σᵢ (yᵢₖ − μₖ)²"}, layerBetaLibrary()),
		c.slopeFaults(act, layerSlopeLibrary()),
		c.linkFaults(term{"∂L/∂W", "∂L/∂Wₖⱼ = ∂L/∂aₖ · xⱼ"}, weights, w, link{unit.input, fromA}, layerWeightLibrary()),
		c.linkFaults(term{"∂L/∂b", "∂L/∂bₖ = ∂L/∂aₖ"}, units, b, link{unit.one, fromA}, layerBiasLibrary()),
	)
}

func layerActivation() activation {
	act := softplusUnit()
	act.term = term{"∂L/∂a", "∂L/∂aₖ = ∂L/∂βₖ · σ(aₖ)"}
	return act
}

// fits reports whether g has the shape of a gradient at p.
func (p LayerPoint) fits(g specs.LayerGradient) bool {
	const two = 2
	return len(p.A) == two && len(p.Sample.X) == two && len(g.Beta) == two && len(g.A) == two && len(g.B) == two &&
		len(g.W) == two && len(g.W[0]) == two && len(g.W[1]) == two
}

// layerUnits lists all units, and then one for each weight, whose x is the
// weight's input.
func layerUnits(points []LayerPoint) (units, weights []unit) {
	for _, p := range points {
		first := len(units)
		pair := make([]unit, 2)
		for k := range pair {
			pair[k] = unit{at: first + k, a: p.A[k], beta: p.Beta[k], x: p.Sample.X[k], mu: p.Sample.Mu[k]}
			for _, y := range p.Sample.Y {
				pair[k].y = append(pair[k].y, y[k])
			}
		}
		for k, u := range pair {
			for j, x := range p.Sample.X {
				at := place{first, k, j, p.Sample.X, &pair[1-k]}
				u.x, u.layer = x, &at
				weights = append(weights, u)
				if j == k {
					units = append(units, u)
				}
			}
		}
	}
	return units, weights
}

func layerBetaLibrary() []option[betaTerm] {
	total := func(u unit) float64 { return u.meanSquare() + u.layer.other.meanSquare() }
	firstOnly := func(f of) of {
		return func(u unit) float64 {
			if u.layer.k > 0 {
				return f(*u.layer.other)
			}
			return f(u)
		}
	}
	library := append(betaLibrary(), options("data", []alternative{
		{"other-coordinate", "the squares are those of the other coordinate", func(u unit) float64 { return u.layer.other.meanSquare() }},
		{"first-coordinate-only", "the squares are those of the first coordinate for both units", firstOnly(unit.meanSquare)},
		{"coordinates-summed", "the squares of both coordinates are added up", total},
		{"coordinates-averaged", "the mean is taken over both coordinates", scaled(0.5, total)},
		{"mu-of-other-coordinate", "μ is not that of the coordinate itself", func(u unit) float64 {
			u.mu = u.layer.other.mu
			return u.meanSquare()
		}},
		{"mu-of-other-coordinate", "μ is not that of the coordinate itself", func(u unit) float64 {
			u.mu = firstOnly(func(u unit) float64 { return u.mu })(u)
			return u.meanSquare()
		}},
	}, func(m *betaTerm, f of) { m.data = f })...)
	return append(library, options("log", []alternative{
		{"other-precision", "β is that of the other unit in the term −1/β", func(u unit) float64 { return logSlope(*u.layer.other) }},
		{"first-precision-only", "β is that of the first unit for both in the term −1/β", firstOnly(logSlope)},
	}, func(m *betaTerm, f of) { m.log = f })...)
}

// Ways to take a term of another unit for that of one's own.

func fromOther(of func(values) []float64) func(values, unit) float64 {
	return func(v values, u unit) float64 { return of(v)[u.layer.first+1-u.layer.k] }
}

func fromFirst(of func(values) []float64) func(values, unit) float64 {
	return func(v values, u unit) float64 { return of(v)[u.layer.first] }
}

func fromBoth(of func(values) []float64) func(values, unit) float64 {
	return func(v values, u unit) float64 { return of(v)[u.layer.first] + of(v)[u.layer.first+1] }
}

func wrongUnits(of func(values) []float64) []option[link] {
	from := func(code, why string, f func(values, unit) float64) option[link] {
		return option[link]{"from", code, why, func(m *link) { m.from = f }}
	}
	return []option[link]{
		from("units-swapped", "it is taken from the other unit", fromOther(of)),
		from("first-unit-only", "it is taken from the first unit for both", fromFirst(of)),
		from("units-summed", "it is summed over the units", fromBoth(of)),
	}
}

func everyBeta(v values) []float64 { return v.beta }

func everyA(v values) []float64 { return v.a }

func layerSlopeLibrary() []option[link] {
	library := append(layerActivation().library(), wrongUnits(everyBeta)...)
	return append(library, options("factor", []alternative{
		{"act-derivative-of-other", "σ is taken at the other unit's a", func(u unit) float64 { return u.layer.other.sigmoid() }},
	}, setFactor)...)
}

func layerWeightLibrary() []option[link] {
	inputs := func(u unit) []float64 { return u.layer.inputs }
	library := append(weightLibrary(), wrongUnits(everyA)...)
	library = append(library, options("factor", []alternative{
		{"inputs-swapped", "the factor is the other input", func(u unit) float64 { return inputs(u)[1-u.layer.j] }},
		{"input-by-row", "the factor is xₖ, not xⱼ", func(u unit) float64 { return inputs(u)[u.layer.k] }},
		{"first-input-only", "the factor is the first input for both", func(u unit) float64 { return inputs(u)[0] }},
		{"inputs-summed", "the factor is the sum of the inputs", func(u unit) float64 { return inputs(u)[0] + inputs(u)[1] }},
		{"diagonal-only", "it is 0 off the diagonal", func(u unit) float64 { return indicator(u.layer.j == u.layer.k) * u.x }},
	}, setFactor)...)
	return append(library, option[link]{"factor", "transposed-w", "it is transposed", func(m *link) {
		m.factor = func(u unit) float64 { return inputs(u)[u.layer.k] }
		m.from = func(v values, u unit) float64 { return v.a[u.layer.first+u.layer.j] }
	}})
}

func layerBiasLibrary() []option[link] {
	library := append(biasLibrary(), wrongUnits(everyA)...)
	return append(library, options("factor", []alternative{
		{"bias-times-x", "there is a factor x too many", func(u unit) float64 { return u.layer.inputs[0] }},
		{"bias-times-x", "there is a factor x too many", func(u unit) float64 { return u.layer.inputs[0] + u.layer.inputs[1] }},
	}, setFactor)...)
}
