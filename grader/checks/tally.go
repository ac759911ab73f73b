package checks

import (
	"fmt"

	"github.com/gradus-grader/gradus/grader"
)

// maxFindings bounds what one check reports; more would not be read.
const maxFindings = 4

// tally counts the cases of a check and keeps what was wrong with them.
type tally struct {
	right, cases int
	forgiven     bool // some case is right only for what it was given
	findings     []grader.Finding
	series       []grader.Series
}

// run judges one case. where names the question as the student would write it.
func (t *tally) run(where string, judge func(c *comparison)) {
	c := comparison{where: where}
	judge(&c)
	t.cases++
	t.forgiven = t.forgiven || c.forgiven
	if c.wrong == nil {
		t.right++
		return
	}
	if len(t.findings) < maxFindings {
		t.findings = append(t.findings, *c.wrong)
	}
}

// all gives the points if every case is right, and none otherwise.
func (t *tally) all() grader.Verdict {
	v := t.share()
	if v.Fraction < 1 {
		v.Fraction = 0
	}
	return v
}

// share gives each case an equal share of the points.
func (t *tally) share() grader.Verdict {
	v := t.judged()
	v.Series = t.series
	return v
}

func (t *tally) judged() grader.Verdict {
	if t.right == t.cases && t.forgiven {
		return grader.Verdict{Fraction: 1, Summary: "right for your own gradient, which has a check of its own"}
	}
	if t.right == t.cases {
		return grader.Verdict{Fraction: 1, Summary: "right"}
	}
	f := t.findings[0]
	v := grader.Verdict{
		Fraction: float64(t.right) / float64(t.cases),
		Summary:  fmt.Sprintf("%s: got %s, want %s", f.Where, f.Got, f.Want),
		Findings: t.findings,
	}
	if f.Why != "" {
		v.Summary = f.Why
	}
	return v
}
