package diagnose

// chain holds what stands between the loss and the parameters: a term follows
// from the submission's own terms before it, or from the right ones.
type chain struct {
	units      []unit
	own, right values
}

// values are ∂L/∂β and ∂L/∂a of every unit.
type values struct{ beta, a []float64 }

func newChain(units []unit, act activation, beta, a []float64) chain {
	c := chain{units: units, own: values{beta, a}}
	for _, u := range units {
		slope := rightBeta().at(u)
		c.right.beta = append(c.right.beta, slope)
		c.right.a = append(c.right.a, times(act.slope(u), slope))
	}
	return c
}

// betaTerm is ∂L/∂β, taken apart.
type betaTerm struct{ data, log, scale of }

func rightBeta() betaTerm {
	return betaTerm{data: unit.meanSquare, log: logSlope, scale: unit.one}
}

func (m betaTerm) at(u unit) float64 { return m.scale(u) * (m.data(u) + m.log(u)) }

// betaFaults explains ∂L/∂β where it is finite.
func (c chain) betaFaults(t term, library []option[betaTerm]) []Fault {
	return diagnose(t, rightBeta(), library, func(m betaTerm) bool {
		for i, u := range c.units {
			if u.beta > 0 && !near(c.own.beta[i], m.at(u), u.size()) {
				return false
			}
		}
		return true
	})
}

func betaLibrary() []option[betaTerm] {
	library := options("data", append(wrongSquares(), alternative{
		"data-not-differentiated", "the term of the data still has its factor β", func(u unit) float64 { return u.beta * u.meanSquare() },
	}), func(m *betaTerm, f of) { m.data = f })
	library = append(library, options("log", wrongLogSlopes(), func(m *betaTerm, f of) { m.log = f })...)
	return append(library, options("scale", []alternative{
		{"negated", "the sign is wrong", constant(-1)},
		{"half-loss", "it is half of what it should be, as if the loss had a factor ½", constant(0.5)},
		{"double", "it is twice what it should be", constant(2)},
		{"sum-of-losses", "it is n times what it should be, as if the loss were a sum", unit.n},
		{"divided-by-n", "it is divided by n once too often", over(unit.n)},
		{"zero-gradient", "it is 0", constant(0)},
	}, func(m *betaTerm, f of) { m.scale = f })...)
}

// link is a term that is a factor times a term before it.
type link struct {
	factor of
	from   func(v values, u unit) float64
}

func (m link) at(v values, u unit) float64 { return times(m.factor(u), m.from(v, u)) }

func fromBeta(v values, u unit) float64 { return v.beta[u.at] }

func fromA(v values, u unit) float64 { return v.a[u.at] }

// slopeFaults explains ∂L/∂a.
func (c chain) slopeFaults(act activation, library []option[link]) []Fault {
	return c.linkFaults(act.term, c.units, c.own.a, link{act.slope, fromBeta}, library)
}

func (act activation) library() []option[link] {
	return options("factor", append(act.wrong, scales(act.slope)...), setFactor)
}

// weightLibrary and biasLibrary hold what can be wrong with the gradient of a
// parameter.
func weightLibrary() []option[link] { return parameterLibrary(unit.input, wrongInputs()) }

func biasLibrary() []option[link] { return parameterLibrary(unit.one, wrongBiases()) }

func parameterLibrary(right of, wrong []alternative) []option[link] {
	return append(options("factor", append(wrong, scales(right)...), setFactor), option[link]{
		"from", "activation-skipped", "it is taken from ∂L/∂β, not from ∂L/∂a", func(m *link) { m.from = fromBeta },
	})
}

func setFactor(m *link, f of) { m.factor = f }

// linkFaults explains a term that follows from another one. There is one number
// for each unit.
func (c chain) linkFaults(t term, units []unit, got []float64, right link, library []option[link]) []Fault {
	return diagnose(t, right, library, func(m link) bool {
		follows := func(v values) bool {
			for i, u := range units {
				if !near(got[i], m.at(v, u), u.size()) {
					return false
				}
			}
			return true
		}
		return follows(c.own) || follows(c.right)
	})
}
