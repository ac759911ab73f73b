package gradebook

import (
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// Grade is how one submission of a student counts.
type Grade struct {
	Run         int64 // in which it was recorded
	Entry       Entry
	Report      grader.Report // as it was graded, without corrections
	Adjustments []Adjustment  // that apply to it, in the order in which they were made
	Unused      []Adjustment  // of checks that it was not asked
	Penalty     int           // thousandths that are lost for coming late
	Score       int           // thousandths: what was earned, with corrections of checks, less the penalty, with corrections of the sum
	Points      int           // thousandths that could be earned
}

// newGrade applies the corrections of the student and the late policy.
func newGrade(r recorded, all []Adjustment, late Policy) Grade {
	g := Grade{Run: r.run, Entry: r.entry, Report: r.report}
	for _, a := range all {
		switch {
		case a.Student != r.entry.Student:
		case a.Check == "" || slices.ContainsFunc(r.report.Results, func(r grader.Result) bool { return r.Check == a.Check }):
			g.Adjustments = append(g.Adjustments, a)
		default:
			g.Unused = append(g.Unused, a)
		}
	}
	g.Score, g.Points = adjusted(r.report, g.Adjustments).Score()
	g.Penalty = late.Penalty(r.entry.LateBy, g.Score)
	g.Score -= g.Penalty
	for _, a := range g.Adjustments {
		if a.Check == "" {
			g.Score = a.apply(g.Score)
		}
	}
	return g
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
		if a == Best && x.Score != y.Score {
			return x.Score - y.Score
		}
		return byAge(x, y)
	})
}
