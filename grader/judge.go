package grader

import (
	"context"
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"

	"github.com/gradus-grader/gradus/specs"
)

// Interrupt is what a call on a Solution behind the wall panics with when it
// has no answer. Judge turns it into a result.
type Interrupt struct {
	Status  Status
	Summary string // one line for the student
	Detail  string // more of it, such as what was printed; may be empty
}

// Error returns the summary.
func (i *Interrupt) Error() string { return i.Summary }

// Judge runs one check and returns its result, whatever happens: an answer that
// is a panic is the submission's doing, any other panic or error is Broken. It
// is safe for concurrent use with different passes.
func Judge(ctx context.Context, c Check, p *Pass) (r Result) {
	r = NewResult(c)
	if ctx.Err() != nil {
		return r.Without(NotRun, "cancelled before it was run")
	}
	defer func() {
		if v := recover(); v != nil {
			r = interrupted(NewResult(c), v)
		}
	}()
	verdict, err := c.Run(ctx, p)
	switch {
	case errors.Is(err, ErrNeedsKey):
		return r.Without(NotRun, err.Error())
	case err != nil:
		return r.Without(Broken, "the grader failed: "+err.Error())
	}
	return r.judged(verdict)
}

// interrupted tells whose panic it was. It is called while panicking.
func interrupted(r Result, v any) Result {
	err, _ := v.(error)
	var stop *Interrupt
	switch {
	case errors.As(err, &stop):
		r = r.Without(stop.Status, stop.Summary)
		if stop.Detail != "" {
			r.Findings = []Finding{{Where: "what it printed", Got: stop.Detail}}
		}
		return r
	case errors.Is(err, specs.ErrNotImplemented):
		return r.Without(NotAttempted, "not attempted")
	}
	if line, ok := studentLine(); ok {
		return r.Without(Crashed, fmt.Sprintf("panicked: %v, at %s", v, line))
	}
	return r.Without(Broken, fmt.Sprintf("the grader failed: panic: %v", v))
}

// studentLine returns the file and line of package student that is nearest to
// the panic under way. It is how a student's own mistake is told from ours when
// both run in one process, as under go test.
func studentLine() (string, bool) {
	pc := make([]uintptr, 64)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "/student.") {
			return fmt.Sprintf("%s:%d", path.Base(f.File), f.Line), true
		}
		if !more {
			return "", false
		}
	}
}
