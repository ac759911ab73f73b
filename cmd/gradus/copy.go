package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

// copyOf is one way in which a report is written, and where to.
type copyOf struct {
	format report.Format
	path   string // "" for standard output
}

// copiesOf reads the values of --format, each a name or name=file. Those without
// a file go to output.
func copiesOf(values []string, output string, details bool) ([]copyOf, error) {
	var copies []copyOf
	for _, value := range values {
		name, path, named := strings.Cut(value, "=")
		if !named {
			path = output
		}
		if path == "-" {
			path = ""
		}
		all := report.Formats()
		i := slices.IndexFunc(all, func(f report.Format) bool { return f.Name == name })
		if i < 0 {
			var names []string
			for _, f := range all {
				names = append(names, f.Name)
			}
			return nil, usage("the formats are "+strings.Join(names, ", "), "there is no format %q", name)
		}
		c := copyOf{all[i], path}
		if name == "text" && details {
			c.format.Write = report.Details
		}
		if slices.ContainsFunc(copies, func(other copyOf) bool { return other.path == c.path }) {
			return nil, usage("give each a file of its own, such as --format json=grades.json", "two formats would be written to one place")
		}
		copies = append(copies, c)
	}
	return copies, nil
}

// write writes the copy. A file is written whole or not at all.
func (c copyOf) write(stdout io.Writer, class grader.Class) error {
	if c.path == "" {
		return c.format.Write(stdout, class)
	}
	f, err := os.CreateTemp(filepath.Dir(c.path), ".gradus-*")
	if err != nil {
		return &failure{exitFailure, fmt.Errorf("write %q: %w", c.path, reason(err)), "is its folder there, and may it be written to?"}
	}
	defer os.Remove(f.Name())
	if err = errors.Join(c.format.Write(f, class), f.Chmod(0o644), f.Close()); err == nil {
		err = os.Rename(f.Name(), c.path)
	}
	if err != nil {
		return &failure{exitFailure, fmt.Errorf("write %q: %w", c.path, err), "is there room on the disk?"}
	}
	return nil
}
