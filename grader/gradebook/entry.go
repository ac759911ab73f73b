package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// Entry says whose a submission is, how it came, and where it stands in a run.
type Entry struct {
	Place    int              // in the class, from 0; one entry each
	Student  string           // a student or a group, always under the same name; adjustments go by it
	Students []grader.Student // whose it is, as far as the place or the roster tells
	Missing  bool             // expected by the roster, and nothing came
	Origin   string           // where it was found, such as a path in an archive
	Handed   grader.Handed
}

// about returns a report with what the entry tells besides the grading.
func (e Entry) about(r grader.Report) grader.Report {
	r.Students, r.Handed, r.Missing = e.Students, e.Handed, e.Missing
	return r
}

// fits says what is wrong with an entry and its report.
func (r *Run) fits(e Entry, s grader.Submission, report grader.Report) error {
	var asked []string
	for _, result := range report.Results {
		asked = append(asked, result.Check)
	}
	switch {
	case e.Student == "":
		return &MismatchError{"an entry without a student cannot be found again"}
	case e.Place < 0 || e.Handed.LateBy < 0 || e.Handed.LateBy > 0 && !e.Handed.Late:
		return &MismatchError{"an entry has no negative place, and is late by some time only if it is late"}
	case report.Submission != s.Name || report.Source != s.Hash():
		return &MismatchError{"the report is not of this submission"}
	case len(report.Notes) < len(s.Notes) || !slices.Equal(report.Notes[:len(s.Notes)], s.Notes):
		return &MismatchError{"the notes of the report do not begin with those of the submission"}
	case !slices.Equal(asked, r.setting.Checks):
		return &MismatchError{"the report does not answer the checks of the run, in their order"}
	}
	return nil
}

// store adds an entry to the run.
func (r *Run) store(ctx context.Context, tx *sql.Tx, e Entry, s grader.Submission, result int64) error {
	submission, err := e.submission(ctx, tx, s)
	if err != nil {
		return err
	}
	notes, err := encodeList(s.Notes)
	if err != nil {
		return err
	}
	students, err := encodeStudents(e.Students)
	if err != nil {
		return err
	}
	var taken bool
	err = tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM entries WHERE run = ? AND (place = ? OR submission = ?))", r.id, e.Place, submission).Scan(&taken)
	if err != nil {
		return err
	}
	if taken {
		return &MismatchError{"the submission or its place was recorded in this run before"}
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO entries (run, place, submission, result, late, late_by, notes, students, missing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		r.id, e.Place, submission, result, e.Handed.Late, int64(e.Handed.LateBy), notes, students, e.Missing)
	return err
}

// submission returns the number of what was handed in, a new one if it is new.
func (e Entry) submission(ctx context.Context, tx *sql.Tx, s grader.Submission) (id int64, err error) {
	args := []any{e.Student, s.Name, s.Hash(), e.Origin, asText(e.Handed.At), e.Handed.Attempt}
	err = tx.QueryRowContext(ctx, "SELECT id FROM submissions WHERE student = ? AND name = ? AND source = ? AND origin = ? AND handed = ? AND attempt = ?", args...).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	made, err := tx.ExecContext(ctx, "INSERT INTO submissions (student, name, source, origin, handed, attempt) VALUES (?, ?, ?, ?, ?, ?)", args...)
	if err != nil {
		return 0, err
	}
	return made.LastInsertId()
}

// recorded is an entry as it is read back.
type recorded struct {
	run    int64
	entry  Entry
	report grader.Report
}

// results reads what entries refer to, each once: a class that was graded ten
// times has not ten times as many.
func results(ctx context.Context, tx *sql.Tx, where string, args ...any) (all map[int64]Graded, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT id, graded, digest FROM results WHERE id IN (
		SELECT result FROM entries JOIN submissions ON submissions.id = entries.submission WHERE `+where+`)`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all = map[int64]Graded{}
	for rows.Next() {
		var id int64
		var stored, digest string
		if err := rows.Scan(&id, &stored, &digest); err != nil {
			return nil, err
		}
		if all[id], err = decode(stored, digest); err != nil {
			return nil, err
		}
	}
	return all, rows.Err()
}

// entries reads recorded entries, in the order of the runs and of the places in
// them.
func entries(ctx context.Context, tx *sql.Tx, where string, args ...any) (all []recorded, err error) {
	held, err := results(ctx, tx, where, args...)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `SELECT entries.run, place, student, name, source, origin, handed, attempt, late, late_by, notes, students, missing, result
		FROM entries JOIN submissions ON submissions.id = entries.submission
		WHERE `+where+` ORDER BY entries.run, place`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r recorded
		var handed, notes, students string
		var result int64
		if err := rows.Scan(&r.run, &r.entry.Place, &r.entry.Student, &r.report.Submission, &r.report.Source, &r.entry.Origin, &handed,
			&r.entry.Handed.Attempt, &r.entry.Handed.Late, &r.entry.Handed.LateBy, &notes, &students, &r.entry.Missing, &result); err != nil {
			return nil, err
		}
		if r.entry.Handed.At, err = asTime(handed); err != nil {
			return nil, err
		}
		if r.entry.Students, err = decodeStudents(students); err != nil {
			return nil, err
		}
		noted, err := decodeList(notes)
		if err != nil {
			return nil, err
		}
		graded := held[result]
		r.report.Notes, r.report.Results = slices.Concat(noted, graded.Notes), slices.Clone(graded.Results)
		r.report = r.entry.about(r.report)
		all = append(all, r)
	}
	return all, rows.Err()
}
