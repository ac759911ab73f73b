package report_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

func TestForStudents(t *testing.T) {
	published := grader.Finding{Where: "Backward, published: x = 2, ∂L/∂w", Got: "1", Want: "2", Off: "off by 1"}
	secret := grader.Finding{Where: "Backward, drawn 1: x = 0.73, ∂L/∂w", Got: "0.1", Want: "0.2", Off: "off by 0.1", Drawn: "Backward, drawn 1, ∂L/∂w"}
	named := secret
	named.Why, named.Code = "the factor x is missing", "missing-x"
	hidden := grader.Finding{Where: secret.Drawn, Got: "a wrong answer; the numbers of this question are hidden", Drawn: secret.Drawn}
	hiddenNamed := hidden
	hiddenNamed.Why, hiddenNamed.Code = named.Why, named.Code
	for _, tt := range []struct {
		name, why string
		in, want  grader.Result
	}{
		{"published", "it is in the rubric, which is public", grader.Result{Status: grader.Failed, Summary: "s", Findings: []grader.Finding{published}}, grader.Result{Status: grader.Failed, Summary: "s", Findings: []grader.Finding{published}}},
		{"drawn", "its numbers are the hidden case", grader.Result{Status: grader.Partial, Earned: 1, Summary: "Backward, drawn 1: x = 0.73, ∂L/∂w: got 0.1, want 0.2", Findings: []grader.Finding{secret}},
			grader.Result{Status: grader.Partial, Earned: 1, Summary: "Backward, drawn 1, ∂L/∂w: not right", Findings: []grader.Finding{hidden}}},
		{"drawn, and named", "the cause teaches, and tells no number", grader.Result{Status: grader.Failed, Summary: named.Why, Findings: []grader.Finding{named}}, grader.Result{Status: grader.Failed, Summary: named.Why, Findings: []grader.Finding{hiddenNamed}}},
		{"a panic of the runtime", "the line is what to look at", grader.Result{Status: grader.Crashed, Summary: "panicked: runtime error: index out of range [73] with length 3, at a.go:7", Findings: []grader.Finding{{Where: "what it printed", Got: "0.73"}}},
			grader.Result{Status: grader.Crashed, Summary: "crashed: index out of range, at a.go:7"}},
		{"a panic of its own", "it may say what was asked", grader.Result{Status: grader.Crashed, Summary: "panicked: x = 0.73, at a.go:7"}, grader.Result{Status: grader.Crashed, Summary: "crashed: what it said is hidden, as the question is, at a.go:7"}},
		{"a picture", "one of a drawn question shows it", grader.Result{Status: grader.Passed, Series: []grader.Series{{Of: "a"}, {Of: "b", Drawn: true}}}, grader.Result{Status: grader.Passed, Series: []grader.Series{{Of: "a"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			of := func(seed string) grader.Result {
				class := grader.Class{Seed: seed}.With([]grader.Report{{Results: []grader.Result{tt.in}}})
				return slices.Collect(report.ForStudents(class).Reports)[0].Results[0]
			}
			assert.Equal(t, tt.want, of("01234567"), tt.why)
			assert.Equal(t, tt.in, of(grader.PracticeSeed().Fingerprint()), "the seed for practice is public")
		})
	}
}
