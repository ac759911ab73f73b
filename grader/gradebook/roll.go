package gradebook

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strconv"

	"github.com/gradus-grader/gradus/grader"
)

// Roll is a class as it stands.
type Roll struct {
	Setting Setting
	Grades  []Grade // one for each student
}

// Class returns the reports with what counts, for writing.
func (r Roll) Class() grader.Class {
	var reports []grader.Report
	for _, g := range r.Grades {
		reports = append(reports, g.Report)
	}
	return grader.Class{Rubric: r.Setting.Rubric, Seed: r.Setting.Seed, Toolchain: r.Setting.Toolchain}.With(reports)
}

// OfRun returns what one run recorded, every submission of it, in the order of the
// places.
func (g *Gradebook) OfRun(ctx context.Context, run int64, late Policy) (roll Roll, err error) {
	err = g.reading(ctx, "read a run of", func(tx *sql.Tx) error {
		of, err := summary(ctx, tx, run)
		if err != nil {
			return err
		}
		roll.Setting = of.Setting
		roll.Grades, err = gradesWhere(ctx, tx, late, "entries.run = ?", run)
		return err
	})
	return roll, err
}

// Current returns the class as it stands after the newest run that recorded
// something: for each student who was graded under its setting, in that run or
// another, the submission that counts. The order is that of the places in the
// largest run of the setting, the newest of those; who is not in it follows, the
// first graded first.
func (g *Gradebook) Current(ctx context.Context, c Counting) (roll Roll, err error) {
	err = g.reading(ctx, "read the class of", func(tx *sql.Tx) error {
		var newest sql.NullInt64
		if err := tx.QueryRowContext(ctx, "SELECT max(run) FROM entries").Scan(&newest); err != nil {
			return err
		}
		if !newest.Valid {
			return &UnknownError{"run", strconv.Itoa(1)}
		}
		of, err := summary(ctx, tx, newest.Int64)
		if err != nil {
			return err
		}
		all, err := gradesWhere(ctx, tx, c.Late, "entries.run IN (SELECT id FROM runs WHERE setting = (SELECT setting FROM runs WHERE id = ?))", of.ID)
		if err != nil {
			return err
		}
		roll = Roll{of.Setting, current(all, c.Attempt)}
		return nil
	})
	return roll, err
}

// gradesWhere reads entries with what applies to them.
func gradesWhere(ctx context.Context, tx *sql.Tx, late Policy, where string, args ...any) ([]Grade, error) {
	all, err := entries(ctx, tx, where, args...)
	if err != nil {
		return nil, err
	}
	made, err := adjustments(ctx, tx, "TRUE")
	if err != nil {
		return nil, err
	}
	of := map[string][]Adjustment{}
	for _, a := range made {
		of[a.Student] = append(of[a.Student], a)
	}
	var grades []Grade
	for _, r := range all {
		grades = append(grades, newGrade(r, of[r.entry.Student], late))
	}
	return grades, nil
}

// current returns the grades that count, of grades in the order of the runs.
func current(all []Grade, attempt Attempt) []Grade {
	by := map[string][]Grade{}
	var students []string // in the order in which they were first graded
	for _, g := range all {
		if by[g.Entry.Student] == nil {
			students = append(students, g.Entry.Student)
		}
		by[g.Entry.Student] = append(by[g.Entry.Student], g)
	}
	places := placesInLargest(all)
	slices.SortStableFunc(students, func(a, b string) int {
		x, inX := places[a]
		y, inY := places[b]
		switch {
		case inX && inY:
			return cmp.Compare(x, y)
		case inX:
			return -1
		case inY:
			return 1
		}
		return 0 // as they were first graded
	})
	var grades []Grade
	for _, s := range students {
		grades = append(grades, attempt.counts(by[s]))
	}
	return grades
}

// placesInLargest returns where each student first stands in the run with the
// most entries, the newest of those.
func placesInLargest(all []Grade) map[string]int {
	sizes := map[int64]int{}
	for _, g := range all {
		sizes[g.Run]++
	}
	var largest int64
	for _, g := range all {
		if sizes[g.Run] >= sizes[largest] {
			largest = g.Run
		}
	}
	places := map[string]int{}
	for _, g := range all {
		if _, seen := places[g.Entry.Student]; g.Run == largest && !seen {
			places[g.Entry.Student] = g.Entry.Place
		}
	}
	return places
}

// byAge orders grades of one student, the older first; who handed in nothing once
// is older than anything.
func byAge(x, y Grade) int {
	return cmp.Or(
		compareClaims(!x.Entry.Missing, !y.Entry.Missing),
		cmp.Compare(x.Entry.Handed.Attempt, y.Entry.Handed.Attempt),
		x.Entry.Handed.At.Compare(y.Entry.Handed.At),
		cmp.Compare(x.Run, y.Run),
		cmp.Compare(x.Entry.Place, y.Entry.Place),
	)
}

// compareClaims puts what does not hold first.
func compareClaims(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	default:
		return 1
	}
}
