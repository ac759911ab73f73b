package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Adjustment is a manual correction. It stays valid when the work is graded
// again.
type Adjustment struct {
	ID      int64 // given by Adjust
	Student string
	grader.Correction
	After int64 // the newest run when it was made, given by Adjust
}

// Adjust adds a correction, and returns it with its number. It returns an [*UnknownError] for a student or a check
// that was never graded; the student is named as in the entries. A correction may
// give more points than the check has.
func (g *Gradebook) Adjust(ctx context.Context, a Adjustment) (Adjustment, error) {
	a.Why, a.Who, a.Made = strings.TrimSpace(a.Why), strings.TrimSpace(a.Who), a.Made.UTC()
	switch {
	case a.Why == "" || a.Who == "":
		return a, &MismatchError{"a correction says who made it and why"}
	case a.Made.IsZero():
		return a, &MismatchError{"a correction is made at some time"}
	case a.Exact && a.Points < 0:
		return a, &MismatchError{"a correction cannot make points negative"}
	case !a.Exact && a.Points == 0:
		return a, &MismatchError{"a correction by no points changes nothing"}
	}
	err := g.within(ctx, "adjust a grade in", func(tx *sql.Tx) error {
		if err := isKnown(ctx, tx, a.Student, a.Check); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT max(id) FROM runs").Scan(&a.After); err != nil {
			return err
		}
		made, err := tx.ExecContext(ctx, "INSERT INTO adjustments (student, check_name, exact, points, why, who, made, after_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			a.Student, a.Check, a.Exact, a.Points, a.Why, a.Who, asText(a.Made), a.After)
		if err != nil {
			return err
		}
		a.ID, err = made.LastInsertId()
		return err
	})
	return a, err
}

// isKnown says whether a student was graded, on a certain check if one is named.
func isKnown(ctx context.Context, tx *sql.Tx, student, check string) error {
	var graded bool
	if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM submissions WHERE student = ?)", student).Scan(&graded); err != nil {
		return err
	}
	if !graded {
		return &UnknownError{"student", student}
	}
	if check == "" {
		return nil
	}
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT checks FROM settings JOIN runs ON runs.setting = settings.id JOIN entries ON entries.run = runs.id
		JOIN submissions ON submissions.id = entries.submission WHERE student = ?`, student)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var stored string
		if err := rows.Scan(&stored); err != nil {
			return err
		}
		checks, err := decodeList(stored)
		if err != nil {
			return err
		}
		if slices.Contains(checks, check) {
			return nil
		}
	}
	return errors.Join(rows.Err(), &UnknownError{"check", check})
}

// Adjustments returns every correction by its student, in the order in which they
// were made.
func (g *Gradebook) Adjustments(ctx context.Context) (of map[string][]Adjustment, err error) {
	of = map[string][]Adjustment{}
	err = g.reading(ctx, "read the corrections in", func(tx *sql.Tx) error {
		all, err := adjustments(ctx, tx, "TRUE")
		for _, a := range all {
			of[a.Student] = append(of[a.Student], a)
		}
		return err
	})
	return of, err
}

// adjustments reads corrections in the order in which they were made.
func adjustments(ctx context.Context, tx *sql.Tx, where string, args ...any) (all []Adjustment, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, student, check_name, exact, points, why, who, made, after_run FROM adjustments WHERE "+where+" ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var a Adjustment
		var made string
		if err := rows.Scan(&a.ID, &a.Student, &a.Check, &a.Exact, &a.Points, &a.Why, &a.Who, &made, &a.After); err != nil {
			return nil, err
		}
		if a.Made, err = asTime(made); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, rows.Err()
}
