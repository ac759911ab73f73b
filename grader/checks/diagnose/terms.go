package diagnose

import (
	"slices"
	"strings"
)

// orElse asks for the terms of a sum only if the library has no name: its words
// are about the mistake, not about what became of it.
func orElse(named []Fault, terms func() []Fault) []Fault {
	if len(named) > 0 {
		return named
	}
	return terms()
}

// linkTerms says which terms of a sum have wrong factors, where right would be
// what leads to it. A unit with β = 0 has no terms: there it must be right.
func (c chain) linkTerms(t term, got []float64, right link, bases []basis) []Fault {
	for i, u := range c.units {
		if !(u.beta > 0) && !near(got[i], right.at(c.right, u), u.size()) {
			return nil
		}
	}
	return c.termFaults(t, got, bases)
}

// termFaults returns the shortest list of wrong factors that explains a term. It
// returns none if the term is right, or follows from the one before it, and none
// if two lists that are as short say different things.
func (c chain) termFaults(t term, got []float64, bases []basis) []Fault {
	var units []unit
	var values []float64
	for i, u := range c.units {
		if u.beta > 0 {
			units, values = append(units, u), append(values, got[i])
		}
	}
	var found [][]departure
	for _, b := range bases {
		if d, ok := b.departures(units, values); ok {
			found = append(found, d)
		}
	}
	if len(found) == 0 {
		return nil
	}
	shortest := slices.MinFunc(found, func(a, b []departure) int { return len(a) - len(b) })
	for _, d := range found {
		if len(d) == len(shortest) && !slices.Equal(d, shortest) {
			return nil
		}
	}
	return departed(t, shortest)
}

// departed words a list of wrong factors.
func departed(t term, all []departure) []Fault {
	if len(all) == 0 {
		return nil
	}
	var codes, whys []string
	for _, d := range all {
		whys = append(whys, d.why)
		if !slices.Contains(codes, d.code) {
			codes = append(codes, d.code)
		}
	}
	return []Fault{{t.name, strings.Join(codes, "+"), t.name + ": " + strings.Join(whys, ", and ") + "; right is " + t.formula}}
}
