package gradebook_test

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// TestRoundTrip records, closes, and reads everything back from the file.
func TestRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a class? #1 100%.gradebook")
	g := openBook(t, path)
	run := begin(t, g, setting())
	zone := time.FixedZone("Hobart", 11*3600)
	entry := gradebook.Entry{Place: 1, Student: "Ada \xff\U0001F600", Students: []grader.Student{{Name: "Ada \xff", Platform: "4711", ID: "0042", Login: "ada", Email: "ada@example.edu", Section: "=1"}, {Name: "Bob"}}, Origin: `C:\hand ins\ada.zip`, Handed: grader.Handed{At: noon().In(zone), Attempt: 2, Late: true, LateBy: 3*time.Hour + time.Nanosecond}}
	ada, bob := submission("ada", "package student\xff"), submission("bob", "package student")
	of := report(ada, 0, 2500)
	of.Results[0].Summary, of.Results[0].Findings[0].Got, of.Results[1].Summary = "\xff\xfe<&\u2028", "\x00\x1b[2J\xc3\x28", ""
	require.NoError(t, run.Record(t.Context(), entry, ada, of), "the second in the class is the first to be ready")
	first := record(t, run, 0, bob, 5000, 0)
	require.NoError(t, run.End(t.Context(), noon().Add(time.Minute)))
	require.NoError(t, g.Close())

	want := of
	want.Students, want.Handed = entry.Students, entry.Handed
	want.Handed.At = noon()
	g = openBook(t, path)
	roll, err := g.OfRun(t.Context(), run.ID(), gradebook.Policy{})
	require.NoError(t, err)
	assert.Equal(t, setting(), roll.Setting)
	class := roll.Class()
	assert.Equal(t, []string{"r1", "s1", "go1.26"}, []string{class.Rubric, class.Seed, class.Toolchain})
	assert.Equal(t, []grader.Report{first, want}, slices.Collect(class.Reports), "to the last byte, in the order of the places")
	entry.Handed.At = entry.Handed.At.UTC()
	assert.Equal(t, entry, roll.Grades[1].Entry, "times are in UTC")
	runs, err := g.Runs(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []gradebook.Summary{{ID: run.ID(), Setting: setting(), Begun: noon(), Ended: noon().Add(time.Minute), Entries: 2}}, runs)
}

func TestLookup(t *testing.T) {
	g := newBook(t)
	run := begin(t, g, setting())
	ada := submission("ada", "a")
	given := record(t, run, 0, ada, 5000, 100)
	for _, tt := range []struct {
		name, why string
		change    func(s *gradebook.Setting, of *grader.Submission)
		held      bool
	}{
		{name: "the same", why: "a regrade is the same grade", change: func(*gradebook.Setting, *grader.Submission) {}, held: true},
		{name: "of another student", why: "identical submissions are graded once", change: func(_ *gradebook.Setting, of *grader.Submission) { of.Name = "bob" }, held: true},
		{name: "source", why: "other files", change: func(_ *gradebook.Setting, of *grader.Submission) { *of = submission("ada", "b") }},
		{name: "refusal", why: "a refused submission has no files to tell it by", change: func(_ *gradebook.Setting, of *grader.Submission) { of.Refusal = "it holds no Go file" }},
		{name: "rubric", why: "other questions", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Rubric = "r2" }},
		{name: "seed", why: "other cases", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Seed = "s2" }},
		{name: "toolchain", why: "another compiler", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Toolchain = "go1.27" }},
		{name: "version", why: "checks with the same text may judge otherwise", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Gradus = "v2" }},
		{name: "fewer checks", why: "what was asked is part of the answer", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Checks = s.Checks[:1] }},
		{name: "order of the checks", why: "results are in the order of the rubric", change: func(s *gradebook.Setting, _ *grader.Submission) { s.Checks = []string{relu, fit} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, of := setting(), ada
			tt.change(&s, &of)
			graded, ok, err := g.Lookup(t.Context(), s, of)
			require.NoError(t, err)
			assert.Equal(t, tt.held, ok, tt.why)
			if ok {
				again := grader.NewReport(of, graded.Notes, graded.Results)
				again.Submission = given.Submission
				assert.Equal(t, given, again, "the report is the recorded one")
			}
		})
	}
}

