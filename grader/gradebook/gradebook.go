// Package gradebook keeps what was graded, when and with what, in one SQLite
// file: it stands beside the exit of the flow, takes a [grader.Report] as soon as
// it is there, and gives it back when the same work is to be graded again, when a
// class is written in another format, or when someone asks what moved and why.
//
// A report is recorded in a transaction of its own and is on the disk when Record
// returns. What was recorded is never changed: a manual correction is an
// [Adjustment] beside the result, and a late penalty is computed when it is asked
// for. No clock is read here; the caller says when.
//
// The file is in WAL mode: while it is open, FILE-wal and FILE-shm stand beside
// it and belong to it. Several processes may use one gradebook at once, on one
// machine. Within a process it is opened once: closing a second handle would
// drop the locks of the first.
package gradebook

import (
	"context"
	"database/sql"
	"time"
)

// Gradebook is an open gradebook. It may be used from several goroutines. Close
// it.
type Gradebook struct {
	db   *sql.DB
	path string
}

// Path returns the path that the gradebook was opened by.
func (g *Gradebook) Path() string { return g.path }

// Close ends the use of the file. What was recorded is there whether or not it is
// called.
func (g *Gradebook) Close() error { return g.explain("close the gradebook", g.db.Close()) }

// within runs do in a transaction that holds the right to write, so that nothing
// changes between what it reads and what it writes.
func (g *Gradebook) within(ctx context.Context, doing string, do func(tx *sql.Tx) error) error {
	tx, err := g.db.BeginTx(ctx, nil)
	if err != nil {
		return g.explain(doing, err)
	}
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return g.explain(doing, err)
	}
	return g.explain(doing, tx.Commit())
}

// asText is how a time is stored: in UTC, so that no time zone matters; empty for
// the zero time.
func asText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// asTime is the inverse of asText.
func asTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, &Error{Problem: Damaged, Err: err}
	}
	return t.UTC(), nil
}
