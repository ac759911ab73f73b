package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/figures"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/report"
)

// course is what grade knows besides what was handed in: who is on the roster,
// when it was due, what counts, and where it is kept. A handout has a course.go
// that knows nothing, so that a student's command needs neither roster, gradebook
// nor figures; these are what takes long to compile.
type course struct {
	who      *arrivals
	counting gradebook.Counting
	book     string // the path of the gradebook; "" without one
}

// courseCommands are for those who give a course or write exercises.
func courseCommands() []*cli.Command {
	return []*cli.Command{reportCommand(), historyCommand(), diffCommand(), adjustCommand(), figuresCommand(), handoutCommand(), mutateCommand()}
}

// courseFlags are those of grade that tell of a course.
func courseFlags() []cli.Flag {
	return append([]cli.Flag{
		gradebookFlag("record every report in `FILE`, and do not run again what is in it; made if need be"),
		rosterFlag(),
		deadlineFlag(),
	}, countingFlags()...)
}

// courseOf reads the flags.
func courseOf(c *cli.Context) (k course, err error) {
	k.book = c.String(flagGradebook)
	if k.who, err = arrivalsOf(c); err != nil {
		return k, err
	}
	k.counting, err = countingOf(c)
	return k, err
}

// reader reads what was handed in by the deadline.
func (k course) reader() intake.Reader { return intake.Reader{Deadline: k.who.deadline} }

// admit takes a submission in and returns it with what is known of it.
func (k course) admit(e intake.Entry) intake.Entry { return k.who.admit(e) }

// close is called once all submissions were admitted, and returns how many
// students handed in nothing.
func (k course) close(stderr io.Writer) (missing int) {
	k.who.close(stderr)
	return len(k.who.missing)
}

// grade grades the class and says what counts.
func (k course) grade(ctx context.Context, stderr io.Writer, quiet bool, config engine.Config, class *desk) (grader.Class, error) {
	if k.book != "" {
		return gradeInto(ctx, stderr, quiet, config, class, k.who, k.counting, k.book)
	}
	graded, err := gradeAll(ctx, stderr, quiet, config, class)
	return k.who.complete(graded, config.Rubric, func(_ arrival, r grader.Report) grader.Report {
		r.Penalty = k.counting.Late.Of(r)
		return r
	}), err
}

// drawn returns pictures of what a check saw.
func drawn(r grader.Result) []report.Figure { return figures.Of(r) }

// goOn says how to go on after an interruption.
func goOn(args []string) string {
	kept := slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(strings.TrimPrefix(arg, "-"), "-"+flagGradebook) })
	if !kept {
		return "what was graded until then is above; with --gradebook FILE the same command goes on from there"
	}
	var command []string
	for _, arg := range args[1:] {
		command = append(command, quotedArgument(arg))
	}
	return "this goes on from there: gradus " + strings.Join(command, " ")
}