// TestZones records one hour by two clocks.
func TestZones(t *testing.T) {
	path := filepath.Join(t.TempDir(), "class.gradebook")
	g := openBook(t, path)
	ada := submission("ada", "a")
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("Hobart", 11*3600)} {
		e := gradebook.Entry{Student: "ada", Handed: grader.Handed{At: noon().In(zone)}}
		require.NoError(t, begin(t, g, setting()).Record(t.Context(), e, ada, report(ada, 0, 0)))
	}
	require.NoError(t, g.Close())
	assert.Equal(t, 1, count(t, path, "SELECT count(*) FROM submissions WHERE handed = '2026-03-29T12:00:00Z'"), "it was handed in once")
	assert.Equal(t, 1, count(t, path, "SELECT count(*) FROM submissions"))
}

// TestRecall grades a class again in which one submission changed and one is new.
func TestRecall(t *testing.T) {
	g := newBook(t)
	first := begin(t, g, setting())
	ada, bob, eve := submission("ada", "a"), submission("bob", "b"), submission("eve", "e")
	ofAda := record(t, first, 0, ada, 5000, 0)
	record(t, first, 1, bob, 0, 0)

	again := begin(t, g, setting())
	bob.Files[0].Content = []byte("b, mended")
	twin := submission("twin", "a")
	var work []gradebook.Work
	for i, s := range []grader.Submission{eve, bob, ada, twin} {
		work = append(work, gradebook.Work{Entry: gradebook.Entry{Place: i, Student: s.Name}, Submission: s})
	}
	reports := recall(t, again, work)
	assert.Equal(t, []int{2, 3}, slices.Sorted(maps.Keys(reports)))
	assert.Equal(t, ofAda, reports[2])
	assert.Equal(t, "twin", reports[3].Submission)
	assert.Equal(t, ofAda.Results, reports[3].Results)
	record(t, again, 0, eve, 1, 1)
	record(t, again, 1, bob, 5000, 5000)
	roll, err := g.OfRun(t.Context(), again.ID(), gradebook.Policy{})
	require.NoError(t, err)
	var names []string
	for _, grade := range roll.Grades {
		names = append(names, grade.Entry.Student)
	}
	assert.Equal(t, []string{"eve", "bob", "ada", "twin"}, names, "in the order of the class, whatever was recorded first")

	other := setting()
	other.Seed = "s2"
	assert.Empty(t, recall(t, begin(t, g, other), work), "under another seed all is graded again")

	third, gone := begin(t, g, setting()), errors.New("it is gone")
	for name, err := range map[string]error{
		"work": third.Recall(t.Context(), 4, func(int) (gradebook.Work, error) { return gradebook.Work{}, gone }, nil),
		"found": third.Recall(t.Context(), 4, func(i int) (gradebook.Work, error) { return work[i], nil },
			func(int, grader.Report) error { return gone }),
	} {
		assert.ErrorIs(t, err, gone, name)
	}
	roll, err = g.OfRun(t.Context(), third.ID(), gradebook.Policy{})
	require.NoError(t, err)
	assert.Empty(t, roll.Grades, "then nothing is recorded")
}

// recall returns the reports that are held, by the place of their submission.
func recall(t testing.TB, run *gradebook.Run, work []gradebook.Work) map[int]grader.Report {
	t.Helper()
	reports := map[int]grader.Report{}
	require.NoError(t, run.Recall(t.Context(), len(work), func(i int) (gradebook.Work, error) { return work[i], nil },
		func(i int, r grader.Report) error { reports[i] = r; return nil }))
	return reports
}

