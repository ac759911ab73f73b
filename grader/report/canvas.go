package report

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// CanvasSheet is where the grades go in Canvas. A column of one's own would make
// a new assignment there, so it is the one that was downloaded.
type CanvasSheet struct {
	Gradebook  []byte // the CSV that Canvas exports
	Assignment string // the title or the number of the assignment
}

// Canvas writes the gradebook that was downloaded, with one column filled in: by
// Canvas's own number of a student, the number or login of the institution, or
// else a name that is there once. Every other cell stays as it is. Who handed
// nothing in and who is excused keep their cell, too.
func Canvas(w io.Writer, c grader.Class, o Options) error {
	b, err := openCanvas(o)
	if err != nil {
		return err
	}
	all := grades(c, func(grader.Report) string { return "" })
	rowOf, problems := rowsOf(all, b.students, b.keys())
	missing := 0
	for i, g := range all {
		row, placed := rowOf[i]
		switch {
		case !placed:
		case g.missing:
			missing++
		case strings.EqualFold(strings.TrimSpace(b.at(row, b.grade)), "EX"):
			problems = append(problems, g.who()+" is excused there and stays so")
		default:
			b.set(row, b.grade, b.decimal(b.grade, g.final))
		}
	}
	if missing > 0 {
		problems = append(problems, fmt.Sprintf("%d students handed in nothing; their cells stay as they are", missing))
	}
	if rest := len(b.students) - len(rowOf); rest > 0 {
		problems = append(problems, fmt.Sprintf("%d students of Canvas's gradebook are not in this class; their cells stay as they are", rest))
	}
	if most, ok := b.number(b.points, b.grade); ok && len(all) > 0 && most != all[0].points {
		problems = append(problems, fmt.Sprintf("the assignment has %s points there and %s here; scores are written as they are", Points(most), Points(all[0].points)))
	}
	if err := tell(o, problems); err != nil {
		return err
	}
	return b.write(w)
}

// canvasReady says what is wrong with what was downloaded.
func canvasReady(o Options) error {
	_, err := openCanvas(o)
	return err
}

// canvasBook is a gradebook of Canvas.
type canvasBook struct {
	*sheet
	id, sis, login int // columns; -1 where there is none
	grade          int
	points         int   // the row of the points that could be had; -1 without one
	students       []int // rows
}

func openCanvas(o Options) (*canvasBook, error) {
	if o.Canvas.Gradebook == nil {
		return nil, errors.New("canvas takes the gradebook that Canvas exports, to fill in one column of it")
	}
	s, err := readSheet(o.Canvas.Gradebook)
	if err != nil {
		return nil, fmt.Errorf("read Canvas's gradebook: %w", err)
	}
	b := &canvasBook{sheet: s, id: s.column("ID"), sis: s.column("SIS User ID"), login: s.column("SIS Login ID"), points: -1}
	section := s.column("Section")
	if b.id < 1 || section < 0 || s.column("Student") != 0 && s.column("LastName") != 0 {
		return nil, errors.New("read Canvas's gradebook: it has no columns Student, ID and Section, so it is not what Canvas exports")
	}
	for row := 1; row < len(s.rows); row++ {
		switch first := strings.TrimSpace(s.at(row, 0)); {
		case first == "Points Possible":
			b.points = row
		case s.at(row, b.id) == "": // such as the row that says which are posted by hand
		default:
			b.students = append(b.students, row)
		}
	}
	b.grade, err = b.assignment(section+1, strings.TrimSpace(o.Canvas.Assignment))
	return b, err
}

// numbered is the header of an assignment: its title and its number.
var numbered = regexp.MustCompile(`^(.*\S)\s+\(([0-9]+)\)$`)

// assignment finds the column of an assignment by its number, its title, or both.
func (b *canvasBook) assignment(from int, wanted string) (int, error) {
	var found []int
	var titles []string
	for column := from; column < len(b.rows[0]); column++ {
		header := strings.TrimSpace(b.rows[0][column])
		m := numbered.FindStringSubmatch(header)
		if m == nil || b.points >= 0 && strings.Contains(b.at(b.points, column), "(read only)") {
			continue
		}
		titles = append(titles, fmt.Sprintf("%q", clip(header)))
		if slices.Contains([]string{header, m[1], m[2]}, wanted) {
			found = append(found, column)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case wanted == "":
		return -1, fmt.Errorf("say which assignment of Canvas's gradebook it is: %s", strings.Join(titles, ", "))
	case len(found) > 1:
		return -1, fmt.Errorf("the gradebook of Canvas has %d assignments %q: say which by its number", len(found), wanted)
	}
	return -1, fmt.Errorf("the gradebook of Canvas has no assignment %q, but %s", wanted, strings.Join(titles, ", "))
}

// keys are the ways to tell who a row is about, as Canvas itself has them.
func (b *canvasBook) keys() []key {
	cell := func(column int) func(int) string { return func(row int) string { return b.at(row, column) } }
	name := cell(0)
	if first := b.column("FirstName"); first > 0 {
		name = func(row int) string { return b.at(row, first) + " " + b.at(row, 0) }
	}
	return []key{
		{"Canvas's number", cell(b.id), func(s grader.Student) string { return s.Platform }},
		{"SIS number", cell(b.sis), func(s grader.Student) string { return s.ID }},
		{"login", cell(b.login), func(s grader.Student) string { return s.Login }},
		{"mail as the login", cell(b.login), func(s grader.Student) string { return s.Email }},
		{"name as the login", cell(b.login), func(s grader.Student) string {
			if s != (grader.Student{Name: s.Name}) {
				return "" // then the login is known, or known to be unknown
			}
			return s.Name
		}},
		{"name", name, func(s grader.Student) string { return s.Name }},
	}
}
