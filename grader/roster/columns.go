package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/gradus-grader/gradus/grader"
)

// columns says in which column of a table what stands.
type columns struct {
	at     map[column]int
	canvas bool // Canvas's gradebook, which has lines that are no students
}

// column is something that a table tells of a student.
type column string

const (
	colName       column = "name"
	colFirst      column = "first name"
	colLast       column = "last name"
	colPlatform   column = "platform"
	colID         column = "id"
	colLogin      column = "login"
	colEmail      column = "email"
	colSection    column = "section"
	colIdentifier column = "identifier" // of Moodle a participant, of GitHub Classroom what the teacher chose
)

// titles lists how columns are called, without blanks and signs and in lower
// case, the more telling titles of a column first.
func titles() []struct {
	column
	called []string
} {
	return []struct {
		column
		called []string
	}{
		{colName, []string{"name", "fullname", "student", "studentname", "displayname"}},
		{colFirst, []string{"firstname", "first", "givenname", "forename", "vorname"}},
		{colLast, []string{"lastname", "last", "surname", "familyname", "nachname"}},
		{colPlatform, []string{"githubusername", "canvasid", "canvasuserid"}},
		{colID, []string{"sisuserid", "sisid", "idnumber", "studentid", "studentnumber", "studentidnumber", "sid", "id", "sis", "matriculationnumber", "matrikelnummer", "universityid"}},
		{colLogin, []string{"sisloginid", "loginid", "login", "username", "user", "netid"}},
		{colEmail, []string{"email", "emailaddress", "mail"}},
		{colSection, []string{"section", "sections", "sectionname", "group", "groups", "class", "tutorial"}},
		{colIdentifier, []string{"identifier", "rosteridentifier"}},
	}
}

// columnsOf reads the line of column names.
func columnsOf(header []string) (columns, error) {
	var called []string
	for _, title := range header {
		called = append(called, squeezed(title))
	}
	c := columns{at: map[column]int{}}
	for _, t := range titles() {
		for _, title := range t.called {
			if i := slices.Index(called, title); i >= 0 {
				c.at[t.column] = i
				break
			}
		}
	}
	// Canvas's gradebook has its own number in ID, beside the institution's.
	if i := slices.Index(called, "id"); i >= 0 && (slices.Contains(called, "sisuserid") || slices.Contains(called, "sisloginid")) {
		c.canvas = true
		c.at[colPlatform] = i
		if c.at[colID] == i {
			delete(c.at, colID)
		}
	}
	for _, enough := range []column{colName, colFirst, colLast, colPlatform, colID, colLogin, colEmail, colIdentifier} {
		if _, ok := c.at[enough]; ok {
			return c, nil
		}
	}
	return c, fmt.Errorf("its first line %.100q names no column that tells students apart; call them name, id, login, email or section", strings.Join(header, ", "))
}

// squeezed leaves only the letters and digits of a title.
func squeezed(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, Folded(title))
}

var moodleParticipant = regexp.MustCompile(`^\D*\s(\d+)$`) // "Participant 123456", in any language

// student reads a line; ok is false if it is of nobody.
func (c columns) student(record []string) (s grader.Student, ok bool) {
	get := func(of column) string {
		if i, ok := c.at[of]; ok && i < len(record) {
			return plain(record[i])
		}
		return ""
	}
	s = grader.Student{Name: get(colName), Platform: get(colPlatform), ID: get(colID), Login: get(colLogin), Email: get(colEmail), Section: get(colSection)}
	if s.Name == "" {
		s.Name = strings.TrimSpace(get(colFirst) + " " + get(colLast))
	}
	if c.canvas {
		if strings.HasPrefix(s.Name, "Points Possible") || s.Name == "Student, Test" || s.Platform == "" && s.ID == "" && s.Login == "" {
			return s, false
		}
		if last, first, ok := strings.Cut(s.Name, ", "); ok && !strings.Contains(first, ",") {
			s.Name = first + " " + last
		}
	}
	switch text := get(colIdentifier); {
	case text == "":
	case moodleParticipant.MatchString(text):
		s.Platform = moodleParticipant.FindStringSubmatch(text)[1]
	case strings.Contains(text, "@") && s.Email == "":
		s.Email = text
	case s.ID == "":
		s.ID = text
	}
	return s, s.Name != "" || len(keysOf(s)) > 0
}

// plain takes off what keeps a spreadsheet from making a number of an id.
func plain(cell string) string {
	cell = strings.TrimSpace(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok && strings.HasSuffix(inner, `"`) {
		cell = strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimSpace(cell)
}