// TestNotUsedAgain records what grading again may mend.
func TestNotUsedAgain(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		change    func(s *grader.Submission, r *grader.Report)
	}{
		{"broken", "our failure is tried again", func(_ *grader.Submission, r *grader.Report) { r.Results[1].Status = grader.Broken }},
		{"not run", "it was never asked", func(_ *grader.Submission, r *grader.Report) { r.Results[0].Status = grader.NotRun }},
		{"refused", "why is not in the files", func(s *grader.Submission, r *grader.Report) { s.Refusal = "no Go file" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newBook(t)
			ada := submission("ada", "a")
			given := report(ada, 0, 0)
			tt.change(&ada, &given)
			for range 2 {
				run := begin(t, g, setting())
				require.NoError(t, run.Record(t.Context(), gradebook.Entry{Student: "ada"}, ada, given), "it is recorded all the same, each time")
				roll, err := g.OfRun(t.Context(), run.ID(), gradebook.Policy{})
				require.NoError(t, err)
				assert.Equal(t, given, roll.Grades[0].Report)
			}
			_, ok, err := g.Lookup(t.Context(), setting(), ada)
			require.NoError(t, err)
			assert.False(t, ok, tt.why)
		})
	}
}

// TestContradiction grades the same twice with two outcomes.
func TestContradiction(t *testing.T) {
	g := newBook(t)
	ada := submission("ada", "a")
	held := record(t, begin(t, g, setting()), 0, ada, 5000, 0)
	run := begin(t, g, setting())
	err := run.Record(t.Context(), gradebook.Entry{Student: "ada"}, ada, report(ada, 5000, 1))
	var contradiction *gradebook.ContradictionError
	require.ErrorAs(t, err, &contradiction, "a grade that depends on chance is never kept in silence")
	assert.Contains(t, err.Error(), `"ada"`)
	roll, err := g.OfRun(t.Context(), run.ID(), gradebook.Policy{})
	require.NoError(t, err)
	assert.Empty(t, roll.Grades, "nothing of it is recorded")
	graded, ok, err := g.Lookup(t.Context(), setting(), ada)
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, held.Results, graded.Results, "what was recorded first stands")
}

func TestMismatch(t *testing.T) {
	g := newBook(t)
	run := begin(t, g, setting())
	ada := submission("ada", "a")
	record(t, run, 0, submission("bob", "b"), 0, 0)
	for _, tt := range []struct {
		name, why string
		change    func(e *gradebook.Entry, r *grader.Report)
	}{
		{"no student", "nobody could be found by it", func(e *gradebook.Entry, _ *grader.Report) { e.Student = "" }},
		{"place before the first", "places begin at 0", func(e *gradebook.Entry, _ *grader.Report) { e.Place = -1 }},
		{"place taken", "one submission each", func(e *gradebook.Entry, _ *grader.Report) { e.Place = 0 }},
		{"late by less than nothing", "it was early", func(e *gradebook.Entry, _ *grader.Report) { e.Handed.Late, e.Handed.LateBy = true, -1 }},
		{"late by something and in time", "it cannot be both", func(e *gradebook.Entry, _ *grader.Report) { e.Handed.LateBy = 1 }},
		{"another name", "grades would be swapped", func(_ *gradebook.Entry, r *grader.Report) { r.Submission = "bob" }},
		{"another source", "grades would be swapped", func(_ *gradebook.Entry, r *grader.Report) { r.Source = "00" }},
		{"notes of another", "the notes of the building could not be told", func(_ *gradebook.Entry, r *grader.Report) { r.Notes = []string{"x"} }},
		{"a check less", "what is missing must not look right", func(_ *gradebook.Entry, r *grader.Report) { r.Results = r.Results[:1] }},
		{"another order", "results are in the order of the rubric", func(_ *gradebook.Entry, r *grader.Report) {
			r.Results[0], r.Results[1] = r.Results[1], r.Results[0]
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, r := gradebook.Entry{Place: 1, Student: "ada"}, report(ada, 0, 0)
			tt.change(&e, &r)
			var mismatch *gradebook.MismatchError
			assert.ErrorAs(t, run.Record(t.Context(), e, ada, r), &mismatch, tt.why)
		})
	}
	roll, err := g.OfRun(t.Context(), run.ID(), gradebook.Policy{})
	require.NoError(t, err)
	assert.Len(t, roll.Grades, 1, "nothing of them is recorded")
}
