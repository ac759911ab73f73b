package gradebook

import (
	"context"
	"database/sql"
)

// History is everything that is known of a student.
type History struct {
	Student     string
	Recorded    []Occasion   // in the order of the runs
	Adjustments []Adjustment // in the order in which they were made
}

// Occasion is one submission in one run.
type Occasion struct {
	Run    Summary
	Entry  Entry
	Source string // hash of what was graded
	Earned int    // thousandths, as graded: without penalty and corrections
	Points int    // thousandths that could be earned
}

// History returns what was graded of a student, and every correction. It returns
// an [*UnknownError] for one who was never graded.
func (g *Gradebook) History(ctx context.Context, student string) (h History, err error) {
	h.Student = student
	err = g.reading(ctx, "read the history in", func(tx *sql.Tx) error {
		if err := isKnown(ctx, tx, student, ""); err != nil {
			return err
		}
		all, err := entries(ctx, tx, "student = ?", student)
		if err != nil {
			return err
		}
		for _, r := range all {
			run, err := summary(ctx, tx, r.run)
			if err != nil {
				return err
			}
			o := Occasion{Run: run, Entry: r.entry, Source: r.report.Source}
			o.Earned, o.Points = r.report.Score()
			h.Recorded = append(h.Recorded, o)
		}
		h.Adjustments, err = adjustments(ctx, tx, "student = ?", student)
		return err
	})
	return h, err
}
