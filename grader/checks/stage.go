package checks

import (
	"fmt"
	"math"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/numeric"
)

// stage is one term of a chain rule (or one line of a forward pass) at one
// point. Scalars and vectors are matrices of one row.
type stage struct {
	where     string
	drawn     string // as of a comparison
	got, want [][]float64
	own       [][]float64 // what follows from the submission's own terms before it; nil if it is the first
	given     []float64   // numbers of the question: a term that repeats one of them is no work
	tol       tolerance
}

// stages judges one term at n points as one case. A term that follows from the
// submission's own terms before it is right: one mistake is paid for once. But
// it must follow from something: not from zeros, a constant, or a number that
// stands in the question.
func (t *tally) stages(name string, n int, at func(i int) stage) {
	points := make([]stage, n)
	for i := range points {
		points[i] = at(i)
	}
	t.run(name, func(c *comparison) {
		for _, s := range points {
			c.where, c.drawn = s.where, s.drawn
			c.term(name, s)
		}
		c.unless(func() bool { return followsOwnTerms(points) })
		if c.wrong != nil && nearly(points) {
			c.because("low-precision", "right to some digits only: is this a numerical derivative, or float32? Use the formula of backpropagation in float64")
		}
	})
}

// nearly reports whether a term is wrong in its last digits only, at every point:
// a difference quotient loses at least four of sixteen, float32 nine.
func nearly(points []stage) bool {
	for _, s := range points {
		if !nonzero(s.got) || !sameMatrix(s.got, s.want, 1e-5*s.tol.abs/numeric.Tolerance(numeric.KappaBasic, 1)) {
			return false
		}
	}
	return true
}

func followsOwnTerms(points []stage) bool {
	constant, varied := true, false
	for _, s := range points {
		if !nonzero(s.own) || !sameMatrix(s.got, s.own, s.tol.abs) {
			return false
		}
		if !slices.ContainsFunc(slices.Concat(s.own...), func(x float64) bool { return !slices.Contains(s.given, x) }) {
			return false
		}
		constant = constant && sameMatrix(s.own, points[0].own, 0)
		varied = varied || !sameMatrix(s.want, points[0].want, 0)
	}
	return !(constant && varied)
}

// term judges a stage under the name of what it is: a number, a vector or a
// matrix.
func (c *comparison) term(name string, s stage) {
	switch {
	case len(s.want) != 1 || len(s.got) != 1:
		c.matrix(name, s.got, s.want, s.tol)
	case len(s.want[0]) != 1 || len(s.got[0]) != 1:
		c.vector(name, s.got[0], s.want[0], s.tol)
	default:
		c.number(name, s.got[0][0], s.want[0][0], s.tol)
	}
}

func row(x ...float64) [][]float64 { return [][]float64{x} }

// nonzero reports whether a matrix holds a number other than 0, and no NaN or
// infinity: whether there is something to build on.
func nonzero(m [][]float64) bool {
	some := false
	for _, row := range m {
		for _, x := range row {
			if x-x != 0 {
				return false
			}
			some = some || x != 0
		}
	}
	return some
}

func sameShape(a, b [][]float64) bool {
	return slices.EqualFunc(a, b, func(p, q []float64) bool { return len(p) == len(q) })
}

func sameMatrix(a, b [][]float64, tol float64) bool {
	if !sameShape(a, b) {
		return false
	}
	for i := range a {
		for j := range a[i] {
			if !numeric.Within(a[i][j], b[i][j], tol) {
				return false
			}
		}
	}
	return true
}

// explainGradient asks which side of a wrong gradient is wrong: it compares the
// submission's gradient with the numerical derivative of its own loss at the
// same parameters. Where that derivative has no bound that settles it, nothing
// is said.
func explainGradient(v *grader.Verdict, call string, at, got, want []float64, loss func(at []float64) float64) {
	if len(got) != len(at) || len(v.Findings) == 0 || v.Findings[0].Code != "" {
		return
	}
	ownLoss, wantedLoss, slopes := true, true, false // is got, is want, the derivative of the submission's loss? Is there one?
	settled := quietly(func() bool {
		estimates, err := numeric.Gradient(loss, at, 0)
		if err != nil {
			return false
		}
		for i, e := range estimates {
			ownLoss = ownLoss && e.Agrees(got[i], 1e-9)
			wantedLoss = wantedLoss && e.Agrees(want[i], 1e-9)
			slopes = slopes || math.Abs(e.Value) > e.Bound
		}
		return slopes
	})
	if !settled {
		return
	}
	f := &v.Findings[0]
	switch {
	case ownLoss && !wantedLoss:
		f.Code, f.Why = "another-loss", fmt.Sprintf("your gradient is the derivative of your own loss, but the loss that your %s returns is not the one that is asked for", call)
	case wantedLoss && !ownLoss:
		f.Code, f.Why = "not-the-derivative", fmt.Sprintf("the loss that your %s returns is right; this gradient is not its derivative", call)
	default:
		return
	}
	v.Summary = f.Why
}
