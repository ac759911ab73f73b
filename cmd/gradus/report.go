package main

import (
	"errors"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/report"
)

func reportCommand() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "write a saved JSON report in another format, without grading again",
		ArgsUsage: "REPORT.json",
		Description: "The report is what \"gradus grade --format json\" wrote. One that was altered since is\n" +
			"refused: its hash is not that of its content any more.",
		Flags:  outputFlags(),
		Action: rewrite,
	}
}

func rewrite(c *cli.Context) error {
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
	if err := out.write(c.App.Writer, class); err != nil {
		return err
	}
	return outcome(class, out.required)
}
