package main

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/grader/report"
)

// The flags of adjust.
const (
	flagPoints = "points"
	flagWhy    = "why"
	flagWho    = "who"
)

func adjustCommand() *cli.Command {
	return &cli.Command{
		Name:      "adjust",
		Usage:     "correct the points of a student by hand",
		ArgsUsage: "STUDENT [CHECK]",
		Description: "A correction stands beside the result and never overwrites it: it stays valid when\n" +
			"the work is graded again, and gradus history shows it. Without a CHECK it corrects the\n" +
			"sum, after the penalty for coming late. It is taken back by one the other way.\n\n" +
			"Points are +1.5 to add, -2 to take, =8 to set.",
		Flags: []cli.Flag{
			gradebookFlag("the gradebook is `FILE`"),
			&cli.StringFlag{Name: flagPoints, Usage: "add, take or set `POINTS`: +1.5, -2, =8"},
			&cli.StringFlag{Name: flagWhy, Usage: "the reason, as `TEXT`"},
			&cli.StringFlag{Name: flagWho, Usage: "the `NAME` of who corrects"},
		},
		Action: adjust,
	}
}

func adjust(c *cli.Context) error {
	if c.NArg() < 1 || c.NArg() > 2 {
		return usage("gradus adjust STUDENT [CHECK] takes one student and at most one check", "%d names were given", c.NArg())
	}
	a, err := correction(c.String(flagPoints))
	if err != nil {
		return err
	}
	a.Student, a.Check, a.Why, a.Who, a.Made = c.Args().Get(0), c.Args().Get(1), c.String(flagWhy), c.String(flagWho), time.Now()
	for _, flag := range []string{flagWhy, flagWho} {
		if strings.TrimSpace(c.String(flag)) == "" {
			return usage("somebody will ask: give --why TEXT and --who NAME", "--%s is missing", flag)
		}
	}
	return withGradebook(c, func(ctx context.Context, g *gradebook.Gradebook) error {
		if a.Student, err = student(ctx, g, a.Student); err != nil {
			return err
		}
		made, err := g.Adjust(ctx, a)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.App.Writer, "correction %d: %s, %s\n", made.ID, oneLine(made.Student), described(made))
		return showScore(ctx, c, g, made.Student)
	})
}

var pointsForm = regexp.MustCompile(`^([+=-])(\d{1,6})(?:\.(\d{1,3}))?$`)

// correction reads the value of --points, without rounding.
func correction(text string) (gradebook.Adjustment, error) {
	const hint = "write +1.5 to add, -2 to take, =8 to set; up to three decimals"
	parts := pointsForm.FindStringSubmatch(text)
	if parts == nil && text == "" {
		return gradebook.Adjustment{}, usage(hint, "--%s is missing", flagPoints)
	}
	if parts == nil {
		return gradebook.Adjustment{}, usage(hint, "--%s is %q", flagPoints, text)
	}
	points, err := strconv.Atoi(parts[2] + (parts[3] + "000")[:3])
	if err != nil {
		return gradebook.Adjustment{}, err
	}
	if parts[1] == "-" {
		points = -points
	}
	return gradebook.Adjustment{Correction: grader.Correction{Exact: parts[1] == "=", Points: points}}, nil
}

// described says what a correction does, why, and who made it.
func described(a gradebook.Adjustment) string {
	where, sign := a.Check, "+"
	if where == "" {
		where = "the sum"
	}
	switch {
	case a.Exact:
		sign = "="
	case a.Points < 0:
		sign = "" // the number has its own
	}
	return fmt.Sprintf("%s %s%s (%s: %s)", where, sign, report.Points(a.Points), oneLine(a.Who), oneLine(a.Why))
}

// showScore prints what the student has now, if graded in the newest setting.
func showScore(ctx context.Context, c *cli.Context, g *gradebook.Gradebook, student string) error {
	roll, err := g.Current(ctx, gradebook.Counting{})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(roll.Grades, func(g gradebook.Grade) bool { return g.Entry.Student == student })
	if i < 0 {
		return nil
	}
	grade := roll.Grades[i]
	earned, points := grade.Report.Final()
	fmt.Fprintf(c.App.Writer, "now %s of %s points, before any penalty for coming late\n", report.Points(earned), report.Points(points))
	if len(grade.Unused) > 0 {
		fmt.Fprintf(c.App.Writer, "not counted, since the newest run did not ask the check: %d corrections\n", len(grade.Unused))
	}
	return nil
}
