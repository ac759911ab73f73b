package gradebook_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

func TestDiff(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		setting   func(s *gradebook.Setting)
		source    string // of the later run; "a" for the same
		earned    int
		adjust    int // between the runs
		causes    []gradebook.Cause
	}{
		{name: "nothing", why: "what did not move is not listed", source: "a", earned: 1000},
		{name: "source", why: "the student mended it", source: "b", earned: 2000, causes: []gradebook.Cause{gradebook.Source}},
		{name: "source without effect", why: "only what moved is listed", source: "b", earned: 1000},
		{name: "rubric", why: "the checks changed", setting: func(s *gradebook.Setting) { s.Rubric = "r2" }, source: "a", earned: 2000, causes: []gradebook.Cause{gradebook.Rubric}},
		{name: "seed", why: "other cases", setting: func(s *gradebook.Setting) { s.Seed = "s2" }, source: "a", earned: 0, causes: []gradebook.Cause{gradebook.Seed}},
		{name: "toolchain", why: "another compiler", setting: func(s *gradebook.Setting) { s.Toolchain = "go1.27" }, source: "a", earned: 0, causes: []gradebook.Cause{gradebook.Toolchain}},
		{name: "version", why: "a mended grader", setting: func(s *gradebook.Setting) { s.Gradus = "v2" }, source: "a", earned: 0, causes: []gradebook.Cause{gradebook.Version}},
		{name: "adjusted", why: "someone corrected it", source: "a", earned: 1000, adjust: 500, causes: []gradebook.Cause{gradebook.Adjusted}},
		{name: "all", why: "every cause that holds is listed", source: "b", earned: 5000, adjust: 500,
			setting: func(s *gradebook.Setting) {
				*s = gradebook.Setting{Rubric: "r2", Seed: "s2", Toolchain: "go2", Gradus: "v2", Checks: s.Checks}
			},
			causes: []gradebook.Cause{gradebook.Source, gradebook.Rubric, gradebook.Seed, gradebook.Toolchain, gradebook.Version, gradebook.Adjusted}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newBook(t)
			first := begin(t, g, setting())
			record(t, first, 0, submission("ada", "a"), 1000, 0)
			record(t, first, 1, submission("bob", "bob's"), 1000, 0) // who never moves
			if tt.adjust != 0 {
				adjust(t, g, gradebook.Adjustment{Student: "ada", Correction: grader.Correction{Points: tt.adjust}})
			}
			s := setting()
			if tt.setting != nil {
				tt.setting(&s)
			}
			second := begin(t, g, s)
			record(t, second, 0, submission("ada", tt.source), tt.earned, 0)
			record(t, second, 1, submission("bob", "bob's"), 1000, 0)
			adjust(t, g, gradebook.Adjustment{Student: "ada", Correction: grader.Correction{Points: 77}})
			changes, err := g.Diff(t.Context(), first.ID(), second.ID())
			require.NoError(t, err)
			if tt.causes == nil {
				assert.Empty(t, changes, tt.why)
				return
			}
			require.Len(t, changes, 1)
			assert.Equal(t, tt.causes, changes[0].Causes, tt.why)
			assert.Equal(t, 1000, changes[0].Was)
			assert.Equal(t, tt.earned+tt.adjust, changes[0].Is, "what was corrected after both runs is in neither")
		})
	}
}

// TestDiffOfClasses has one of each kind, and holds the order.
func TestDiffOfClasses(t *testing.T) {
	g := newBook(t)
	broken := func(s grader.Submission, earned, which int) grader.Report {
		r := report(s, earned, 0)
		r.Results[which] = r.Results[which].Without(grader.Broken, "the grader failed")
		return r
	}
	first, second := begin(t, g, setting()), begin(t, g, setting())
	retried, failed, gone, come, same := submission("retried", "r"), submission("failed", "f"), submission("gone", "g"), submission("come", "c"), submission("same", "s")
	require.NoError(t, first.Record(t.Context(), gradebook.Entry{Student: "r"}, retried, broken(retried, 1000, 1)))
	record(t, first, 1, failed, 1000, 0)
	record(t, first, 2, gone, 400, 0)
	record(t, first, 3, same, 9, 9)
	record(t, second, 0, same, 9, 9)
	record(t, second, 1, come, 300, 0)
	require.NoError(t, second.Record(t.Context(), gradebook.Entry{Place: 2, Student: "f"}, failed, broken(failed, 0, 0)))
	require.NoError(t, second.Record(t.Context(), gradebook.Entry{Place: 3, Student: "r"}, retried, report(retried, 1000, 2500)))
	changes, err := g.Diff(t.Context(), first.ID(), second.ID())
	require.NoError(t, err)
	assert.Equal(t, []gradebook.Change{
		{Submission: "come", Is: 300, Causes: []gradebook.Cause{gradebook.Appeared}},
		{Submission: "failed", Was: 1000, Causes: []gradebook.Cause{gradebook.Failed}, Checks: []gradebook.CheckChange{{Check: fit, Was: grader.Partial, Is: grader.Broken, Before: 1000}}},
		{Submission: "retried", Was: 1000, Is: 3500, Causes: []gradebook.Cause{gradebook.Retried}, Checks: []gradebook.CheckChange{{Check: relu, Was: grader.Broken, Is: grader.Partial, Earned: 2500}}},
		{Submission: "gone", Was: 400, Causes: []gradebook.Cause{gradebook.Vanished}},
	}, changes)

	again, err := g.Diff(t.Context(), second.ID(), second.ID())
	require.NoError(t, err)
	assert.Empty(t, again, "a run is like itself")
	_, err = g.Diff(t.Context(), first.ID(), 3)
	var unknown *gradebook.UnknownError
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, gradebook.UnknownError{What: "run", Name: "3"}, *unknown)
}
