package gradebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// adjust makes a correction that says who and why.
func adjust(t *testing.T, g *gradebook.Gradebook, a gradebook.Adjustment) gradebook.Adjustment {
	t.Helper()
	a.Why, a.Who, a.Made = "argued well", "Dr. Grace", noon()
	made, err := g.Adjust(t.Context(), a)
	require.NoError(t, err)
	return made
}

// final is what counts, of ten points.
func final(g gradebook.Grade) int {
	earned, _ := g.Report.Final()
	return earned
}

func TestAdjusted(t *testing.T) {
	const day = 24 * time.Hour
	for _, tt := range []struct {
		name, why string
		late      time.Duration
		made      []gradebook.Adjustment
		score     int
		penalty   int
	}{
		{name: "none", why: "3 of 10 points", score: 3000},
		{name: "a check up", why: "points are added to a check", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Points: 500}}}, score: 3500},
		{name: "a check down", why: "and taken", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Points: -500}}}, score: 2500},
		{name: "below nothing", why: "a check has no negative points", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Points: -9000}}}, score: 1000},
		{name: "a check set", why: "the points of grading do not count then", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Exact: true, Points: 5000}}}, score: 6000},
		{name: "set to nothing", why: "zero is a number of points", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Exact: true}}}, score: 1000},
		{name: "added, then set", why: "in the order in which they were made", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Points: 500}}, {Correction: grader.Correction{Check: fit, Exact: true, Points: 100}}}, score: 1100},
		{name: "set, then added", why: "in the order in which they were made", made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Exact: true, Points: 100}}, {Correction: grader.Correction{Check: fit, Points: 500}}}, score: 1600},
		{name: "the sum", why: "a bonus for all", made: []gradebook.Adjustment{{Correction: grader.Correction{Points: 250}}}, score: 3250},
		{name: "the sum set", why: "as after an oral exam", made: []gradebook.Adjustment{{Correction: grader.Correction{Points: 250}}, {Correction: grader.Correction{Exact: true, Points: 10_000}}}, score: 10_000},
		{name: "late", why: "a tenth a day", late: day, score: 2700, penalty: 300},
		{name: "late, a check up", why: "the penalty is of what is earned in the end", late: day, made: []gradebook.Adjustment{{Correction: grader.Correction{Check: fit, Points: 1000}}}, score: 3600, penalty: 400},
		{name: "late, forgiven", why: "the sum is corrected after the penalty", late: day, made: []gradebook.Adjustment{{Correction: grader.Correction{Points: 300}}}, score: 3000, penalty: 300},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newBook(t)
			run, ada := begin(t, g, setting()), submission("ada", "a")
			graded := report(ada, 2000, 1000)
			require.NoError(t, run.Record(t.Context(), gradebook.Entry{Student: "ada", Handed: grader.Handed{Late: tt.late > 0, LateBy: tt.late}}, ada, graded))
			record(t, run, 1, submission("bob", "b"), 2000, 1000)
			for i, a := range tt.made {
				a.Student = "ada"
				tt.made[i] = adjust(t, g, a)
			}
			roll, err := g.Current(t.Context(), gradebook.Counting{Late: gradebook.Policy{PerDay: 100}})
			require.NoError(t, err)
			got := roll.Grades[0]
			assert.Equal(t, tt.score, final(got), tt.why)
			assert.Equal(t, tt.penalty, got.Report.Penalty, tt.why)
			assert.Equal(t, tt.made, got.Adjustments)
			for i, c := range got.Report.Corrections {
				assert.Equal(t, tt.made[i].Correction, c)
			}
			assert.Equal(t, graded.Results, got.Report.Results, "the result is not overwritten")
			assert.Equal(t, 3000, final(roll.Grades[1]), "others are left alone")
		})
	}
}

// TestAdjustmentStays grades again, with another source and another rubric.
func TestAdjustmentStays(t *testing.T) {
	g := newBook(t)
	record(t, begin(t, g, setting()), 0, submission("ada", "a"), 0, 0)
	made := adjust(t, g, gradebook.Adjustment{Student: "ada", Correction: grader.Correction{Check: fit, Points: 700}})
	assert.Equal(t, int64(1), made.After)
	record(t, begin(t, g, setting()), 0, submission("ada", "b"), 1000, 0)
	roll, err := g.Current(t.Context(), gradebook.Counting{})
	require.NoError(t, err)
	assert.Equal(t, 1700, final(roll.Grades[0]))

	other := setting()
	other.Checks = []string{relu}
	run, ada := begin(t, g, other), submission("ada", "a")
	of := report(ada, 0, 300)
	of.Results = of.Results[1:]
	require.NoError(t, run.Record(t.Context(), gradebook.Entry{Student: "ada"}, ada, of))
	roll, err = g.Current(t.Context(), gradebook.Counting{})
	require.NoError(t, err)
	assert.Equal(t, 300, final(roll.Grades[0]), "a check that is not asked is not corrected")
	assert.Equal(t, []gradebook.Adjustment{made}, roll.Grades[0].Unused, "and that is said")
}

func TestAdjustRefuses(t *testing.T) {
	g := newBook(t)
	record(t, begin(t, g, setting()), 0, submission("ada", "a"), 0, 0)
	good := gradebook.Adjustment{Student: "ada", Correction: grader.Correction{Check: fit, Points: 1, Why: "w", Who: "g", Made: noon()}}
	for _, tt := range []struct {
		name, why, want string
		change          func(a *gradebook.Adjustment)
	}{
		{"unknown student", "a slip of the pen", `knows no student "adda"`, func(a *gradebook.Adjustment) { a.Student = "adda" }},
		{"unknown check", "a slip of the pen", `knows no check "xor-linear/fitt"`, func(a *gradebook.Adjustment) { a.Check = "xor-linear/fitt" }},
		{"no reason", "somebody will ask", "why", func(a *gradebook.Adjustment) { a.Why = " \n" }},
		{"nobody", "somebody will ask whom", "who", func(a *gradebook.Adjustment) { a.Who = "" }},
		{"no time", "it would be of year 1", "some time", func(a *gradebook.Adjustment) { a.Made = time.Time{} }},
		{"set below nothing", "points are not negative", "negative", func(a *gradebook.Adjustment) { a.Exact, a.Points = true, -1 }},
		{"by nothing", "a slip of the pen", "changes nothing", func(a *gradebook.Adjustment) { a.Points = 0 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.change(&a)
			_, err := g.Adjust(t.Context(), a)
			assert.ErrorContains(t, err, tt.want, tt.why)
		})
	}
	h, err := g.History(t.Context(), "ada")
	require.NoError(t, err)
	assert.Empty(t, h.Adjustments, "nothing of them is kept")
}
