package gradebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// handed is one attempt of a student.
type handed struct {
	gradebook.Entry
	earned int
}

func TestAttempts(t *testing.T) {
	const day = 24 * time.Hour
	tenth := gradebook.Policy{PerDay: 100}
	entry := func(attempt int, at time.Time, late time.Duration) gradebook.Entry {
		return gradebook.Entry{Student: "ada", Handed: grader.Handed{Attempt: attempt, At: at, Late: late > 0, LateBy: late}}
	}
	for _, tt := range []struct {
		name, why string
		runs      [][]handed
		counting  gradebook.Counting
		want      int // earned
	}{
		{"one", "it counts", [][]handed{{{entry(0, time.Time{}, 0), 1000}}}, gradebook.Counting{}, 1000},
		{"latest by run", "where nothing tells, the last graded", [][]handed{{{entry(0, time.Time{}, 0), 3000}}, {{entry(0, time.Time{}, 0), 1000}}}, gradebook.Counting{}, 1000},
		{"latest by number", "whatever was graded last", [][]handed{{{entry(2, time.Time{}, 0), 3000}}, {{entry(1, noon(), 0), 1000}}}, gradebook.Counting{}, 3000},
		{"latest by time", "whatever was graded last", [][]handed{{{entry(0, noon().Add(1), 0), 3000}}, {{entry(0, noon(), 0), 1000}}}, gradebook.Counting{}, 3000},
		{"latest within a run", "a download may hold all attempts", [][]handed{{{entry(2, noon(), 0), 3000}, {entry(1, noon(), 0), 1000}}}, gradebook.Counting{}, 3000},
		{"best", "the first was better", [][]handed{{{entry(1, noon(), 0), 3000}, {entry(2, noon(), 0), 1000}}}, gradebook.Counting{Attempt: gradebook.Best}, 3000},
		{"best of equal", "the latest of them", [][]handed{{{entry(1, noon(), 0), 2000}}, {{entry(2, noon(), 0), 2000}}}, gradebook.Counting{Attempt: gradebook.Best}, 2000},
		{"best after the penalty", "better, and five days late", [][]handed{{{entry(1, noon(), 0), 2500}, {entry(2, noon(), 5*day), 4000}}}, gradebook.Counting{Attempt: gradebook.Best, Late: tenth}, 2500},
		{"latest, late", "the penalty does not choose", [][]handed{{{entry(1, noon(), 0), 2500}, {entry(2, noon(), 5*day), 4000}}}, gradebook.Counting{Late: tenth}, 4000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newBook(t)
			n := 0
			for _, hands := range tt.runs {
				run := begin(t, g, setting())
				for i, h := range hands {
					n++
					s := submission("ada"+string(rune('0'+i)), string(rune('a'+n)))
					h.Place = i
					require.NoError(t, run.Record(t.Context(), h.Entry, s, report(s, h.earned, 0)))
				}
			}
			roll, err := g.Current(t.Context(), tt.counting)
			require.NoError(t, err)
			require.Len(t, roll.Grades, 1, "one for each student")
			earned, _ := roll.Grades[0].Report.Score()
			assert.Equal(t, tt.want, earned, tt.why)
			if tt.name == "best of equal" {
				assert.Equal(t, 2, roll.Grades[0].Entry.Handed.Attempt, tt.why)
			}
		})
	}
}

// TestCurrent is a class that was cut short, graded again, and then one of it
// alone, with one who came later, and once under another seed.
func TestCurrent(t *testing.T) {
	g := newBook(t)
	_, err := g.Current(t.Context(), gradebook.Counting{})
	var unknown *gradebook.UnknownError
	require.ErrorAs(t, err, &unknown, "nothing was graded")

	names := func() (all []string) {
		roll, err := g.Current(t.Context(), gradebook.Counting{})
		require.NoError(t, err)
		for r := range roll.Class().Reports {
			all = append(all, r.Submission)
		}
		return all
	}
	killed := begin(t, g, setting())
	record(t, killed, 2, submission("ada", "a"), 0, 0)
	record(t, killed, 0, submission("cyd", "c"), 0, 0)
	assert.Equal(t, []string{"cyd", "ada"}, names(), "what there is, in the order of the class")
	resumed := begin(t, g, setting())
	for i, name := range []string{"cyd", "bob", "ada"} {
		record(t, resumed, i, submission(name, name[:1]), 0, 0)
	}
	assert.Equal(t, []string{"cyd", "bob", "ada"}, names(), "as if it had not been cut short")
	alone := begin(t, g, setting())
	record(t, alone, 0, submission("ada", "better"), 5000, 5000)
	record(t, alone, 1, submission("zoe", "z"), 0, 0)
	assert.Equal(t, []string{"cyd", "bob", "ada", "zoe"}, names(), "grading one again moves nobody")
	roll, err := g.Current(t.Context(), gradebook.Counting{})
	require.NoError(t, err)
	assert.Equal(t, 10_000, final(roll.Grades[2]), "and gives the new grade")

	begin(t, g, setting()) // which was killed at once
	assert.Len(t, names(), 4, "a run without a report changes nothing")
	other := setting()
	other.Seed = "s2"
	record(t, begin(t, g, other), 0, submission("bob", "b"), 0, 0)
	assert.Equal(t, []string{"bob"}, names(), "grades of two seeds are not put into one table")
	roll, err = g.Current(t.Context(), gradebook.Counting{})
	require.NoError(t, err)
	assert.Equal(t, "s2", roll.Class().Seed)
}

func TestHistory(t *testing.T) {
	g := newBook(t)
	first := begin(t, g, setting())
	record(t, first, 0, submission("bob", "b"), 0, 0)
	record(t, first, 1, submission("ada", "a"), 500, 0)
	made := adjust(t, g, gradebook.Adjustment{Student: "ada", Correction: grader.Correction{Points: 1}})
	adjust(t, g, gradebook.Adjustment{Student: "bob", Correction: grader.Correction{Points: 2}})
	second := begin(t, g, setting())
	record(t, second, 0, submission("ada", "mended"), 5000, 0)
	third := begin(t, g, setting())
	record(t, third, 0, submission("ada", "a"), 500, 0)
	h, err := g.History(t.Context(), "ada")
	require.NoError(t, err)
	require.Len(t, h.Recorded, 3)
	assert.Equal(t, []int{500, 5000, 500}, []int{h.Recorded[0].Earned, h.Recorded[1].Earned, h.Recorded[2].Earned}, "without corrections")
	assert.Equal(t, 10_000, h.Recorded[0].Points)
	assert.Equal(t, []int64{1, 2, 3}, []int64{h.Recorded[0].Run.ID, h.Recorded[1].Run.ID, h.Recorded[2].Run.ID}, "in the order of the runs, whichever source it was")
	assert.Equal(t, 1, h.Recorded[0].Entry.Place)
	assert.NotEqual(t, h.Recorded[0].Source, h.Recorded[1].Source)
	assert.Equal(t, []gradebook.Adjustment{made}, h.Adjustments)

	_, err = g.History(t.Context(), "eve")
	var unknown *gradebook.UnknownError
	assert.ErrorAs(t, err, &unknown, "nothing is known, which is not the same as nothing graded")
	_, err = g.OfRun(t.Context(), 9, gradebook.Policy{})
	assert.ErrorAs(t, err, &unknown)
}
