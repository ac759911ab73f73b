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
func newGrade(r recorded, all []Adjustment, late Policy) Grade {
	g := Grade{Run: r.run, Entry: r.entry, Report: r.report}
	for _, a := range all {
		switch {
		case a.Student != r.entry.Student:
		case a.Check == "" || slices.ContainsFunc(r.report.Results, func(r grader.Result) bool { return r.Check == a.Check }):
			g.Adjustments = append(g.Adjustments, a)
			g.Report.Corrections = append(g.Report.Corrections, a.Correction)
		default:
			g.Unused = append(g.Unused, a)
		}
	}
	g.Report.Penalty = late.Of(g.Report)
	return g
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
