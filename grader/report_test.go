package grader_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// results returns one result for each exercise given, of 12 points.
func result(id specs.ID, status grader.Status, earned int) grader.Result {
	return grader.Result{Exercise: id, Check: string(id) + "/all", Status: status, Points: 12_000, Earned: earned}
}

func TestChoice(t *testing.T) {
	const two, mix = specs.IDTwoPrecisions, specs.IDMixtureMeans
	for _, tt := range []struct {
		name     string
		why      string
		two, mix grader.Result
		score    int
		statuses [2]grader.Status
	}{
		{name: "only the first", why: "either earns the full points", two: result(two, grader.Passed, 12_000), mix: result(mix, grader.NotAttempted, 0),
			score: 12_000, statuses: [2]grader.Status{grader.Passed, grader.NotChosen}},
		{name: "only the second", why: "either earns the full points", two: result(two, grader.NotAttempted, 0), mix: result(mix, grader.Passed, 12_000),
			score: 12_000, statuses: [2]grader.Status{grader.NotChosen, grader.Passed}},
		{name: "both", why: "the better counts, once", two: result(two, grader.Partial, 4_000), mix: result(mix, grader.Partial, 9_000),
			score: 9_000, statuses: [2]grader.Status{grader.NotChosen, grader.Partial}},
		{name: "equal", why: "the first in the order of the course", two: result(two, grader.Partial, 4_000), mix: result(mix, grader.Partial, 4_000),
			score: 4_000, statuses: [2]grader.Status{grader.Partial, grader.NotChosen}},
		{name: "none", why: "untouched stubs read so", two: result(two, grader.NotAttempted, 0), mix: result(mix, grader.NotAttempted, 0),
			statuses: [2]grader.Status{grader.NotAttempted, grader.NotAttempted}},
		{name: "second tried in vain", why: "its feedback is what the student needs", two: result(two, grader.NotAttempted, 0), mix: result(mix, grader.Failed, 0),
			statuses: [2]grader.Status{grader.NotChosen, grader.Failed}},
		{name: "broken", why: "our failure stays loud", two: result(two, grader.Broken, 0), mix: result(mix, grader.Passed, 12_000),
			score: 12_000, statuses: [2]grader.Status{grader.Broken, grader.Passed}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			given := []grader.Result{tt.two, tt.mix}
			r := grader.NewReport(grader.Submission{Name: "s"}, nil, given)
			score, points := r.Score()
			assert.Equal(t, tt.score, score, tt.why)
			assert.Equal(t, 12_000, points, "a choice counts once")
			assert.Equal(t, tt.statuses, [2]grader.Status{r.Results[0].Status, r.Results[1].Status}, tt.why)
			assert.Equal(t, []grader.Result{tt.two, tt.mix}, given, "the caller's results are left alone")
			again := grader.NewReport(grader.Submission{Name: "s"}, nil, r.Results)
			assert.Equal(t, r, again, "settling twice changes nothing")
		})
	}
}

func TestScoreIsTheSumOfTheStandings(t *testing.T) {
	r := grader.NewReport(grader.Submission{}, []string{"note"}, []grader.Result{
		result(specs.IDMixtureMeans, grader.Passed, 12_000), result(specs.IDXORLinear, grader.Partial, 333), result(specs.IDXORLinear, grader.Passed, 12_000),
	})
	standings := r.Standings()
	require.Len(t, standings, 2)
	assert.Equal(t, specs.IDXORLinear, standings[0].Exercise.ID, "in the order of the course")
	score, points := r.Score()
	assert.Equal(t, 24_333, score)
	assert.Equal(t, 36_000, points)
	assert.Equal(t, standings[0].Earned+standings[1].Earned, score)
}

func TestFinal(t *testing.T) {
	for _, tt := range []struct {
		name, why   string
		penalty     int
		corrections []grader.Correction
		want        int
	}{
		{name: "nothing", why: "the score counts", want: 5_000},
		{name: "late", why: "the penalty is lost", penalty: 1_500, want: 3_500},
		{name: "very late", why: "nobody has less than nothing", penalty: 9_000, want: 0},
		{name: "a check", why: "before the penalty", penalty: 1_500, corrections: []grader.Correction{{Check: "xor-linear/x", Points: 500}}, want: 4_000},
		{name: "the sum", why: "after the penalty", penalty: 1_500, corrections: []grader.Correction{{Exact: true, Points: 4_250}}, want: 4_250},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := grader.Report{Penalty: tt.penalty, Corrections: tt.corrections, Results: []grader.Result{{Exercise: specs.IDXORLinear, Check: "xor-linear/x", Points: 8_000, Earned: 5_000}}}
			final, points := r.Final()
			assert.Equal(t, tt.want, final, tt.why)
			assert.Equal(t, 8_000, points)
			assert.Equal(t, 5_000, r.Results[0].Earned, "the result stays as graded")
		})
	}
}
