package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/report"
)

// The flags of grade.
const (
	flagFormat   = "format"
	flagOutput   = "output"
	flagSeedFile = "seed-file"
	flagWorkers  = "workers"
	flagExercise = "exercise"
	flagRequire  = "require"
	flagDetails  = "details"
	flagQuiet    = "quiet"
)

func gradeCommand() *cli.Command {
	return &cli.Command{
		Name:      "grade",
		Usage:     "grade one submission or a folder of them",
		ArgsUsage: "PATH...",
		Description: "A PATH is a folder with the .go files of one submission, a .go file, a zip, tar or\n" +
			"tar.gz of them, or a folder or archive of such submissions, which is a class. The\n" +
			"downloads of Moodle, Canvas, Gradescope and GitHub Classroom are read as they are.\n\n" +
			"Exit codes: 0 graded, 1 someone is below --require, 2 the command was not\n" +
			"understood or names what is not there, 3 the grader itself failed." + formatsHelp(),
		Flags: slices.Concat(outputFlags(), []cli.Flag{
			&cli.StringFlag{Name: flagSeedFile, Usage: "draw the hidden cases from the secret text in `FILE`; without it, from the public seed for practice"},
			&cli.StringSliceFlag{Name: flagExercise, Aliases: []string{"e"}, Usage: "grade only the exercises `ID,ID...`"},
			&cli.IntFlag{Name: flagWorkers, Usage: "grade `N` submissions at once; 0 for one per processor. It changes no result"},
			&cli.BoolFlag{Name: flagQuiet, Aliases: []string{"q"}, Usage: "no progress on standard error"},
		}, courseFlags()),
		Action: grade,
	}
}

// formatFlag chooses formats.
func formatFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagFormat, Aliases: []string{"f"}, Value: cli.NewStringSlice("text"),
		Usage: "write the report as `NAME[=FILE]`; repeat for more than one"}
}

// formatsHelp lists the formats.
func formatsHelp() string {
	text := "\n\nFormats:"
	for _, f := range report.Formats() {
		text += fmt.Sprintf("\n  %-12s %s", f.Name, f.Doc)
	}
	return text
}

func grade(c *cli.Context) error {
	// Everything that can be wrong with the command is found before any work.
	if c.NArg() == 0 {
		return usage("gradus grade PATH... takes a folder of submissions, or one of them", "nothing to grade was named")
	}
	out, err := outputOf(c)
	if err != nil {
		return err
	}
	if c.Int(flagWorkers) < 0 {
		return usage("0 means one per processor", "--%s is %d", flagWorkers, c.Int(flagWorkers))
	}
	rubric, err := rubricFor(c.StringSlice(flagExercise))
	if err != nil {
		return err
	}
	seed, err := readSeed(c.String(flagSeedFile))
	if err != nil {
		return err
	}
	course, err := courseOf(c)
	if err != nil {
		return err
	}
	class, err := newDesk()
	if err != nil {
		return err
	}
	defer class.close()
	err = course.reader().Each(c.Args().Slice(), func(e intake.Entry) error { return class.add(course.admit(e).Submission) })
	if err != nil {
		return unreadable(err)
	}
	missing := course.close(c.App.ErrWriter)
	if err := out.ready(len(class.work) + missing); err != nil {
		return err
	}
	out.show(class.files())

	config := engine.Config{Rubric: rubric, Seed: seed, Workers: c.Int(flagWorkers)}
	graded, err := course.grade(c.Context, c.App.ErrWriter, c.Bool(flagQuiet), config, class)
	if graded.Size == 0 {
		return err
	}
	if writeErr := out.write(c.App.Writer, graded); writeErr != nil {
		return writeErr
	}
	if err != nil {
		return err
	}
	if err := sayNoKey(c.App.ErrWriter); err != nil {
		return err
	}
	return outcome(graded, out.required)
}

// gradeAll grades with progress. When it is interrupted it returns the class as
// far as it is, with the error.
func gradeAll(ctx context.Context, stderr io.Writer, quiet bool, config engine.Config, class *desk) (graded grader.Class, err error) {
	err = withEngine(ctx, config, func(e *engine.Engine) error {
		all := make([]int, len(class.work))
		for i := range all {
			all[i] = i
		}
		err := gradeSome(ctx, e, stderr, quiet, class, all, func(int, grader.Report) {})
		graded = class.class(classOf(e, config))
		return err
	})
	return graded, err
}

// gradeSome grades the submissions at some places with progress, and hands on
// each report.
func gradeSome(ctx context.Context, e *engine.Engine, stderr io.Writer, quiet bool, class *desk, places []int, each func(i int, r grader.Report)) error {
	bar := newProgress(stderr, len(places), quiet)
	defer bar.end()
	err := e.GradeEach(ctx, class.some(places), func(k int, r grader.Report) {
		class.keep(places[k], r)
		each(places[k], r)
		if ctx.Err() == nil { // after that, reports are of what was not run
			bar.step()
		}
	})
	if err == nil {
		err = class.problem()
	}
	return err
}

// outcome is how the command ends once the reports are written.
func outcome(class grader.Class, required float64) error {
	below := false
	for r := range class.Reports {
		if r.Broken() {
			return &failure{exitFailure, fmt.Errorf("the grader failed on %q", r.Submission), "the report says on which checks and how; gradus doctor tells what is missing"}
		}
		score, points := r.Final()
		below = below || float64(score) < required/100*float64(points)
	}
	if below {
		return errBelow
	}
	return nil
}

// percentage reads a number from 0 to 100, with or without a percent sign.
func percentage(text string) (float64, error) {
	if text == "" {
		return 0, nil
	}
	p, err := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	if err != nil || !(p >= 0 && p <= 100) {
		return 0, usage("give a number from 0 to 100, such as --require 60", "--%s is %q", flagRequire, text)
	}
	return p, nil
}

func unreadable(err error) error {
	hint := "name a folder of submissions, or the folder of one"
	var archive *intake.ArchiveError
	var known *failure
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, intake.ErrNothing):
		hint = "a submission is a folder with .go files; a class is a folder of such folders"
	case errors.As(err, &archive):
		hint = "" // its sentence has the way out
	}
	return &failure{exitUsage, err, hint}
}
