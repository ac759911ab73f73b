package engine

import (
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// studentPath is the import path that a submission is compiled under.
const studentPath = "github.com/gradus-grader/gradus/student"

// maxWords bounds what a report quotes of a student's panic or last words.
const maxWords = 300

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
		if errors.Is(err, specs.ErrNotImplemented) {
			panic(specs.ErrNotImplemented)
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
		panicked  *wire.Panic
		malformed *wire.Malformed
		rejected  *sandbox.Rejected
		stopped   *sandbox.Stopped
	)
	switch {
	case errors.As(err, &panicked):
		return &grader.Interrupt{Status: grader.Crashed, Summary: "panicked: " + cut(panicked.Value) + at(panicked.Frames)}, true
	case errors.As(err, &malformed):
		return &grader.Interrupt{Status: grader.Crashed, Summary: "what came back is not an answer: " + malformed.Problem}, true
	case errors.As(err, &rejected):
		return &grader.Interrupt{Status: grader.Refused, Summary: "the compiled program is not accepted: " + rejected.Error()}, true
	case errors.As(err, &stopped):
		return ended(stopped, e.config.Limits), true
	}
	return nil, false
}

func ended(s *sandbox.Stopped, limits sandbox.Limits) *grader.Interrupt {
	switch s.Cause {
	case sandbox.Exited:
		return &grader.Interrupt{Status: grader.Crashed, Summary: "exited instead of answering"}
	case sandbox.OutOfTime:
		return &grader.Interrupt{Status: grader.OutOfFuel, Summary: fmt.Sprintf("no answer after %v of computing; is there a loop that never ends?", limits.Time)}
	case sandbox.OutOfMemory:
		return &grader.Interrupt{Status: grader.OverLimit, Summary: fmt.Sprintf("the %d MiB of memory were not enough; is there a recursion or an append that never ends?", limits.Memory>>20)}
	case sandbox.AnswerTooLong:
		return &grader.Interrupt{Status: grader.OverLimit, Summary: "answered with too much: " + s.Detail}
	case sandbox.Trapped:
		return &grader.Interrupt{Status: grader.Crashed, Summary: lastWords(s.Output)}
	default:
		return &grader.Interrupt{Status: grader.Crashed, Summary: "what came back is not an answer: " + s.Detail}
	}
}

// at returns the student's line that is nearest to a panic.
func at(frames []wire.Frame) string {
	for _, f := range frames {
		if strings.HasPrefix(f.Func, studentPath+".") {
			return fmt.Sprintf(", at %s:%d", path.Base(f.File), f.Line)
		}
	}
	return ""
}

var (
	fatal       = regexp.MustCompile(`(?m)^(?:fatal error|panic): (.*)$`)
	studentLine = regexp.MustCompile(regexp.QuoteMeta(studentPath) + `/([A-Za-z0-9_-]+\.go:[0-9]+)`)
)

// lastWords quotes the reason that the Go runtime prints when it gives up.
func lastWords(output string) string {
	words := "it ended without a word"
	if all := fatal.FindAllStringSubmatch(output, -1); all != nil {
		words = cut(all[len(all)-1][1])
		if line := studentLine.FindStringSubmatch(output); line != nil {
			words += ", at " + line[1]
		}
	}
	return words
}

// cut shortens a text and says so.
func cut(text string) string {
	runes := []rune(text)
	if len(runes) <= maxWords {
		return text
	}
	return string(runes[:maxWords]) + fmt.Sprintf(" … (%d more characters)", len(runes)-maxWords)
}
