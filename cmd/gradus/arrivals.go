package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/roster"
)

// The flags that tell whose submissions are and when they were due.
const (
	flagRoster   = "roster"
	flagDeadline = "deadline"
)

func rosterFlag() cli.Flag {
	return &cli.StringFlag{Name: flagRoster, Usage: "the students of the course are in `FILE`.csv, such as Canvas's gradebook or Moodle's participants: names, and who handed in nothing, are taken from it"}
}

func deadlineFlag() cli.Flag {
	return &cli.StringFlag{Name: flagDeadline, Usage: "what came after `TIME` is late, and a git repository counts at its last commit by then: 2026-03-29T23:59:00+02:00, or \"2026-03-29 23:59\" in the time zone of this machine"}
}

// arrivals keeps whose each submission is and when it came in. Of a submission it
// keeps little, and none of its files.
type arrivals struct {
	roster   *roster.Attendance // nil without a roster
	deadline time.Time          // zero without one
	names    intake.Names
	keys     intake.Names
	came     []arrival // in the order of the class
	missing  []arrival // who handed in nothing, once all came
	said     []string  // what the roster could not tell
}

// arrival is a submission without its files.
type arrival struct {
	key, name string // as found, and as reported
	students  []grader.Student
	handed    grader.Handed
}

// arrivalsOf reads the flags.
func arrivalsOf(c *cli.Context) (*arrivals, error) {
	a := &arrivals{names: intake.Names{}, keys: intake.Names{}}
	var err error
	if a.deadline, err = deadlineOf(c.String(flagDeadline)); err != nil {
		return nil, err
	}
	path := c.String(flagRoster)
	if path == "" {
		return a, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, usage("name a table with a line for each student", "read the roster: %w", reason(err))
	}
	defer file.Close()
	list, err := roster.Read(file)
	if err != nil {
		return nil, usage("a roster is a CSV file with columns such as name, id, login, email, section", "the roster %q cannot be used: %w", path, err)
	}
	a.roster = list.Attend()
	return a, nil
}

// deadlineOf reads a time; without a zone it is of this machine's.
func deadlineOf(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	for _, form := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(form, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usage("write it as 2026-03-29T23:59:00+02:00, or as \"2026-03-29 23:59\" in the time zone of this machine", "--%s is %q", flagDeadline, text)
}

// admit takes a submission in and returns it with what is known of it.
func (a *arrivals) admit(e intake.Entry) intake.Entry {
	var notes []string
	e.Name, e.Students, e.Handed, notes = a.identify(e.Name, e.Students, e.Handed)
	e.Notes = slices.Concat(e.Notes, notes)
	a.came = append(a.came, arrival{a.keys.Take(e.Key), e.Name, e.Students, e.Handed})
	return e
}

// identify asks the roster whose a submission is, and the deadline whether it is
// late. Whoever is on the roster is called as it says.
func (a *arrivals) identify(name string, students []grader.Student, handed grader.Handed) (string, []grader.Student, grader.Handed, []string) {
	var notes []string
	if a.roster != nil {
		if students, notes = a.roster.Identify(name, students); len(notes) == 0 && len(students) == 1 {
			name = a.roster.Name(students[0])
		}
		a.said = append(a.said, notes...)
	}
	if !a.deadline.IsZero() && !handed.At.IsZero() {
		handed.Late, handed.LateBy = handed.At.After(a.deadline), max(0, handed.At.Sub(a.deadline))
	}
	return a.names.Take(name), students, handed, notes
}

// close is called once all submissions were admitted. It tells the operator what
// the roster and the deadline could not settle.
func (a *arrivals) close(stderr io.Writer) {
	a.missing = a.absent()
	const most = 20
	for _, note := range a.said[:min(len(a.said), most)] {
		fmt.Fprintf(stderr, "roster: %s\n", oneLine(note))
	}
	if more := len(a.said) - most; more > 0 {
		fmt.Fprintf(stderr, "roster: and %d more; each is a note in the report\n", more)
	}
	if a.deadline.IsZero() {
		return
	}
	untold := 0
	for _, c := range a.came {
		if c.handed.At.IsZero() {
			untold++
		}
	}
	fmt.Fprintf(stderr, "deadline: %s\n", a.deadline.Format("2006-01-02 15:04:05 MST (UTC-07:00)"))
	if untold > 0 {
		fmt.Fprintf(stderr, "deadline: of %d of %d submissions it is not known when they were handed in\n", untold, len(a.came))
	}
}

// absent are those on the roster who handed in nothing.
func (a *arrivals) absent() []arrival {
	if a.roster == nil {
		return nil
	}
	var all []arrival
	for _, s := range a.roster.Missing() {
		name := a.names.Take(a.roster.Name(s))
		all = append(all, arrival{key: a.keys.Take(name), name: name, students: []grader.Student{s}})
	}
	return all
}

// about returns a report with what is known of its submission besides the
// grading.
func (a arrival) about(r grader.Report) grader.Report {
	r.Students, r.Handed = a.students, a.handed
	return r
}

// nothing is the submission of who handed in nothing.
func (a arrival) nothing() grader.Submission {
	return grader.Submission{Name: a.name, Refusal: "nothing was handed in"}
}

// unattempted is the report of who handed in nothing.
func (a arrival) unattempted(rubric []grader.Check) grader.Report {
	s := a.nothing()
	var results []grader.Result
	for _, c := range rubric {
		results = append(results, grader.Result{Exercise: c.Exercise, Check: c.Name, Status: grader.NotAttempted, Points: c.Points, Summary: s.Refusal})
	}
	r := a.about(grader.NewReport(s, nil, results))
	r.Missing = true
	return r
}

// complete returns a class with what is known besides the grading, and with those
// who handed in nothing. Its reports are in the order in which the submissions
// came.
func (a *arrivals) complete(class grader.Class, rubric []grader.Check, count func(arrival, grader.Report) grader.Report) grader.Class {
	graded := class.Reports
	class.Size += len(a.missing)
	class.Reports = func(yield func(grader.Report) bool) {
		at := 0
		for r := range graded {
			c := a.came[at]
			at++
			if !yield(count(c, c.about(r))) {
				return
			}
		}
		for _, m := range a.missing {
			if !yield(count(m, m.unattempted(rubric))) {
				return
			}
		}
	}
	return class
}
