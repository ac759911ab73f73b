package main

import (
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/report"
)

// The flags for what was downloaded from a learning platform, to be filled in.
const (
	flagCanvas     = "canvas-gradebook"
	flagAssignment = "assignment"
	flagMoodle     = "moodle-worksheet"
)

func platformFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: flagCanvas, Usage: "with the canvas format, fill in the gradebook in `FILE` (Canvas: Grades, Export)"},
		&cli.StringFlag{Name: flagAssignment, Usage: "with the canvas format, fill in the assignment `NAME-OR-NUMBER`"},
		&cli.StringFlag{Name: flagMoodle, Usage: "with the moodle format, fill in the worksheet in `FILE` (Moodle: View all submissions, Download grading worksheet)"},
	}
}

// readPlatforms reads what was downloaded into the options. What cannot be placed
// there is told on standard error.
func readPlatforms(c *cli.Context, o *report.Options) (err error) {
	o.Canvas.Assignment = c.String(flagAssignment)
	if o.Canvas.Gradebook, err = readDownload(c.String(flagCanvas)); err != nil {
		return err
	}
	if o.Moodle, err = readDownload(c.String(flagMoodle)); err != nil {
		return err
	}
	o.Warn = warnOn(c.App.ErrWriter)
	return nil
}

func readDownload(path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, usage("name the file that was downloaded from the platform", "read %w", reason(err))
	}
	return content, nil
}

// warnOn tells on w what is to be looked at.
func warnOn(w io.Writer) func(problem string) {
	return func(problem string) { fmt.Fprintf(w, "gradus: note: %s\n", oneLine(problem)) }
}
