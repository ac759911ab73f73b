package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// flagGradebook names the gradebook in every command that has one.
const flagGradebook = "gradebook"

func gradebookFlag(usage string) cli.Flag {
	return &cli.StringFlag{Name: flagGradebook, Usage: usage}
}

// withGradebook lets do use the gradebook that --gradebook names. It must be
// there: these commands have nothing to say about a new one.
func withGradebook(c *cli.Context, do func(ctx context.Context, g *gradebook.Gradebook) error) (err error) {
	path := c.String(flagGradebook)
	if path == "" {
		return usage("name the file that gradus grade --gradebook FILE wrote", "--%s is missing", flagGradebook)
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return usage("gradus grade --gradebook FILE makes one", "there is no gradebook %q", path)
	}
	g, err := gradebook.Open(c.Context, path)
	if err != nil {
		return unusable(err)
	}
	defer func() {
		if closeErr := g.Close(); err == nil {
			err = unusable(closeErr)
		}
	}()
	return asked(c.Context, g, do(c.Context, g))
}

// student returns under which name the gradebook holds a student who is named in
// any way.
func student(ctx context.Context, g *gradebook.Gradebook, named string) (string, error) {
	all, err := g.Students(ctx)
	if err != nil {
		return "", err
	}
	return all.Find(named)
}

// unusable is how a command ends whose gradebook cannot be used.
func unusable(err error) error {
	var problem *gradebook.Error
	if !errors.As(err, &problem) {
		return err
	}
	return &failure{exitFailure, err, ""} // its sentence has the way out
}

// asked tells whether a question was wrong or the gradebook is.
func asked(ctx context.Context, g *gradebook.Gradebook, err error) error {
	var unknown *gradebook.UnknownError
	var mismatch *gradebook.MismatchError
	var several *gradebook.AmbiguousError
	switch {
	case errors.As(err, &several):
		return usage("name one of them, or give an id, a login or an address", "%w", err)
	case errors.As(err, &mismatch):
		return usage("gradus adjust --help tells what a correction needs", "%w", err)
	case !errors.As(err, &unknown):
		return unusable(err)
	case unknown.What == "check":
		return usage("gradus list names the checks", "%w", err)
	case unknown.What == "run":
		runs, runsErr := g.Runs(ctx)
		if runsErr != nil || len(runs) == 0 {
			return usage("gradus grade --gradebook FILE makes one", "%w", err)
		}
		return usage(fmt.Sprintf("the runs are numbered 1 to %d; the last began on %s UTC", runs[len(runs)-1].ID, runs[len(runs)-1].Begun.Format(minutes)), "%w", err)
	}
	return usage("a student has the name that is in the report, or the id, login or address of the roster", "%w", err)
}

// minutes is how a time is shown; it is always UTC.
const minutes = "2006-01-02 15:04"
