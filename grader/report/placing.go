package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// PlacingError lists what a report could not put into a file, a sentence each.
type PlacingError struct{ Problems []string }

func (e *PlacingError) Error() string {
	return fmt.Sprintf("%d grades could not be placed: %s", len(e.Problems), strings.Join(e.Problems, "; "))
}

// tell hands the problems to whoever wants to hear of them. If nobody does, they
// are an error: no student is left out in silence.
func tell(o Options, problems []string) error {
	if len(problems) == 0 {
		return nil
	}
	if o.Warn == nil {
		return &PlacingError{problems}
	}
	for _, p := range problems {
		o.Warn(p)
	}
	return nil
}

// grade is what is kept of a report while its students are looked for.
type grade struct {
	submission    string
	student       grader.Student
	final, points int
	missing       bool
	words         string // feedback
}

// grades lists the students of a class. Of each report no more is kept than
// words makes of it.
func grades(c grader.Class, words func(r grader.Report) string) []grade {
	var all []grade
	for r := range c.Reports {
		final, points := r.Final()
		g := grade{submission: clip(r.Submission), final: final, points: points, missing: r.Missing, words: words(r)}
		for _, s := range people(r) {
			g.student = s
			all = append(all, g)
		}
	}
	return all
}

// who names a student in a sentence.
func (g grade) who() string {
	if g.student.Name != "" && g.student.Name != g.submission {
		return fmt.Sprintf("%q of submission %q", clip(g.student.Name), g.submission)
	}
	return fmt.Sprintf("%q", g.submission)
}

// key is one way of telling who a row of a sheet is about: the text of a column
// and what a student has there.
type key struct {
	name string
	row  func(row int) string
	of   func(s grader.Student) string
}

// rowsOf finds the row of each student, by the first key that finds one. A student
// whom two keys find in two rows, and two students in one row, are told apart by
// nobody here: they are problems, and get no row.
func rowsOf(all []grade, rows []int, keys []key) (rowOf map[int]int, problems []string) {
	indexes := make([]map[string][]int, len(keys))
	for i, k := range keys {
		indexes[i] = map[string][]int{}
		for _, row := range rows {
			text := normal(k.row(row))
			indexes[i][text] = append(indexes[i][text], row)
		}
	}
	taken := map[int][]int{}
	rowOf = map[int]int{}
	for i, g := range all {
		row, problem := find(g.student, keys, indexes)
		if problem != "" {
			problems = append(problems, g.who()+" "+problem)
			continue
		}
		rowOf[i] = row
		taken[row] = append(taken[row], i)
	}
	for _, row := range slices.Sorted(maps.Keys(taken)) {
		several := taken[row]
		if len(several) < 2 {
			continue
		}
		for _, i := range several {
			delete(rowOf, i)
		}
		problems = append(problems, fmt.Sprintf("%s and %s are in one row", all[several[0]].who(), all[several[1]].who()))
	}
	return rowOf, problems
}

// find looks for one student.
func find(s grader.Student, keys []key, indexes []map[string][]int) (row int, problem string) {
	row, by := -1, ""
	for i, k := range keys {
		text := normal(k.of(s))
		found := indexes[i][text]
		switch {
		case text == "" || len(found) == 0:
		case len(found) > 1:
			if row < 0 {
				return -1, fmt.Sprintf("is in %d rows by %s", len(found), k.name)
			}
		case row >= 0 && found[0] != row:
			return -1, fmt.Sprintf("is in one row by %s and in another by %s", by, k.name)
		case row < 0:
			row, by = found[0], k.name
		}
	}
	if row < 0 {
		return -1, "is in no row"
	}
	return row, ""
}

// normal makes two ways of writing a name one: "Lovelace, Ada" and " ada
// lovelace".
func normal(s string) string {
	s = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(s), "'"))
	if last, first, ok := strings.Cut(s, ","); ok && !strings.Contains(first, ",") {
		s = first + " " + last
	}
	return strings.Join(strings.Fields(s), " ")
}
