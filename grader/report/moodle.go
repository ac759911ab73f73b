package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Moodle writes the grading worksheet of an assignment that was downloaded, with
// grades and feedback filled in, or without one a table to import into the
// gradebook, where a single row that Moodle does not know would make it refuse
// them all: so there are only students with a key, each once.
func Moodle(w io.Writer, c grader.Class, o Options) error {
	if o.Moodle != nil {
		return moodleWorksheet(w, c, o)
	}
	all := grades(c, func(grader.Report) string { return "" })
	k := moodleKey(all)
	table := [][]string{{k.name, "name", "grade"}}
	var problems []string
	seen := map[string]grade{}
	for _, g := range all {
		id := strings.TrimSpace(k.of(g.student))
		other, twice := seen[normal(id)]
		switch {
		case g.missing:
			continue
		case id == "" || harmless(id) != id:
			problems = append(problems, fmt.Sprintf("%s has no %s that Moodle could know", g.who(), k.name))
			continue
		case twice:
			problems = append(problems, fmt.Sprintf("%s has the %s of %s", g.who(), k.name, other.who()))
			continue
		}
		seen[normal(id)] = g
		if g.final > g.points {
			problems = append(problems, fmt.Sprintf("%s has %s points and gets the %s that can be had", g.who(), Points(g.final), Points(g.points)))
		}
		table = append(table, []string{id, harmless(g.student.Name), Points(min(g.final, g.points))})
	}
	if err := tell(o, problems); err != nil {
		return err
	}
	return csv.NewWriter(w).WriteAll(table)
}

// moodleKey is what most students can be told apart by, of what Moodle takes.
func moodleKey(all []grade) key {
	keys := []key{
		{name: "email", of: func(s grader.Student) string { return s.Email }},
		{name: "idnumber", of: func(s grader.Student) string { return s.ID }},
		{name: "username", of: func(s grader.Student) string { return s.Login }},
	}
	best, most := keys[0], 0
	for _, k := range keys {
		n := 0
		for _, g := range all {
			if k.of(g.student) != "" {
				n++
			}
		}
		if n > most {
			best, most = k, n
		}
	}
	return best
}
