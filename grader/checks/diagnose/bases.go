package diagnose

import "slices"

// The terms that an answer of Backward is taken apart into. Each basis has what
// belongs there and what gets in by a slip: a term that lost a factor, an
// argument of Backward that was added, a constant.

const (
	dataName = "(1/n) Σᵢ (yᵢ − μ)²"
	logName  = "1/β"
)

// product is a term times a factor.
func product(name string, factor of, c column) column {
	of := c.of
	c.of = func(u unit) float64 { return factor(u) * of(u) }
	if c.name == constantTerm {
		c.name = name
	} else {
		c.name = name + " · " + c.name
	}
	return c
}

func products(name string, factor of, columns []column) []column {
	all := make([]column, len(columns))
	for i, c := range columns {
		all[i] = product(name, factor, c)
	}
	return all
}

// lossSlope is ∂L/∂β in its two terms.
func lossSlope() []column {
	return []column{
		{name: dataName, of: unit.meanSquare, right: 1},
		{name: logName, of: over(beta), right: -1},
	}
}

// stray makes terms ones that do not belong.
func stray(columns []column) []column {
	all := slices.Clone(columns)
	for i := range all {
		all[i].right = 0
	}
	return all
}

func constantColumn() column { return column{name: constantTerm, of: unit.one} }

func activationColumn() column { return column{name: "a", of: func(u unit) float64 { return u.a }} }

func inputColumn() column { return column{name: "x", of: unit.input} }

// wholly is a sum that is taken as one term, for a mistake made after it was
// added up.
func wholly(sum of) column { return column{name: "whole", of: sum, right: 1, whole: true} }

// slopeColumns are the terms of ∂L/∂a: those of ∂L/∂β times the derivative of
// the activation. Those without that factor are terms of their own if it is not
// 1.
func (act activation) slopeColumns() (right, extra []column) {
	if act.name == "" {
		return lossSlope(), []column{constantColumn(), activationColumn()}
	}
	right = products(act.name, act.slope, lossSlope())
	sigma := product(act.name, act.slope, constantColumn())
	extra = append(stray(lossSlope()), sigma, column{act.name + "²", func(u unit) float64 { return square(act.slope(u)) }, 0, false},
		constantColumn(), activationColumn())
	return right, extra
}

// betaBases take ∂L/∂β apart. Where β is a itself one of both is enough.
func (act activation) betaBases() []basis {
	extra := []column{constantColumn(), {name: "β", of: beta}, inputColumn(), {name: "μ", of: func(u unit) float64 { return u.mu }}}
	if act.name != "" {
		extra = append(extra, activationColumn(), product(act.name, act.slope, constantColumn()))
	}
	return []basis{
		append(basis{wholly(rightBeta().at)}, extra...),
		append(basis(lossSlope()), extra...),
	}
}

// slopeBases take ∂L/∂a apart.
func (c chain) slopeBases(act activation) []basis {
	right, extra := act.slopeColumns()
	return c.linkBases(link{act.slope, fromBeta}, right, append(extra, inputColumn()))
}

// weightBases take ∂L/∂w apart. Its terms without x are there if x was forgotten
// in one of them.
func (c chain) weightBases(act activation) []basis {
	right, extra := act.slopeColumns()
	extra = slices.DeleteFunc(extra, func(c column) bool { return c.name == act.name+"²" })
	return c.linkBases(link{unit.input, fromA}, products("x", unit.input, right),
		slices.Concat(products("x", unit.input, extra), stray(right), []column{constantColumn(), activationColumn()}))
}

// biasBases take ∂L/∂b apart. Terms with x are there if it got into one of them.
func (c chain) biasBases(act activation) []basis {
	right, extra := act.slopeColumns()
	return c.linkBases(link{unit.one, fromA}, right, slices.Concat(extra, stray(products("x", unit.input, right)), []column{inputColumn()}))
}

// linkBases has the term that a link leads to as one column, from the
// submission's own term before it and from the right one, and as its parts.
func (c chain) linkBases(m link, right, extra []column) []basis {
	from := func(v values) basis {
		return append(basis{wholly(func(u unit) float64 { return m.at(v, u) })}, extra...)
	}
	return []basis{from(c.own), from(c.right), append(slices.Clone(basis(right)), extra...)}
}
