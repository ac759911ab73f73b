// Package html writes a class as web pages: one for each student, and one for
// the class with a link to each. It stands at the exit of the flow, behind the
// table of formats in package report.
//
// A page is complete in itself. It asks nobody for anything, which its policy
// enforces, and it is whole without a script; the one script sorts a table.
// Whatever a student wrote is escaped by html/template: shown, never run.
package html

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/gradus-grader/gradus/grader"
)

// Options are what the pages may hold besides the class. Any of the functions may
// be nil; the pages do without.
type Options struct {
	// ForStudents leaves out the page of the class, where each would see the
	// others; a page that names nobody is in its place.
	ForStudents bool
	Files       func(r grader.Report) []grader.File // what was handed in
	Figures     func(r grader.Result) []Figure      // pictures of what a check saw
	Doc         func(check string) string           // what a check asks, in words
}

// Figure is a picture of ours.
type Figure struct {
	Title string
	Alt   string // what it shows, for those who cannot see it
	SVG   []byte // a whole svg element, without styles or scripts: the policy forbids them
}

// Create makes a file of the folder of pages, by a path with slashes. The caller
// closes it.
type Create = func(name string) (io.WriteCloser, error)

// index is the page that a folder is opened at.
const index = "index.html"

// Write writes index.html, which is the page of the class if that is to be read, and
// a page for each student in the folder students. In a class of one, index.html is the student's
// page. What is kept in memory of a student is a line of the class's table.
func Write(create Create, c grader.Class, o Options) error {
	w, err := newWriter(create)
	if err != nil {
		return err
	}
	about := run{Rubric: c.Rubric, Seed: c.Seed, Toolchain: c.Toolchain}
	class, taken := newRoll(about), names{}
	for r := range c.Reports {
		page := newStudentPage(r, about, o)
		if c.Size == 1 {
			return w.write(index, "student", page)
		}
		name := "students/" + taken.page(r.Submission)
		if !o.ForStudents {
			page.Class = "../" + index
		}
		if err := w.write(name, "student", page); err != nil {
			return err
		}
		class.add(r, name)
	}
	if c.Err != nil {
		if err := c.Err(); err != nil {
			return err
		}
	}
	if o.ForStudents {
		return w.write(index, "nobody", nil)
	}
	return w.write(index, "class", class.page())
}

// run is what all of a class depends on.
type run struct{ Rubric, Seed, Toolchain string }

//go:embed *.tmpl style.css sort.js
var sources embed.FS

// writer writes pages by the templates.
type writer struct {
	create    Create
	templates *template.Template
	page      bytes.Buffer
}

func newWriter(create Create) (*writer, error) {
	top, err := newHead()
	if err != nil {
		return nil, err
	}
	templates, err := template.New("").Funcs(template.FuncMap{
		"head":   func() head { return top },
		"points": points,
		"clean":  clean,
	}).ParseFS(sources, "*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("read the templates of the pages: %w", err)
	}
	return &writer{create: create, templates: templates}, nil
}

// write makes a page whole before its file is made.
func (w *writer) write(name, template string, content any) error {
	w.page.Reset()
	if err := w.templates.ExecuteTemplate(&w.page, template, content); err != nil {
		return fmt.Errorf("write the page %q: %w", name, err)
	}
	file, err := w.create(name)
	if err != nil {
		return err
	}
	_, err = file.Write(w.page.Bytes())
	if closed := file.Close(); err == nil {
		err = closed
	}
	return err
}
