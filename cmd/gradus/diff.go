package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/grader/report"
)

func diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "show which grades moved from one run to another, and why",
		ArgsUsage: "RUN RUN",
		Description: "Each run is taken with the corrections that had been made before it began. A run has\n" +
			"the number that gradus history shows.",
		Flags:  []cli.Flag{gradebookFlag("the gradebook is `FILE`")},
		Action: diff,
	}
}

func diff(c *cli.Context) error {
	if c.NArg() != 2 {
		return usage("gradus diff RUN RUN takes two runs, such as 1 2", "%d runs were named", c.NArg())
	}
	var runs [2]int64
	for i := range runs {
		var err error
		if runs[i], err = strconv.ParseInt(c.Args().Get(i), 10, 64); err != nil {
			return usage("a run is a number from 1 on; gradus history shows them", "%q is no run", c.Args().Get(i))
		}
	}
	return withGradebook(c, func(ctx context.Context, g *gradebook.Gradebook) error {
		changes, err := g.Diff(ctx, runs[0], runs[1])
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			_, err := fmt.Fprintf(c.App.Writer, "nothing moved from run %d to run %d\n", runs[0], runs[1])
			return err
		}
		return writeChanges(c.App.Writer, changes)
	})
}

// writeChanges writes a line for each submission and one for each of its checks.
func writeChanges(w io.Writer, changes []gradebook.Change) error {
	var b strings.Builder
	for _, c := range changes {
		var why []string
		for _, cause := range c.Causes {
			why = append(why, string(cause))
		}
		fmt.Fprintf(&b, "%s: %s -> %s (%s)\n", oneLine(c.Submission), report.Points(c.Was), report.Points(c.Is), strings.Join(why, "; "))
		for _, check := range c.Checks {
			fmt.Fprintf(&b, "  %s: %s, %s -> %s, %s\n", oneLine(check.Check), check.Was.Words(), report.Points(check.Before), check.Is.Words(), report.Points(check.Earned))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
