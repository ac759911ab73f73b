package checks

import (
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
)

// name asks the library of known mistakes which ones explain a lost point, and
// writes each beside the term that it is about. diagnosis asks the submission at
// points of its own, so whatever it does then is not held against it. A mistake
// that is proved takes the place of what an answer merely looks like.
func name(v *grader.Verdict, diagnosis func() []diagnose.Fault) {
	if v.Fraction >= 1 {
		return
	}
	var faults []diagnose.Fault
	quietly(func() bool { faults = diagnosis(); return true })
	for i := len(faults) - 1; i >= 0; i-- {
		if f := findingOn(v.Findings, faults[i].Term); f != nil && (f.Code == "" || f.Code == lowPrecision) {
			f.Code, f.Why = faults[i].Code, faults[i].Why
			v.Summary = f.Why
		}
	}
}

// lowPrecision is the code of an answer that is right to some digits only. It
// tells what that looks like, not what was done.
const lowPrecision = "low-precision"

// nameFirst does as name does where all that is asked is one answer: it writes
// the first mistake beside the first finding, whatever that is about.
func nameFirst(v *grader.Verdict, diagnosis func() []diagnose.Fault) {
	name(v, func() []diagnose.Fault {
		faults := diagnosis()
		if len(faults) > 0 && len(v.Findings) > 0 && v.Findings[0].Code == "" {
			f := &v.Findings[0]
			f.Code, f.Why = faults[0].Code, faults[0].Why
			v.Summary = f.Why
		}
		return nil
	})
}

// findingOn returns the finding on a term or its shape, or nil.
func findingOn(findings []grader.Finding, term string) *grader.Finding {
	for i := range findings {
		where := findings[i].Where
		part, _, _ := strings.Cut(where[strings.LastIndex(where, ", ")+1:], "[")
		part = strings.TrimPrefix(strings.TrimSpace(part), "the number of rows of ")
		if strings.TrimPrefix(part, "the length of ") == term {
			return &findings[i]
		}
	}
	return nil
}
