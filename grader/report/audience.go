package report

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// ForStudents returns a class as students may read it while the seed is still
// secret: of a question that was drawn from it, the check, the part that is wrong,
// the cause and the points are shown, and its numbers are not. With the public
// seed for practice nothing is secret, and the class is as it was.
func ForStudents(c grader.Class) grader.Class {
	if c.Seed == grader.PracticeSeed().Fingerprint() {
		return c
	}
	all := c.Reports
	c.Reports = func(yield func(grader.Report) bool) {
		for r := range all {
			r.Results = slices.Clone(r.Results)
			for i, result := range r.Results {
				r.Results[i] = masked(result)
			}
			if !yield(r) {
				return
			}
		}
	}
	return c
}

// masked leaves out what would give a drawn question away.
func masked(r grader.Result) grader.Result {
	if r.Status == grader.Crashed {
		return maskedCrash(r)
	}
	r.Series = slices.DeleteFunc(slices.Clone(r.Series), func(s grader.Series) bool { return s.Drawn })
	if !slices.ContainsFunc(r.Findings, func(f grader.Finding) bool { return f.Drawn != "" }) {
		return r
	}
	r.Findings = slices.Clone(r.Findings)
	named := slices.ContainsFunc(r.Findings, func(f grader.Finding) bool { return f.Why != "" && f.Why == r.Summary })
	for i, f := range r.Findings {
		if f.Drawn == "" {
			continue
		}
		r.Findings[i] = grader.Finding{Where: f.Drawn, Got: "a wrong answer; the numbers of this question are hidden", Why: f.Why, Code: f.Code, Drawn: f.Drawn}
	}
	if first := r.Findings[0]; !named {
		r.Summary = first.Where + ": not right"
		if first.Drawn == "" {
			r.Summary = first.Where + ": got " + first.Got + ", want " + first.Want
		}
	}
	return r
}

// atEnd is the student's line, where the summary of a crash tells it.
var atEnd = regexp.MustCompile(`, at [A-Za-z0-9_-]+\.go:[0-9]+$`)

// maskedCrash says how it crashed in words of our own: what a submission says or
// prints at its end may be what it was asked.
func maskedCrash(r grader.Result) grader.Result {
	r.Findings, r.Series = nil, nil
	how := "what it said is hidden, as the question is"
	for _, known := range []string{
		"index out of range", "slice bounds out of range", "nil pointer dereference", "integer divide by zero", "nil map", "makeslice",
		"interface conversion", "stack overflow", "stack exceeds", "out of memory", "all goroutines are asleep", "exited instead of answering", "what came back is not an answer",
	} {
		if strings.Contains(r.Summary, known) {
			how = known
			break
		}
	}
	r.Summary = "crashed: " + how + atEnd.FindString(r.Summary)
	return r
}
