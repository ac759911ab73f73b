package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/grader/report"
)

func historyCommand() *cli.Command {
	return &cli.Command{
		Name:      "history",
		Usage:     "show what was graded of a student, when and with what",
		ArgsUsage: "STUDENT",
		Description: "One line for each run that graded the student, the first first, then the corrections.\n" +
			"Points are as graded, without corrections and late penalty. Times are UTC.",
		Flags:  []cli.Flag{gradebookFlag("the gradebook is `FILE`")},
		Action: history,
	}
}

func history(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("gradus history STUDENT takes one student", "%d names were given", c.NArg())
	}
	return withGradebook(c, func(ctx context.Context, g *gradebook.Gradebook) error {
		name, err := student(ctx, g, c.Args().First())
		if err != nil {
			return err
		}
		h, err := g.History(ctx, name)
		if err != nil {
			return err
		}
		return writeHistory(c.App.Writer, h)
	})
}

func writeHistory(w io.Writer, h gradebook.History) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "run\tgraded\thanded in\tpoints\tsource\trubric\tseed\ttoolchain\tgradus")
	for _, o := range h.Recorded {
		s := o.Run.Setting
		fmt.Fprintf(table, "%d\t%s\t%s\t%s of %s\t%.8s\t%.8s\t%.8s\t%s\t%s\n", o.Run.ID, o.Run.Begun.Format(minutes), handedIn(o.Entry),
			report.Points(o.Earned), report.Points(o.Points), oneLine(o.Source), oneLine(s.Rubric), oneLine(s.Seed), oneLine(s.Toolchain), oneLine(s.Gradus))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, a := range h.Adjustments {
		if _, err := fmt.Fprintf(w, "correction %d, %s, after run %d: %s\n", a.ID, a.Made.Format(minutes), a.After, described(a)); err != nil {
			return err
		}
	}
	return nil
}

// handedIn says when something was handed in and how late.
func handedIn(e gradebook.Entry) string {
	when := "-"
	if !e.Handed.At.IsZero() {
		when = e.Handed.At.Format(minutes)
	}
	switch {
	case e.Handed.LateBy > 0:
		when += fmt.Sprintf(", %s late", max(e.Handed.LateBy.Truncate(time.Minute), time.Minute))
	case e.Handed.Late:
		when += ", late"
	}
	return when
}
