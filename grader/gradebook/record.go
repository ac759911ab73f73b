package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// Record keeps a report of the run: all of it or, with an error, nothing. When it
// returns, the report outlasts a crash of the machine.
//
// A report with checks that are Broken or NotRun is kept and never used again; so
// is that of a submission that was refused as a whole. The report of a submission
// whose grading was cancelled must not be recorded: the settling of choices may
// have hidden what was not run.
func (r *Run) Record(ctx context.Context, e Entry, s grader.Submission, report grader.Report) error {
	if err := r.fits(e, s, report); err != nil {
		return err
	}
	graded := Graded{report.Notes[len(s.Notes):], report.Results}
	return r.book.within(ctx, "record a report in", func(tx *sql.Tx) error {
		result, err := r.result(ctx, tx, s, graded)
		if err != nil {
			return err
		}
		return r.store(ctx, tx, e, s, result)
	})
}

// result returns the number of what was graded: of the one that is held, if it
// may be used again.
func (r *Run) result(ctx context.Context, tx *sql.Tx, s grader.Submission, g Graded) (int64, error) {
	stored, digest, err := g.encode()
	if err != nil {
		return 0, err
	}
	reusable := isReusable(s, g)
	if reusable {
		id, _, before, err := held(ctx, tx, r.number, s)
		switch {
		case err != nil:
			return 0, err
		case id != 0 && before != digest:
			return 0, &ContradictionError{s.Name}
		case id != 0:
			return id, nil
		}
	}
	made, err := tx.ExecContext(ctx, "INSERT INTO results (setting, source, reusable, graded, digest) VALUES (?, ?, ?, ?, ?)",
		r.number, s.Hash(), reusable, stored, digest)
	if err != nil {
		return 0, err
	}
	return made.LastInsertId()
}

// isReusable reports whether grading again would give the same: not after a
// failure of ours, and not where the reason lies outside of the files.
func isReusable(s grader.Submission, g Graded) bool {
	return s.Refusal == "" && !slices.ContainsFunc(g.Results, func(r grader.Result) bool {
		return r.Status == grader.Broken || r.Status == grader.NotRun
	})
}

// held returns the result of a setting that may be used again, id 0 if there is
// none.
func held(ctx context.Context, tx *sql.Tx, setting int64, s grader.Submission) (id int64, stored, digest string, err error) {
	if s.Refusal != "" {
		return 0, "", "", nil
	}
	err = tx.QueryRowContext(ctx, "SELECT id, graded, digest FROM results WHERE setting = ? AND source = ? AND reusable = 1", setting, s.Hash()).Scan(&id, &stored, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, stored, digest, err
}

// Lookup returns what grading the submission under the setting gave, and whether
// it is held. [grader.NewReport] makes the report of it.
func (g *Gradebook) Lookup(ctx context.Context, setting Setting, s grader.Submission) (graded Graded, ok bool, err error) {
	err = g.reading(ctx, "look up a result in", func(tx *sql.Tx) error {
		number, err := setting.id(ctx, tx)
		if err != nil || number == 0 {
			return err
		}
		id, stored, digest, err := held(ctx, tx, number, s)
		if err != nil || id == 0 {
			return err
		}
		graded, err = decode(stored, digest)
		ok = err == nil
		return err
	})
	return graded, ok, err
}

// Work is a submission that is to be graded.
type Work struct {
	Entry      Entry
	Submission grader.Submission
}

// Recall records for the run every submission of a class of n whose result is
// held, and hands on its report; the others are still to be graded. It is one
// transaction, so that a class in which nothing changed costs little. work returns
// the submission at a place; an error of it or of found ends the call, with
// nothing recorded.
func (r *Run) Recall(ctx context.Context, n int, work func(i int) (Work, error), found func(i int, report grader.Report) error) error {
	return r.book.within(ctx, "look up results in", func(tx *sql.Tx) error {
		for i := range n {
			w, err := work(i)
			if err != nil {
				return err
			}
			report, ok, err := r.recall(ctx, tx, w)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			if err := found(i, report); err != nil {
				return err
			}
		}
		return nil
	})
}

// recall records one submission if its result is held, and returns its report.
func (r *Run) recall(ctx context.Context, tx *sql.Tx, w Work) (report grader.Report, ok bool, err error) {
	id, stored, digest, err := held(ctx, tx, r.number, w.Submission)
	if err != nil || id == 0 {
		return report, false, err
	}
	graded, err := decode(stored, digest)
	if err != nil {
		return report, false, err
	}
	report = w.Entry.about(grader.NewReport(w.Submission, graded.Notes, graded.Results))
	if err := r.fits(w.Entry, w.Submission, report); err != nil {
		return report, false, err
	}
	return report, true, r.store(ctx, tx, w.Entry, w.Submission, id)
}
