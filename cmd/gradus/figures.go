package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader/figures"
	"github.com/gradus-grader/gradus/reference"
)

const flagOnly = "only"

func figuresCommand() *cli.Command {
	var names strings.Builder
	for _, p := range figures.Catalogue() {
		fmt.Fprintf(&names, "\n  %-18s %s", p.Name, p.Doc)
	}
	return &cli.Command{
		Name:        "figures",
		Usage:       "draw every figure of the course as SVG",
		ArgsUsage:   "FOLDER",
		Description: "The folder is made if need be. The figures, with the answer key's numbers:\n" + names.String(),
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: flagOnly, Usage: "draw only the figure `NAME` (repeat for more)"},
		},
		Action: drawFigures,
	}
}

func drawFigures(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("gradus figures FOLDER, such as gradus figures out", "gradus figures takes one folder")
	}
	wanted, err := chosenFigures(c.StringSlice(flagOnly))
	if err != nil {
		return err
	}
	folder := c.Args().First()
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return usage("name a folder that can be made", "make the folder %w", reason(err))
	}
	for _, p := range wanted {
		drawn, err := p.Draw(reference.Solution())
		if err != nil {
			return usage("draw them where the course is kept", "%w", err)
		}
		path := filepath.Join(folder, p.Name+".svg")
		f, err := newWhole(path)
		if err != nil {
			return err
		}
		if _, err := f.Write(drawn.SVG); err != nil {
			f.discard()
			return unwritten(path, err)
		}
		if err := f.Close(); err != nil {
			return err
		}
		fmt.Fprintf(c.App.Writer, "%s: %s\n", path, p.Doc)
	}
	return nil
}

// chosenFigures returns the figures of these names, or all for none.
func chosenFigures(names []string) ([]figures.Picture, error) {
	all := figures.Catalogue()
	for _, name := range names {
		if !slices.ContainsFunc(all, func(p figures.Picture) bool { return p.Name == name }) {
			return nil, usage("gradus figures --help lists them", "there is no figure %q", name)
		}
	}
	if len(names) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(p figures.Picture) bool { return !slices.Contains(names, p.Name) }), nil
}
