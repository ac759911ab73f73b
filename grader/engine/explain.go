package engine

import (
	"context"
	"errors"
	"fmt"
	"regexp"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/wire"
)

// studentPath is the import path that a submission is compiled under.
const studentPath = "github.com/gradus-grader/gradus/student"

func cancelled() *grader.Interrupt {
	return &grader.Interrupt{Status: grader.NotRun, Summary: "cancelled before it was run"}
}

// interrupt returns what wire.Client calls for a question that has no answer. It
// panics: with an Interrupt if the submission is to blame, and otherwise with
// the error, which Judge takes for ours.
func (e *Engine) interrupt(ctx context.Context) func(error) {
	return func(err error) {
		if ctx.Err() != nil {
			panic(cancelled())
		}
		if stop, ok := e.asInterrupt(err); ok {
			panic(stop)
		}
		panic(err)
	}
}

// asInterrupt says in a student's words how its code ended. It decides by what
// the host knows; what the guest printed is quoted, never believed.
func (e *Engine) asInterrupt(err error) (*grader.Interrupt, bool) {
	var (
		rejected *sandbox.Rejected
		stopped  *sandbox.Stopped
	)
	switch {
	case errors.As(err, &rejected):
		return &grader.Interrupt{Status: grader.Refused, Summary: "the compiled program is not accepted: " + rejected.Error()}, true
	case errors.As(err, &stopped):
		return ended(stopped, e.config.Limits), true
	}
	return wire.Interrupt(err)
}

func ended(s *sandbox.Stopped, limits sandbox.Limits) *grader.Interrupt {
	switch s.Cause {
	case sandbox.Exited:
		return &grader.Interrupt{Status: grader.Crashed, Summary: "exited instead of answering"}
	case sandbox.OutOfFuel:
		return &grader.Interrupt{Status: grader.OutOfFuel, Summary: fmt.Sprintf("no answer after %d million instructions; is there a loop that never ends?", limits.Fuel/1e6)}
	case sandbox.OutOfMemory:
		return &grader.Interrupt{Status: grader.OverLimit, Summary: fmt.Sprintf("the %d MiB of memory were not enough; is there a recursion or an append that never ends?", limits.Memory>>20)}
	case sandbox.OutputTooLong:
		return &grader.Interrupt{Status: grader.OverLimit, Summary: s.Detail + "; is there a print in a loop?"}
	case sandbox.AnswerTooLong:
		return &grader.Interrupt{Status: grader.OverLimit, Summary: "answered with too much: " + s.Detail}
	case sandbox.Trapped:
		return &grader.Interrupt{Status: grader.Crashed, Summary: lastWords(s.Output)}
	default:
		return &grader.Interrupt{Status: grader.Crashed, Summary: "what came back is not an answer: " + s.Detail}
	}
}

var (
	fatal       = regexp.MustCompile(`(?m)^(?:fatal error|panic): (.*)$`)
	studentLine = regexp.MustCompile(regexp.QuoteMeta(studentPath) + `/(?:s[0-9]+/)?([A-Za-z0-9_-]+\.go:[0-9]+)`)
)

// lastWords quotes the reason that the Go runtime prints when it gives up.
func lastWords(output string) string {
	words := "it ended without a word"
	if all := fatal.FindAllStringSubmatch(output, -1); all != nil {
		words = wire.Cut(all[len(all)-1][1])
		if line := studentLine.FindStringSubmatch(output); line != nil {
			words += ", at " + line[1]
		}
	}
	return words
}
