// Package roster reads the list of a course's students: it stands beside intake
// and tells whose a submission is, who handed in nothing, and who is on no list.
// Nobody is guessed: what could be several students' is none's, and a note says
// so.
package roster

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Roster is a list of students, in the order in which it names them.
type Roster struct{ Students []grader.Student }

// maxBytes is what a roster may have; one of 100,000 students has a tenth of it.
const maxBytes = 64 << 20

// Read reads a table with a line of column names. Columns are known by what people
// and platforms call them (name, or first and last name; id, login, email,
// section), and those of Canvas's gradebook, Moodle's participants and grading
// worksheet, Gradescope's and GitHub Classroom's roster as they are. It is separated by commas,
// semicolons or tabs, in UTF-8 or in UTF-16 as Excel writes it. Ids are text, so
// that their zeros stay.
//
// An error says what to change, and in which line.
func Read(from io.Reader) (*Roster, error) {
	raw, err := io.ReadAll(io.LimitReader(from, maxBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(raw) > maxBytes:
		return nil, fmt.Errorf("it has more than %d bytes", maxBytes)
	}
	text, err := decode(raw)
	if err != nil {
		return nil, err
	}
	separator, text := separatorOf(text)
	table := csv.NewReader(strings.NewReader(text))
	table.Comma, table.FieldsPerRecord = separator, -1
	header, err := table.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("it is empty; it needs a line of column names and a line for each student")
	case err != nil:
		return nil, unparsed(err)
	}
	columns, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	return columns.read(table)
}

// read reads the lines below the header.
func (c columns) read(table *csv.Reader) (*Roster, error) {
	var r Roster
	lines := map[string]int{}  // by what only one student can have
	places := map[string]int{} // in r, by the same
	for {
		record, err := table.Read()
		switch {
		case errors.Is(err, io.EOF):
			if len(r.Students) == 0 {
				return nil, errors.New("it names no student; it needs a line for each, below the column names")
			}
			return &r, nil
		case err != nil:
			return nil, unparsed(err)
		}
		s, ok := c.student(record)
		if !ok {
			continue
		}
		line, _ := table.FieldPos(0)
		if again, err := r.again(s, line, lines, places); err != nil {
			return nil, err
		} else if again {
			continue
		}
		for _, key := range keysOf(s) {
			lines[key], places[key] = line, len(r.Students)
		}
		r.Students = append(r.Students, s)
	}
}

// again takes in a line of a student who is there already, as one in two sections
// is. It is an error if two students have one key.
func (r *Roster) again(s grader.Student, line int, lines, places map[string]int) (bool, error) {
	for _, key := range keysOf(s) {
		first, ok := lines[key]
		if !ok {
			continue
		}
		before := &r.Students[places[key]]
		if Folded(before.Name) != Folded(s.Name) || !agree(*before, s) {
			kind, value, _ := strings.Cut(key, " ")
			return false, fmt.Errorf("lines %d and %d have the same %s %q; mend one of them", first, line, kind, value)
		}
		if s.Section != "" && s.Section != before.Section {
			before.Section = strings.TrimPrefix(before.Section+"; "+s.Section, "; ")
		}
		return true, nil
	}
	return false, nil
}

// agree reports whether two lines could be of one student.
func agree(a, b grader.Student) bool {
	same := func(x, y string) bool { return x == "" || y == "" || Folded(x) == Folded(y) }
	return same(a.Platform, b.Platform) && same(a.ID, b.ID) && same(a.Login, b.Login) && same(a.Email, b.Email)
}

// keysOf returns what only this student can have, each with its kind.
func keysOf(s grader.Student) []string {
	var keys []string
	for _, k := range []struct{ kind, value string }{{"platform", s.Platform}, {"login", s.Login}, {"email", s.Email}, {"id", s.ID}} {
		if k.value != "" {
			keys = append(keys, k.kind+" "+Folded(k.value))
		}
	}
	return keys
}

// unparsed says where a table is broken.
func unparsed(err error) error {
	var at *csv.ParseError
	if errors.As(err, &at) {
		return fmt.Errorf("line %d is broken: %w; is a quotation mark missing?", at.StartLine, at.Err)
	}
	return err
}
