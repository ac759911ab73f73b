// Package report writes what was graded: it stands at the exit of the flow and
// turns a [grader.Class] into text for people and files for machines.
//
// A writer only reads; nothing is computed here but layout. Every string of a
// class may be a student's, so every writer escapes for its format.
package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Format is one way of writing a class.
type Format struct {
	Name  string
	Doc   string // one line for help texts
	Write func(w io.Writer, c grader.Class) error
}

// Formats returns every format, the one for people first.
func Formats() []Format {
	return []Format{
		{"text", "a table for a class, every check for one submission", Text},
		{"json", "everything, for machines; the schema is in the package comment of grader/report", JSON},
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
