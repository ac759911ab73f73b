package main

import (
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
)

// flagAudience says who is to read the report.
const flagAudience = "audience"

// outputFlags are what grade and report have in common.
func outputFlags() []cli.Flag {
	return append([]cli.Flag{
		formatFlag(),
		&cli.StringFlag{Name: flagOutput, Aliases: []string{"o"}, Usage: "write the report to `FILE`, not to standard output"},
		&cli.StringFlag{Name: flagAudience, Value: "instructor", Usage: "write for `WHO`, student or instructor: for students, the numbers of questions that a secret seed has drawn are left out, and so is the page of the class"},
		&cli.StringFlag{Name: flagRequire, Usage: "exit with 1 if a submission has less than `PERCENT` of the points"},
		&cli.BoolFlag{Name: flagDetails, Usage: "with the text format, every check of every submission of a class"},
	}, platformFlags()...)
}

// output is what a command does with a class: it writes reports of it, and ends
// by what they say.
type output struct {
	copies   []copyOf
	required float64 // percent of the points that nobody may be below
	students bool    // who are to read it
}

// outputOf reads the flags that grade and report have in common.
func outputOf(c *cli.Context) (o output, err error) {
	options := report.Options{Details: c.Bool(flagDetails), Figures: drawn, Doc: checkDoc(), Runner: runnerOf(os.Getenv)}
	if err := readPlatforms(c, &options); err != nil {
		return output{}, err
	}
	switch who := c.String(flagAudience); who {
	case "student":
		o.students, options.Students = true, true
	case "instructor":
	default:
		return output{}, usage("the audience is student or instructor", "--%s is %q", flagAudience, who)
	}
	if o.copies, err = copiesOf(c.StringSlice(flagFormat), c.String(flagOutput), options); err != nil {
		return output{}, err
	}
	o.required, err = percentage(c.String(flagRequire))
	return o, err
}

// ready finds what would keep a class of a size from being written, before any
// work is done for it.
func (o output) ready(size int) error {
	for _, copy := range o.copies {
		if err := copy.ready(size); err != nil {
			return err
		}
	}
	return nil
}

// write writes every copy; one that cannot be written keeps none of the others
// from it.
func (o output) write(stdout io.Writer, class grader.Class) error {
	if o.students {
		class = report.ForStudents(class)
	}
	var first error
	for _, copy := range o.copies {
		if err := copy.write(stdout, class); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// show lets the copies show what was handed in beside what was found.
func (o output) show(files func(grader.Report) []grader.File) {
	for i := range o.copies {
		o.copies[i].options.Files = files
	}
}

// checkDoc returns what gradus explain says of a check.
func checkDoc() func(check string) string {
	docs := map[string]string{}
	for _, c := range checks.All() {
		docs[c.Name] = c.Doc
	}
	return func(check string) string { return docs[check] }
}

// oneLine makes text of unknown origin one line that a terminal shows as it is.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
