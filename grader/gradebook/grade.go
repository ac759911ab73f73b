package gradebook

import (
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// Grade is how one submission of a student counts.
type Grade struct {
	Run         int64 // in which it was recorded
	Entry       Entry
	Report      grader.Report // with the corrections that apply to it, and the penalty
	Adjustments []Adjustment  // which these corrections are
	Unused      []Adjustment  // of checks that it was not asked
}

// newGrade applies the corrections of the student and the late policy.
func newGrade(r recorded, made []Adjustment, late Policy) Grade {
	g := Grade{Run: r.run, Entry: r.entry}
	of := slices.DeleteFunc(slices.Clone(made), func(a Adjustment) bool { return a.Student != r.entry.Student })
	g.Report, g.Adjustments, g.Unused = Count(r.report, of, late)
	return g
}

// Count returns a report with the corrections of its student that apply to it, and
// with the late penalty. Unused are those of checks that it was not asked.
func Count(r grader.Report, made []Adjustment, late Policy) (counted grader.Report, used, unused []Adjustment) {
	for _, a := range made {
		if a.Check != "" && indexOf(r.Results, a.Check) < 0 {
			unused = append(unused, a)
			continue
		}
		used = append(used, a)
		r.Corrections = append(r.Corrections, a.Correction)
	}
	r.Penalty = late.Of(r)
	return r, used, unused
}

// score is what counts, in thousandths.
func (g Grade) score() int {
	earned, _ := g.Report.Final()
	return earned
}

// Counting says which of a student's submissions counts, and what coming late
// costs.
type Counting struct {
	Attempt Attempt
	Late    Policy
}

// Attempt says which of several submissions counts. Its zero value is the latest.
type Attempt int

// The ways to choose.
const (
	Latest Attempt = iota // by its number, else by when it was handed in, else by when it was graded
	Best                  // by its score after penalty and corrections; of equal ones the latest
)

// counts returns the grade that counts, of one or more of the same student.
func (a Attempt) counts(grades []Grade) Grade {
	return slices.MaxFunc(grades, func(x, y Grade) int {
		if by := x.score() - y.score(); a == Best && by != 0 {
			return by
		}
		return byAge(x, y)
	})
}
