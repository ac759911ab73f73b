package main

import (
	"context"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// flagRun names a run of a gradebook.
const flagRun = "run"

// rewriteGradebook writes the class that a gradebook holds, without grading.
func rewriteGradebook(c *cli.Context) error {
	if c.NArg() != 0 {
		return usage("name either a report or --gradebook FILE", "%q and a gradebook were named", c.Args().First())
	}
	out, err := outputOf(c)
	if err != nil {
		return err
	}
	if err := out.showSubmissions(c); err != nil {
		return err
	}
	who, err := arrivalsOf(c)
	if err != nil {
		return err
	}
	counting, err := countingOf(c)
	if err != nil {
		return err
	}
	return withGradebook(c, func(ctx context.Context, g *gradebook.Gradebook) error {
		roll, err := rollOf(ctx, c, g, counting)
		if err != nil {
			return err
		}
		class := who.again(roll)
		if err := out.write(c.App.Writer, class); err != nil {
			return err
		}
		return outcome(class, out.required)
	})
}

// rollOf reads the run that is named or, without one, the class as it stands.
func rollOf(ctx context.Context, c *cli.Context, g *gradebook.Gradebook, counting gradebook.Counting) (gradebook.Roll, error) {
	if !c.IsSet(flagRun) {
		return g.Current(ctx, counting)
	}
	return g.OfRun(ctx, c.Int64(flagRun), counting.Late)
}

// again returns a class that was graded before, with what the roster of today
// tells of it.
func (a *arrivals) again(roll gradebook.Roll) grader.Class {
	class := roll.Class()
	if a.roster == nil || len(roll.Grades) == 0 {
		return class
	}
	var reports []grader.Report
	for r := range class.Reports {
		var notes []string
		r.Submission, r.Students, r.Handed, notes = a.identify(r.Submission, r.Students, r.Handed)
		r.Notes = slices.Concat(r.Notes, notes)
		reports = append(reports, r)
	}
	var rubric []grader.Check
	for _, result := range reports[0].Results {
		rubric = append(rubric, grader.Check{Exercise: result.Exercise, Name: result.Check, Points: result.Points})
	}
	for _, m := range a.absent() {
		reports = append(reports, m.unattempted(rubric))
	}
	return class.With(reports)
}
