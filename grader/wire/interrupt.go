package wire

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// studentPath is the import path that a submission is compiled under; several in
// one module are below it.
const studentPath = "github.com/gradus-grader/gradus/student"

// maxWords bounds what a report quotes of a student's panic.
const maxWords = 300

// Fail is the fail of a [Client] whose exchange never fails, or only by a fault
// of ours. It panics with what [grader.Judge] understands: an Interrupt if the
// submission is to blame, and otherwise the error itself, such as
// [specs.ErrNotImplemented].
func Fail(err error) {
	if stop, ok := Interrupt(err); ok {
		panic(stop)
	}
	panic(err)
}

// Interrupt says in a student's words why a call has no answer, if the error is
// of one that the student's code did not give.
func Interrupt(err error) (*grader.Interrupt, bool) {
	var (
		panicked  *Panic
		malformed *Malformed
		edited    *Edited
	)
	switch {
	case errors.As(err, &panicked):
		return &grader.Interrupt{Status: grader.Crashed, Summary: "panicked: " + Cut(panicked.Value) + at(panicked.Frames)}, true
	case errors.As(err, &malformed):
		return &grader.Interrupt{Status: grader.Crashed, Summary: "what came back is not an answer: " + malformed.Problem}, true
	case errors.As(err, &edited):
		_, method, _ := strings.Cut(edited.Method, ".")
		return &grader.Interrupt{Status: grader.Failed,
			Summary: method + " changes a slice that it was given; arguments belong to the caller, so work on a copy (slices.Clone)"}, true
	}
	return nil, false
}

// at returns the student's line that is nearest to a panic.
func at(frames []Frame) string {
	for _, f := range frames {
		if strings.HasPrefix(f.Func, studentPath+".") || strings.HasPrefix(f.Func, studentPath+"/") {
			return fmt.Sprintf(", at %s:%d", path.Base(f.File), f.Line)
		}
	}
	return ""
}

// Cut shortens a text of the guest's and says so.
func Cut(text string) string {
	runes := []rune(text)
	if len(runes) <= maxWords {
		return text
	}
	return string(runes[:maxWords]) + fmt.Sprintf(" … (%d more characters)", len(runes)-maxWords)
}
