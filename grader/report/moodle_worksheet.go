package report

import (
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// worksheet is the grading worksheet of an assignment in Moodle. Its headers are
// in the language of whoever downloaded it, so its columns are known by what is
// in them and by the order in which Moodle has them: the participant first, then
// who that is, the grade, the most that it can be, and the feedback at the end.
type worksheet struct {
	*sheet
	name, mail     int // -1 where there is none
	grade, maximum int
	feedback       int   // -1 where there is none
	people         []int // rows
}

func moodleReady(o Options) error {
	if o.Moodle == nil {
		return nil
	}
	_, err := openWorksheet(o.Moodle)
	return err
}

var (
	// participant is the first cell of a row, such as "Participant 123456" in any
	// language.
	participant = regexp.MustCompile(`^\D*?([0-9]+)$`)
	// date is a cell that says when: it has a year and a time of day.
	date = regexp.MustCompile(`[12][0-9]{3}.*[0-9]{1,2}[:.][0-9]{2}|^-$`)
)

func openWorksheet(file []byte) (*worksheet, error) {
	s, err := readSheet(file)
	if err != nil {
		return nil, fmt.Errorf("read Moodle's worksheet: %w", err)
	}
	sheet := &worksheet{sheet: s}
	for row := 1; row < len(s.rows); row++ {
		if !participant.MatchString(strings.TrimSpace(s.at(row, 0))) {
			return nil, fmt.Errorf("read Moodle's worksheet: row %d does not begin with a participant, so it is no grading worksheet", row+1)
		}
		sheet.people = append(sheet.people, row)
	}
	if len(sheet.people) == 0 {
		return nil, fmt.Errorf("read Moodle's worksheet: nobody is in it")
	}
	sheet.mail = sheet.columnOf(1, func(cell string) bool { return cell == "" || strings.Contains(cell, "@") }, func(cell string) bool { return cell != "" })
	if sheet.maximum = sheet.maximumColumn(); sheet.maximum < 2 {
		return nil, fmt.Errorf("read Moodle's worksheet: it has no column with the same maximum grade in every row, after one with grades; is the assignment graded by points?")
	}
	sheet.grade = sheet.maximum - 1
	sheet.name = -1
	if sheet.mail > 1 || sheet.column("Full name") == 1 {
		sheet.name = 1
	}
	sheet.feedback = sheet.feedbackColumn()
	return sheet, nil
}

// columnOf finds the first column, from one on, all of whose cells pass and some
// of whose are what is looked for; -1 if there is none.
func (s *worksheet) columnOf(from int, all, some func(cell string) bool) int {
	for column := from; column < len(s.rows[0]); column++ {
		every, any := true, false
		for _, row := range s.people {
			cell := strings.TrimSpace(s.at(row, column))
			every, any = every && all(cell), any || some(cell)
		}
		if every && any {
			return column
		}
	}
	return -1
}

// maximumColumn finds the one number that is the same for everybody, after grades
// that are not above it.
func (s *worksheet) maximumColumn() int {
	if c := s.column("Maximum Grade"); c > 0 {
		return c
	}
	for column := 2; column < len(s.rows[0]); column++ {
		most, ok := s.number(s.people[0], column)
		for _, row := range s.people {
			n, isNumber := s.number(row, column)
			graded, isGrade := s.number(row, column-1)
			before := strings.TrimSpace(s.at(row, column-1))
			ok = ok && isNumber && n == most && n > 0 && (before == "" || before == "-" || isGrade && graded <= most)
		}
		if ok {
			return column
		}
	}
	return -1
}

// feedbackColumn is the last one, after whether the grade may be changed and when
// the submission and the grade were.
func (s *worksheet) feedbackColumn() int {
	if c := s.column("Feedback comments"); c > 0 {
		return c
	}
	last := len(s.rows[0]) - 1
	if last < s.maximum+4 {
		return -1
	}
	for _, row := range s.people {
		if date.MatchString(strings.TrimSpace(s.at(row, last))) {
			return -1
		}
	}
	return last
}

// moodleWorksheet fills in grades and feedback, and nothing else.
func moodleWorksheet(w io.Writer, c grader.Class, o Options) error {
	s, err := openWorksheet(o.Moodle)
	if err != nil {
		return err
	}
	all := grades(c, moodleFeedback)
	rowOf, problems := rowsOf(all, s.people, s.keys())
	missing := 0
	for i, g := range all {
		row, placed := rowOf[i]
		if !placed {
			continue
		}
		if g.missing {
			missing++
			continue
		}
		final := g.final
		if most, ok := s.number(row, s.maximum); ok && final > most {
			problems = append(problems, fmt.Sprintf("%s has %s points and gets the %s that can be had there", g.who(), Points(final), Points(most)))
			final = most
		}
		s.set(row, s.grade, s.decimal(s.maximum, final))
		if s.feedback >= 0 {
			s.set(row, s.feedback, g.words)
		}
	}
	if missing > 0 {
		problems = append(problems, fmt.Sprintf("%d students handed in nothing; their rows stay as they are", missing))
	}
	if rest := len(s.people) - len(rowOf); rest > 0 {
		problems = append(problems, fmt.Sprintf("%d participants of Moodle's worksheet are not in this class; their rows stay as they are", rest))
	}
	if s.feedback < 0 {
		problems = append(problems, "the worksheet has no column for feedback: turn on feedback comments in the assignment to have them filled in")
	}
	if err := tell(o, problems); err != nil {
		return err
	}
	return s.write(w)
}

// keys are the ways to tell who a row is about.
func (s *worksheet) keys() []key {
	return []key{
		{"participant", func(row int) string { return participant.FindStringSubmatch(strings.TrimSpace(s.at(row, 0)))[1] }, func(g grader.Student) string { return g.Platform }},
		{"mail", func(row int) string { return s.at(row, s.mail) }, func(g grader.Student) string { return g.Email }},
		{"name", func(row int) string { return s.at(row, s.name) }, func(g grader.Student) string { return g.Name }},
	}
}

// moodleFeedback is HTML, as Moodle's comments are: a line per exercise, and what
// changed the sum.
func moodleFeedback(r grader.Report) string {
	var lines []string
	for _, s := range r.Standings() {
		if s.Chosen {
			lines = append(lines, fmt.Sprintf("%s: %s of %s", s.Exercise.ID, Points(s.Earned), Points(s.Points)))
		}
	}
	for _, line := range settlement(r) {
		lines = append(lines, html.EscapeString(clip(line)))
	}
	return strings.Join(lines, "<br>")
}
