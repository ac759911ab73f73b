package grader

import (
	"context"
	"errors"
	"fmt"

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

// Judge runs one check and returns its result, whatever happens: an [Interrupt]
// and [specs.ErrNotImplemented] are the submission's doing, any other panic or
// error is Broken. It is safe for concurrent use with different passes.
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

// interrupted tells whose panic it was.
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
	return r.Without(Broken, fmt.Sprintf("the grader failed: panic: %v", v))
}
