package checks

import (
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
)

// name asks the library of known mistakes which ones explain a lost point, and
// writes each beside the term that it is about. diagnosis asks the submission at
// points of its own, so whatever it does then is not held against it.
func name(v *grader.Verdict, diagnosis func() []diagnose.Fault) {
	if v.Fraction >= 1 {
		return
	}
	var faults []diagnose.Fault
	quietly(func() bool { faults = diagnosis(); return true })
	for i := len(faults) - 1; i >= 0; i-- {
		if f := about(v.Findings, faults[i].Term); f != nil && f.Code == "" {
			f.Code, f.Why = faults[i].Code, faults[i].Why
			v.Summary = f.Why
		}
	}
}

// about returns the finding on a term, or nil.
func about(findings []grader.Finding, term string) *grader.Finding {
	for i := range findings {
		where := findings[i].Where
		part, _, _ := strings.Cut(where[strings.LastIndex(where, ", ")+1:], "[")
		if strings.TrimSpace(part) == term {
			return &findings[i]
		}
	}
	return nil
}
