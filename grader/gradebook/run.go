package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Summary says what a run was. A run that was killed has not ended; what it
// recorded counts like any other.
type Summary struct {
	ID      int64 // 1 for the first; runs are numbered in the order in which they began
	Setting Setting
	Begun   time.Time // UTC
	Ended   time.Time // UTC; zero while it lasts, and for ever if it was killed
	Entries int       // how many submissions were recorded
}

// Run is a run that reports are recorded for. It may be used from several
// goroutines.
type Run struct {
	book    *Gradebook
	id      int64
	setting Setting
	number  int64 // of the setting
}

// ID returns the number of the run.
func (r *Run) ID() int64 { return r.id }

// Begin starts a run at the given time.
func (g *Gradebook) Begin(ctx context.Context, s Setting, now time.Time) (*Run, error) {
	r := &Run{book: g, setting: s}
	if now.IsZero() {
		return nil, &MismatchError{"a run begins at some time"}
	}
	err := g.within(ctx, "begin a run in", func(tx *sql.Tx) error {
		var err error
		if r.number, err = s.store(ctx, tx); err != nil {
			return err
		}
		made, err := tx.ExecContext(ctx, "INSERT INTO runs (setting, begun) VALUES (?, ?)", r.number, asText(now))
		if err != nil {
			return err
		}
		r.id, err = made.LastInsertId()
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// End notes that everything was recorded.
func (r *Run) End(ctx context.Context, now time.Time) error {
	return r.book.within(ctx, "end a run in", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE runs SET ended = ? WHERE id = ?", asText(now), r.id)
		return err
	})
}

// Runs returns every run, the first first.
func (g *Gradebook) Runs(ctx context.Context) (all []Summary, err error) {
	err = g.reading(ctx, "read the runs of", func(tx *sql.Tx) (err error) {
		all, err = summaries(ctx, tx, "")
		return err
	})
	return all, err
}

// reading runs do in a transaction in which nothing changes, and keeps no writer
// waiting.
func (g *Gradebook) reading(ctx context.Context, doing string, do func(tx *sql.Tx) error) error {
	tx, err := g.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return g.explain(doing, err)
	}
	defer tx.Rollback()
	return g.explain(doing, do(tx))
}

// summary returns one run.
func summary(ctx context.Context, tx *sql.Tx, id int64) (Summary, error) {
	all, err := summaries(ctx, tx, "WHERE runs.id = ?", id)
	if err == nil && len(all) == 0 {
		err = &UnknownError{"run", strconv.FormatInt(id, 10)}
	}
	if err != nil {
		return Summary{}, err
	}
	return all[0], nil
}

func summaries(ctx context.Context, tx *sql.Tx, where string, args ...any) (all []Summary, err error) {
	rows, err := tx.QueryContext(ctx, `SELECT runs.id, rubric, seed, toolchain, gradus, checks, begun, ended,
		(SELECT count(*) FROM entries WHERE run = runs.id)
		FROM runs JOIN settings ON settings.id = runs.setting `+where+` ORDER BY runs.id`, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var s Summary
		var checks, begun, ended string
		if err := rows.Scan(&s.ID, &s.Setting.Rubric, &s.Setting.Seed, &s.Setting.Toolchain, &s.Setting.Gradus, &checks, &begun, &ended, &s.Entries); err != nil {
			return nil, err
		}
		if s.Setting.Checks, err = decodeList(checks); err != nil {
			return nil, err
		}
		if s.Begun, err = asTime(begun); err != nil {
			return nil, err
		}
		if s.Ended, err = asTime(ended); err != nil {
			return nil, fmt.Errorf("run %d: %w", s.ID, err)
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
