package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// CSV writes a table with a row per student; the members of a group have a row
// each. A cell that a spreadsheet would take for a formula begins with an
// apostrophe. Ids are text, zeros at the front included: whoever opens the file
// in a spreadsheet should import their columns as text.
func CSV(w io.Writer, c grader.Class, _ Options) error {
	exercises := exercisesOf(c)
	out := csv.NewWriter(w)
	head := []string{"submission", "name", "id", "login", "email", "section", "platform"}
	for _, e := range exercises {
		head = append(head, string(e))
	}
	if err := out.Write(append(head, "score", "final", "points", "penalty", "late", "handed", "missing")); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for r := range c.Reports {
		for _, s := range people(r) {
			if err := out.Write(csvRow(r, s, exercises)); err != nil {
				return fmt.Errorf("write CSV: %w", err)
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(r grader.Report, s grader.Student, exercises []specs.ID) []string {
	row := []string{harmless(r.Submission), harmless(s.Name), harmless(s.ID), harmless(s.Login), harmless(s.Email), harmless(s.Section), harmless(s.Platform)}
	earned := map[specs.ID]string{}
	for _, standing := range r.Standings() {
		if standing.Chosen {
			earned[standing.Exercise.ID] = Points(standing.Earned)
		}
	}
	for _, e := range exercises {
		row = append(row, earned[e])
	}
	score, points := r.Score()
	final, _ := r.Final()
	return append(row, Points(score), Points(final), Points(points), Points(r.Penalty), lateness(r.Handed), stamp(r.Handed.At), yes(r.Missing))
}

// people are the students of a submission: itself, if nobody told who they are.
func people(r grader.Report) []grader.Student {
	if len(r.Students) == 0 {
		return []grader.Student{{Name: r.Submission}}
	}
	return r.Students
}

// exercisesOf returns the exercises that somebody was graded in, in their order.
func exercisesOf(c grader.Class) []specs.ID {
	graded := map[specs.ID]bool{}
	for r := range c.Reports {
		for _, result := range r.Results {
			graded[result.Exercise] = true
		}
	}
	var all []specs.ID
	for _, e := range specs.Catalogue() {
		if graded[e.ID] {
			all = append(all, e.ID)
		}
	}
	return all
}

// harmless makes a string of unknown origin a cell that no spreadsheet takes for
// a formula.
func harmless(s string) string {
	s = clip(s)
	if strings.IndexAny(s, "=+-@＝＋－＠") == 0 {
		return "'" + s
	}
	return s
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
