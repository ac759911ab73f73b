package gradebook_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/specs"
)

// The checks of the tests, in the order of their rubric, which is not that of the
// alphabet.
const (
	fit  = "xor-linear/fit"
	relu = "activations/relu"
)

func noon() time.Time { return time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC) }

func setting() gradebook.Setting {
	return gradebook.Setting{Rubric: "r1", Seed: "s1", Toolchain: "go1.26", Gradus: "v1", Checks: []string{fit, relu}}
}

func newBook(t *testing.T) *gradebook.Gradebook {
	t.Helper()
	return openBook(t, filepath.Join(t.TempDir(), "class.gradebook"))
}

func openBook(t *testing.T, path string) *gradebook.Gradebook {
	t.Helper()
	g, err := gradebook.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { g.Close() })
	return g
}

func begin(t *testing.T, g *gradebook.Gradebook, s gradebook.Setting) *gradebook.Run {
	t.Helper()
	r, err := g.Begin(t.Context(), s, noon())
	require.NoError(t, err)
	return r
}

// submission is one whose source is named by a text.
func submission(name, source string) grader.Submission {
	return grader.Submission{Name: name, Files: []grader.File{{Name: "a.go", Content: []byte(source)}}, Notes: []string{"the folder of " + name}}
}

// report gives 5 points for each check that can be had, and what was earned.
func report(s grader.Submission, earned ...int) grader.Report {
	var results []grader.Result
	for i, check := range []string{fit, relu} {
		r := grader.Result{Exercise: []specs.ID{specs.IDXORLinear, specs.IDActivations}[i], Check: check, Points: 5000, Earned: earned[i], Summary: fmt.Sprintf("earned %d", earned[i])}
		switch r.Earned {
		case 0:
			r.Status = grader.Failed
			r.Findings = []grader.Finding{{Where: "at 0", Got: "NaN", Want: "1", Off: "by NaN", Why: "the factor x is missing", Code: "missing-x"}, {Where: "at 1", Got: "2"}}
		case r.Points:
			r.Status = grader.Passed
		default:
			r.Status = grader.Partial
		}
		results = append(results, r)
	}
	return grader.NewReport(s, []string{"unused files were left out"}, results)
}

// record grades a submission of a student of the same name.
func record(t *testing.T, r *gradebook.Run, place int, s grader.Submission, earned ...int) grader.Report {
	t.Helper()
	given := report(s, earned...)
	require.NoError(t, r.Record(t.Context(), gradebook.Entry{Place: place, Student: s.Name}, s, given))
	return given
}
