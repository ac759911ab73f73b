package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// The layout of JUnit's XML that every reader accepts. It knows no points: they
// are properties, and stand in the messages.
type (
	junitSuite struct {
		XMLName    xml.Name        `xml:"testsuite"`
		Name       string          `xml:"name,attr"`
		ID         int             `xml:"id,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Time       string          `xml:"time,attr"` // how long it takes is not part of a grade
		Timestamp  string          `xml:"timestamp,attr,omitempty"`
		Package    string          `xml:"package,attr"`
		Properties []junitProperty `xml:"properties>property"`
		Cases      []junitCase     `xml:"testcase"`
	}
	junitCase struct {
		Name       string          `xml:"name,attr"`
		Class      string          `xml:"classname,attr"`
		Time       string          `xml:"time,attr"`
		File       string          `xml:"file,attr,omitempty"`
		Line       int             `xml:"line,attr,omitempty"`
		Properties []junitProperty `xml:"properties>property"`
		Failure    *junitProblem   `xml:"failure"`
		Error      *junitProblem   `xml:"error"`
		Skipped    *junitSkipped   `xml:"skipped"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitProblem struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",cdata"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
)

// JUnit writes a suite per submission and exercise, and a case per check: a wrong
// answer is a failure, none an error, and what was not attempted is skipped.
func JUnit(w io.Writer, c grader.Class, o Options) error {
	var all junitSuite
	for r := range c.Reports {
		for _, s := range r.Standings() {
			for _, result := range s.Results {
				all.count(result.Status)
			}
		}
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s<testsuites name=\"gradus\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\">\n",
		xml.Header, all.Tests, all.Failures, all.Errors, all.Skipped)
	enc := xml.NewEncoder(b)
	enc.Indent("  ", "  ")
	id := 0
	for r := range c.Reports {
		for _, s := range r.Standings() {
			if err := enc.Encode(suite(r, s, id, o)); err != nil {
				return fmt.Errorf("write JUnit: %w", err)
			}
			id++
		}
	}
	if id > 0 {
		fmt.Fprintln(b)
	}
	fmt.Fprintln(b, "</testsuites>")
	return b.Flush()
}

func suite(r grader.Report, s grader.Standing, id int, o Options) junitSuite {
	name := clip(r.Submission)
	out := junitSuite{
		Name: name + "/" + string(s.Exercise.ID), ID: id, Time: "0", Package: name,
		Properties: []junitProperty{{"student", name}, {"score", Points(s.Earned)}, {"points", Points(s.Points)}},
	}
	if at := stamp(r.Handed.At.Truncate(time.Second)); at != "" {
		out.Timestamp = at
	}
	var files []grader.File
	if o.Files != nil {
		files = o.Files(r)
	}
	for _, result := range s.Results {
		out.count(result.Status)
		out.Cases = append(out.Cases, testcase(name, result, files, o.Folder))
	}
	return out
}

// count adds a check to the numbers of a suite.
func (s *junitSuite) count(status grader.Status) {
	s.Tests++
	switch {
	case status == grader.Passed:
	case open(status):
		s.Skipped++
	case fault(status):
		s.Errors++
	default:
		s.Failures++
	}
}

func testcase(student string, r grader.Result, files []grader.File, folder string) junitCase {
	c := junitCase{
		Name: question(r), Class: student + "/" + string(r.Exercise), Time: "0",
		Properties: []junitProperty{{"score", Points(r.Earned)}, {"points", Points(r.Points)}},
	}
	if r.Status == grader.Passed {
		return c
	}
	message := fmt.Sprintf("%s, %s of %s points", r.Status.Words(), Points(r.Earned), Points(r.Points))
	if open(r.Status) {
		c.Skipped = &junitSkipped{message}
		return c
	}
	at := placeOf(r, files)
	c.File, c.Line = inFolder(folder, at.file), at.line
	problem := &junitProblem{Message: message, Type: r.Status.String(), Text: strings.Join(explanation(r), "\n")}
	if told := clip(brief(r)); told != "" {
		problem.Message += ": " + told
	}
	if fault(r.Status) {
		c.Error = problem
	} else {
		c.Failure = problem
	}
	return c
}
