package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Format is one way of writing a class: as one document, or as pages.
type Format struct {
	Name   string
	Doc    string // one line for help texts
	Single bool   // it holds one submission; another number of them is a *ClassError
	// Ready says what the options lack, before any work is done; nil if they can
	// lack nothing.
	Ready func(o Options) error
	Write func(w io.Writer, c grader.Class, o Options) error
	// Pages writes a folder of files; then Write is nil.
	Pages func(create Create, c grader.Class, o Options) error
}

// Create makes a file of a folder of pages, by a path with slashes. The caller
// closes it.
type Create func(name string) (io.WriteCloser, error)

// Options are what a writer may be told besides the class. The zero value is
// ready for use.
type Options struct {
	Details bool // text: every check of every submission
	Color   bool // text: for a terminal
	// Students says that they read it; html: then there is no page of the class.
	Students bool
	// Folder is where in its repository a submission lies, such as "student".
	Folder string
	Runner Runner // classroom50
	Canvas CanvasSheet
	Moodle []byte // the grading worksheet that Moodle exports; without it, grades to import
	// Warn is told what a writer could not put into its file, and what else is to
	// be looked at; nil makes an error of it.
	Warn func(problem string)
	// Files returns what was handed in, for showing it beside what was found; nil
	// where that is not at hand.
	Files func(r grader.Report) []grader.File
	// Figures returns pictures of what a check saw, for showing them beside its
	// result; nil where nobody draws.
	Figures func(r grader.Result) []Figure
	// Doc returns what a check asks, in words; nil where that is not at hand.
	Doc func(check string) string
}

// Figure is a picture.
type Figure struct {
	Title string
	Alt   string // what it shows, for those who cannot see it
	SVG   []byte // a whole svg element
}

// Formats returns every format, the one for people first.
func Formats() []Format {
	return []Format{
		{Name: "text", Doc: "a table for a class, every check for one submission", Write: Text},
		{Name: "json", Doc: "everything, for machines", Write: JSON},
		{Name: "html", Doc: "a page for each student and one for the class", Pages: HTML},
		{Name: "markdown", Doc: "a page for GitHub, as for the summary of a job", Write: Markdown},
		{Name: "csv", Doc: "a table with a row per student", Write: CSV},
		{Name: "junit", Doc: "JUnit's XML, for CI systems", Write: JUnit},
		{Name: "github", Doc: "annotations of the student's lines, as commands of a GitHub workflow", Write: GitHub},
		{Name: "gradescope", Doc: "results.json of Gradescope, for one submission", Single: true, Write: Gradescope},
		{Name: "canvas", Doc: "the gradebook that Canvas exports, with one column filled in", Write: Canvas, Ready: canvasReady},
		{Name: "moodle", Doc: "the worksheet that Moodle exports, filled in; without one, grades to import", Write: Moodle, Ready: moodleReady},
		{Name: "classroom50", Doc: "result.json of Classroom 50, for one submission", Single: true, Write: Classroom50, Ready: classroom50Ready},
	}
}

// Points prints thousandths of a point as points: 1500 as 1.5.
func Points(thousandths int) string {
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64)
}

// printable makes a string of unknown origin one line that a terminal shows as
// it is: no control characters, no escape sequences, no changes of direction.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case !strconv.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, s)
}
