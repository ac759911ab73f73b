package checks

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/numeric"
)

// tolerance is how far an answer may be off, and why so far.
type tolerance struct {
	abs float64
	why string
}

// exactly asks for the very number: integers, halves and zeros that every right
// formula hits.
func exactly() tolerance { return tolerance{0, "it is exact in any right formula"} }

// rounding allows for what rounding can do to any right formula: κ roundings of
// terms whose absolute values add up to size.
func rounding(kappa, size float64) tolerance {
	return tolerance{
		numeric.Tolerance(kappa, size),
		fmt.Sprintf("%s roundings of terms that add up to %s", short(kappa), short(size)),
	}
}

// pathTolerance is for trajectories: right programs that sum in another order
// differ by 2e-15 after a thousand steps, the least wrong one by far more.
func pathTolerance(want float64) tolerance {
	return tolerance{1e-9 * max(1, math.Abs(want)), "right programs agree to 2e-15"}
}

// comparison judges one case. It keeps the first thing that is wrong; what
// follows from it is not looked at.
type comparison struct {
	where    string
	drawn    string // the question without its numbers, if they are drawn
	wrong    *grader.Finding
	forgiven bool
}

// that judges a claim about the answer.
func (c *comparison) that(ok bool, what, got, want string) bool {
	if c.wrong != nil {
		return false
	}
	if !ok {
		c.wrong = &grader.Finding{Where: about(c.where, what), Got: got, Want: want}
		if c.drawn != "" {
			part, _, _ := strings.Cut(what, "[") // which number of it is wrong, tells of the numbers
			c.wrong.Drawn = about(c.drawn, part)
		}
	}
	return ok
}

// because adds the cause to the finding of this case, if there is one.
func (c *comparison) because(code, why string) {
	if c.wrong != nil && c.wrong.Code == "" {
		c.wrong.Code, c.wrong.Why = code, why
	}
}

// unless forgives what is wrong where it follows from a mistake that is paid for
// elsewhere. It is asked only if something is wrong.
func (c *comparison) unless(elsewhere func() bool) {
	if c.wrong != nil && quietly(elsewhere) {
		c.wrong, c.forgiven = nil, true
	}
}

// quietly asks the submission once more after its answer is judged. What it does
// now, such as to crash, is not the question any more.
func quietly(ask func() bool) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	return ask()
}

// number judges one number. NaN is never right, an infinity only where that
// infinity is wanted.
func (c *comparison) number(what string, got, want float64, tol tolerance) bool {
	if c.wrong != nil {
		return false
	}
	ok := numeric.Within(got, want, tol.abs)
	c.that(ok, what, digits(got), digits(want))
	if d := math.Abs(got - want); !ok && d < math.Inf(1) {
		c.wrong.Off = fmt.Sprintf("off by %s; up to %s is allowed: %s", short(d), short(tol.abs), tol.why)
	}
	return ok
}

// vector judges a slice of numbers, its length first.
func (c *comparison) vector(what string, got, want []float64, tol tolerance) bool {
	if !c.that(len(got) == len(want), "the length of "+what, strconv.Itoa(len(got)), strconv.Itoa(len(want))) {
		return false
	}
	for i := range want {
		if !c.number(fmt.Sprintf("%s[%d]", what, i), got[i], want[i], tol) {
			return false
		}
	}
	return true
}

// matrix judges a slice of rows, its shape first.
func (c *comparison) matrix(what string, got, want [][]float64, tol tolerance) bool {
	if !c.that(len(got) == len(want), "the number of rows of "+what, strconv.Itoa(len(got)), strconv.Itoa(len(want))) {
		return false
	}
	for i := range want {
		if !c.vector(fmt.Sprintf("%s[%d]", what, i), got[i], want[i], tol) {
			return false
		}
	}
	return true
}

// about names a part of the answer to a question.
func about(question, what string) string {
	if what == "" {
		return question
	}
	return question + ", " + what
}

// digits prints a number with the six digits that are the same on every
// machine.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

// short prints a size or a distance.
func short(x float64) string { return strconv.FormatFloat(x, 'g', 2, 64) }

// list prints numbers for the text of a question.
func list(xs ...float64) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = digits(x)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
