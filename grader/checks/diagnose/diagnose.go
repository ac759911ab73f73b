// Package diagnose says which term of a wrong answer is wrong, and how: it
// stands behind the checks, which ask it once an answer was found wrong.
//
// For every term that a submission returns (∂L/∂β, ∂L/∂a, …) it holds a library
// of known mistakes, each as a formula in place of the right one. A mistake is
// named only if its formula gives the submission's very answers, to rounding, at
// every point, and no other mistake's does. Else nothing is said: a wrong
// diagnosis is worse than none.
//
// A term is compared with what follows from the submission's own terms before
// it as well as with what follows from the right ones. So one mistake is named
// once, where it is made, and two mistakes in two terms are both named.
//
// Where the library is silent about a term of a precision net's gradient, that
// term is taken apart by least squares into the terms it is a sum of. A wrong
// factor is named only if it is a likely one and the sum gives the submission's
// very answers: see [ReLU].
//
// Points that hide nothing are needed to tell mistakes apart: at x = 1 a
// forgotten x is invisible, at n = 4 and x = 2 a factor n looks like a factor
// x². The functions named …Points return some that tell all of a library apart;
// ask the submission there too.
package diagnose

import (
	"math"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// Fault is a mistake that explains a wrong term.
type Fault struct {
	Term string // the term that is wrong, as the checks write it: "∂L/∂w"
	Code string // a stable name, such as "missing-x"; "+" joins two mistakes in one term
	Why  string // one sentence for the student; it ends with the right formula
}

// term is one of the things that a submission returns.
type term struct {
	name    string
	formula string
}

// option is a way to get one slot of a model M wrong. A model is the way to one
// or more terms, taken apart into slots that can be got wrong one by one.
type option[M any] struct {
	slot  string
	code  string // options with the same code are variants of one mistake
	why   string // the mistake, as a clause to which the formula is added
	apply func(*M)
}

// diagnose returns the fault that explains a term, if there is just one.
func diagnose[M any](t term, right M, library []option[M], fits func(M) bool) []Fault {
	found := explain(right, library, fits)
	if len(found) == 0 {
		return nil
	}
	return []Fault{fault(t, found)}
}

// fault words an explanation.
func fault[M any](t term, found []option[M]) Fault {
	whys := make([]string, len(found))
	for i, o := range found {
		whys[i] = o.why
	}
	return Fault{t.name, codes(found), t.name + ": " + strings.Join(whys, ", and ") + "; right is " + t.formula}
}

// explain returns the fewest options, two at most, that turn the right model
// into one that fits. It returns none if the right model fits, if no other does,
// or if as few options of other codes do too.
func explain[M any](right M, library []option[M], fits func(M) bool) []option[M] {
	if fits(right) {
		return nil
	}
	var found [][]option[M]
	with := func(options ...option[M]) {
		m := right
		for _, o := range options {
			o.apply(&m)
		}
		if fits(m) {
			found = append(found, options)
		}
	}
	for _, o := range library {
		with(o)
	}
	if len(found) > 0 {
		return unique(found)
	}
	for i, o := range library {
		for _, p := range library[i+1:] {
			if o.slot != p.slot {
				with(o, p)
			}
		}
	}
	return unique(found)
}

// unique returns one of the explanations if all of them have the same codes.
func unique[M any](found [][]option[M]) []option[M] {
	if len(found) == 0 || slices.ContainsFunc(found, func(f []option[M]) bool { return codes(f) != codes(found[0]) }) {
		return nil
	}
	return found[0]
}

func codes[M any](options []option[M]) string {
	all := make([]string, len(options))
	for i, o := range options {
		all[i] = o.code
	}
	return strings.Join(all, "+")
}

// fewest is how many points a name takes. At a point or two a mistake that is not
// in the library can look like one that is.
const fewest = 4

// near reports whether got is want up to rounding in terms whose absolute
// values add up to size. NaN is near nothing, an infinity only itself.
func near(got, want, size float64) bool {
	if math.IsInf(want, 0) {
		return got == want
	}
	return numeric.Within(got, want, numeric.Tolerance(numeric.KappaBasic, size+math.Abs(want)))
}

// times is a product in which 0 means "cut off": 0 times an infinity is 0, as in
// a program that chooses by a branch.
func times(factor, x float64) float64 {
	if factor == 0 {
		return 0
	}
	return factor * x
}
