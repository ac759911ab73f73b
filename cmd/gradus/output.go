package main

import (
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/figures"
	"github.com/gradus-grader/gradus/grader/report"
)

// output is what a command does with a class: it writes reports of it, and ends
// by what they say.
type output struct {
	copies   []copyOf
	required float64 // percent of the points that nobody may be below
}

// outputOf reads the flags that grade and report have in common.
func outputOf(c *cli.Context) (o output, err error) {
	options := report.Options{Details: c.Bool(flagDetails), Figures: figures.Of, Runner: runnerOf(os.Getenv)}
	if o.copies, err = copiesOf(c.StringSlice(flagFormat), c.String(flagOutput), options); err != nil {
		return output{}, err
	}
	o.required, err = percentage(c.String(flagRequire))
	return o, err
}

// write writes every copy; one that cannot be written keeps none of the others
// from it.
func (o output) write(stdout io.Writer, class grader.Class) error {
	var first error
	for _, copy := range o.copies {
		if err := copy.write(stdout, class); err != nil && first == nil {
			first = err
		}
	}
	return first
}
