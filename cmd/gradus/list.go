package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

func listCommand() *cli.Command {
	return &cli.Command{
		Name:        "list",
		Usage:       "list the exercises and their checks",
		Description: "gradus explain tells more of each.",
		Action:      list,
	}
}

func list(c *cli.Context) error {
	if c.NArg() > 0 {
		return usage("gradus explain "+c.Args().First()+" may be what you want", "gradus list takes no argument")
	}
	w := c.App.Writer
	by := map[specs.ID][]grader.Check{}
	for _, check := range checks.Assigned() {
		by[check.Exercise] = append(by[check.Exercise], check)
	}
	for _, e := range specs.Catalogue() {
		if len(by[e.ID]) == 0 {
			continue // it is not asked for here
		}
		choice := ""
		if e.Choice != "" {
			choice = ", one of " + e.Choice
		}
		fmt.Fprintf(w, "%-22s %4s points  %s (%s%s)\n", e.ID, report.Points(e.Points), e.Title, e.Source, choice)
		for _, check := range by[e.ID] {
			fmt.Fprintf(w, "  %-28s %4s\n", check.Name, report.Points(check.Points))
		}
	}
	return nil
}
