package main

import (
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
	format  report.Format
	path    string // "" for standard output; the folder of a format of pages
	options report.Options
}

// copiesOf reads the values of --format, each a name or name=file. Those without
// a file go to output.
func copiesOf(values []string, output string, options report.Options) ([]copyOf, error) {
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
		c := copyOf{all[i], path, options}
		if c.format.Ready != nil {
			if err := c.format.Ready(options); err != nil {
				return nil, usage("gradus grade --help tells what a format takes", "%w", err)
			}
		}
		if c.format.Pages != nil && path == "" {
			return nil, usage("give it a folder, such as --format "+name+"=report/", "the format %q is a folder of pages", name)
		}
		if slices.ContainsFunc(copies, func(other copyOf) bool { return other.path == c.path }) {
			return nil, usage("give each a file of its own, such as --format json=grades.json", "two formats would be written to one place")
		}
		copies = append(copies, c)
	}
	return copies, nil
}

// fits tells whether the format takes a class of a size.
func (c copyOf) fits(size int) error {
	if c.format.Single && size != 1 {
		return usage("grade them one by one for it; for a class there are csv, canvas and moodle", "%q holds one submission, and there are %d", c.format.Name, size)
	}
	return nil
}

// ready finds what would keep a class of a size from being written.
func (c copyOf) ready(size int) error {
	if err := c.fits(size); err != nil {
		return err
	}
	path := c.path
	if c.format.Pages != nil {
		path = filepath.Join(c.path, "index.html")
		if err := os.MkdirAll(c.path, 0o777); err != nil {
			return unwritten(path, reason(err))
		}
	}
	if path == "" {
		return nil
	}
	f, err := newWhole(path)
	if err == nil {
		f.discard()
	}
	return err
}

// write writes the copy.
func (c copyOf) write(stdout io.Writer, class grader.Class) error {
	if err := c.fits(class.Size); err != nil {
		return err
	}
	switch {
	case c.format.Pages != nil:
		return all(class, c.format.Pages(c.create, class, c.options))
	case c.path == "":
		c.options.Color = colorful(stdout, os.Getenv)
		return all(class, c.format.Write(stdout, class, c.options))
	}
	f, err := newWhole(c.path)
	if err != nil {
		return err
	}
	if err := all(class, c.format.Write(f, class, c.options)); err != nil {
		f.discard()
		return unwritten(c.path, err)
	}
	return f.Close()
}

// all adds to how writing ended whether there were all the reports to be written.
func all(class grader.Class, err error) error {
	if err == nil && class.Err != nil {
		err = class.Err()
	}
	return err
}

// create makes a page in the folder.
func (c copyOf) create(name string) (io.WriteCloser, error) {
	path := filepath.Join(c.path, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, unwritten(path, err)
	}
	return newWhole(path)
}
