package main

import (
	"errors"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/report"
)

func reportCommand() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "write a saved report in another format, without grading again",
		ArgsUsage: "[REPORT.json]",
		Description: "The report is what \"gradus grade --format json\" wrote. One that was altered since is\n" +
			"refused: its hash is not that of its content any more.\n\n" +
			"With --gradebook it is the class as it stands: every student who was graded with the\n" +
			"rubric, seed and version of the newest run, with corrections and late penalties. With\n" +
			"--run it is what one run recorded." + formatsHelp(),
		Flags: append(append(outputFlags(),
			gradebookFlag("write what is in the gradebook `FILE`"),
			&cli.Int64Flag{Name: flagRun, Usage: "with a gradebook, what run `N` recorded"},
			rosterFlag(),
			submissionsFlag(),
		), countingFlags()...),
		Action: rewrite,
	}
}

func rewrite(c *cli.Context) error {
	if c.IsSet(flagGradebook) {
		return rewriteGradebook(c)
	}
	for _, flag := range []string{flagRun, flagRoster, flagPerDay, flagGrace, flagCap, flagAttempt} {
		if c.IsSet(flag) {
			return usage("gradus report --gradebook FILE knows who, when and how often", "--%s needs a gradebook", flag)
		}
	}
	if c.NArg() != 1 {
		return usage("gradus report REPORT.json takes one file", "%d reports were named", c.NArg())
	}
	out, err := outputOf(c)
	if err != nil {
		return err
	}
	file, err := os.Open(c.Args().First())
	if err != nil {
		return usage("name a file that gradus grade --format json wrote", "read report: %w", reason(err))
	}
	defer file.Close()
	class, err := report.ReadJSON(file)
	switch {
	case errors.Is(err, report.ErrAltered):
		return &failure{exitFailure, err, "grade again, or find the file as it was written"}
	case err != nil:
		return usage("name a file that gradus grade --format json wrote", "%q: %w", c.Args().First(), err)
	}
	if err := out.showSubmissions(c); err != nil {
		return err
	}
	if err := out.write(c.App.Writer, class); err != nil {
		return err
	}
	return outcome(class, out.required)
}

// flagSubmissions names what was handed in to a command that does not grade.
const flagSubmissions = "submissions"

func submissionsFlag() cli.Flag {
	return &cli.StringSliceFlag{Name: flagSubmissions, Usage: "with html, show the code of the submissions at `PATH` beside what was found, where it is what was graded (repeat for more)"}
}

// showSubmissions shows what is where the flag says.
func (o output) showSubmissions(c *cli.Context) error {
	paths := c.StringSlice(flagSubmissions)
	if len(paths) == 0 {
		return nil
	}
	var hashes []string
	var files [][]grader.File
	err := intake.Reader{}.Each(paths, func(e intake.Entry) error {
		hashes, files = append(hashes, e.Hash()), append(files, e.Files)
		return nil
	})
	if err != nil {
		return unreadable(err)
	}
	o.show(filesOf(hashes, func(i int) []grader.File { return files[i] }))
	return nil
}
