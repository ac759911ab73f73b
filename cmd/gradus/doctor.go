package main

import (
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

func doctorCommand() *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "check that this machine can grade, and how fast",
		Description: "It builds and grades an untouched submission and, where there is one, the answer\n" +
			"key. The first run compiles the standard library for WebAssembly and takes longer.",
		Action: doctor,
	}
}

func doctor(c *cli.Context) error {
	w := c.App.Writer
	cache, err := cacheFolder()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "cache      %s\n", cache)
	start := time.Now()
	e, err := newEngine(c.Context, engine.Config{Rubric: checks.All(), Seed: grader.PracticeSeed(), Workers: 1})
	if err != nil {
		return err
	}
	defer e.Close(c.Context)
	fmt.Fprintf(w, "toolchain  %s\n", e.Toolchain())
	fmt.Fprintf(w, "started    in %s\n", since(start))

	key, err := keySubmission()
	if err != nil {
		return err
	}
	key.Name = "the key, handed in"
	for _, patient := range []struct {
		submission grader.Submission
		want       int
	}{
		{grader.Submission{Name: "an untouched submission"}, 0},
		{key, specs.Total()},
	} {
		if len(patient.submission.Files) == 0 && patient.want > 0 {
			fmt.Fprintln(w, "key        there is none here, as in a handout")
			continue
		}
		start := time.Now()
		reports, err := e.Grade(c.Context, []grader.Submission{patient.submission}, nil)
		if err != nil {
			return err
		}
		score, points := reports[0].Score()
		fmt.Fprintf(w, "grading    %s: %s of %s in %s\n", patient.submission.Name, report.Points(score), report.Points(points), since(start))
		if score != patient.want {
			return &failure{exitFailure, fmt.Errorf("%s should have %s points", patient.submission.Name, report.Points(patient.want)),
				"delete the cache and try again; if it stays so, this build of gradus is broken"}
		}
	}
	fmt.Fprintln(w, "all is well")
	return nil
}

func since(start time.Time) time.Duration { return time.Since(start).Round(time.Millisecond) }
