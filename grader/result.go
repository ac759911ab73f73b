package grader

import (
	"github.com/gradus-grader/gradus/specs"
)

// Result is the outcome of one check on one submission.
type Result struct {
	Exercise specs.ID
	Check    string
	Status   Status
	Points   int // thousandths that can be earned
	Earned   int // thousandths that were
	Summary  string
	Findings []Finding
	Series   []Series
}

// NewResult returns the result of a check before it is run.
func NewResult(c Check) Result {
	return Result{Exercise: c.Exercise, Check: c.Name, Points: c.Points, Status: NotRun}
}

// judged fills in the verdict. This is the one place where a fraction becomes
// points: rounded down, so that nothing is earned by rounding.
func (r Result) judged(v Verdict) Result {
	r.Summary, r.Findings, r.Series = cut(v.Summary), nil, v.Series
	for _, f := range v.Findings {
		r.Findings = append(r.Findings, Finding{Where: cut(f.Where), Got: cut(f.Got), Want: cut(f.Want), Off: cut(f.Off), Why: cut(f.Why), Code: f.Code, Drawn: cut(f.Drawn)})
	}
	switch {
	case v.Fraction >= 1:
		r.Status, r.Earned = Passed, r.Points
	case v.Fraction > 0:
		r.Status, r.Earned = Partial, int(v.Fraction*float64(r.Points))
	default: // also NaN
		r.Status, r.Earned = Failed, 0
	}
	return r
}

// maxWords bounds every text of a result, of which a student may have written
// any, such as that of an error.
const maxWords = 1000

// cut shortens a text and says so.
func cut(text string) string {
	if len(text) <= maxWords {
		return text
	}
	runes := []rune(text)
	if len(runes) <= maxWords {
		return text
	}
	return string(runes[:maxWords]) + " …"
}

// Without returns the result of a check that has no verdict, and why.
func (r Result) Without(status Status, summary string) Result {
	r.Status, r.Summary, r.Earned, r.Findings, r.Series = status, summary, 0, nil, nil
	return r
}
