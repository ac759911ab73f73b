package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// vetting is the topic of explain for the rules of submitting.
const vetting = "vetting"

func explainCommand() *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "explain a check, an exercise, or the rules of submitting",
		ArgsUsage: "CHECK | EXERCISE | " + vetting,
		Description: "For a check, what is asked and how it is judged; for an exercise, its sheet; for\n" +
			"vetting, the rules that a file must keep to be graded.",
		Action: explain,
	}
}

func explain(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("gradus list names the checks and exercises", "gradus explain takes one name")
	}
	w, topic := c.App.Writer, c.Args().First()
	if topic == vetting {
		for _, r := range build.Rules() {
			fmt.Fprintf(w, "%s\n    %s\n", r.Name, r.Doc)
		}
		return nil
	}
	all := checks.Assigned()
	if slices.ContainsFunc(all, func(check grader.Check) bool { return string(check.Exercise) == topic }) {
		fmt.Fprintln(w, strings.TrimSpace(specs.Sheet(specs.ID(topic))))
		return nil
	}
	i := slices.IndexFunc(all, func(check grader.Check) bool { return check.Name == topic })
	if i < 0 {
		return usage("gradus list names them", "there is no check and no exercise %q", topic)
	}
	fmt.Fprintf(w, "%s, %s points\n\n%s\n", all[i].Name, report.Points(all[i].Points), all[i].Doc)
	return nil
}
