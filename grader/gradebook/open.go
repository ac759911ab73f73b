package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long a process waits for another to finish its transaction. A
// transaction takes milliseconds.
const patience = time.Minute

// Open opens the gradebook at path, or makes one if nothing is there; the folder
// must exist. An [*Error] says what is wrong with it; the file then has the bytes
// it had.
//
// All of the file is read, to find damage before anything is written.
func Open(ctx context.Context, path string) (*Gradebook, error) {
	return open(ctx, path, migrations())
}

func open(ctx context.Context, path string, steps []string) (*Gradebook, error) {
	g := &Gradebook{path: path}
	if err := g.inspect(ctx, len(steps)); err != nil {
		return nil, g.explain("open the gradebook", err)
	}
	var err error
	if g.db, err = connect(path, "mode=rwc&_txlock=immediate&_pragma=busy_timeout(60000)&_pragma=foreign_keys(1)&_pragma=synchronous(full)"); err != nil {
		return nil, g.explain("open the gradebook", err)
	}
	if err := g.prepare(ctx, steps); err != nil {
		g.db.Close()
		return nil, g.barred(g.explain("open the gradebook", err))
	}
	return g, nil
}

// barred tells why a file cannot be opened that can be read and written, or is not
// there yet: nothing may be made in its folder.
func (g *Gradebook) barred(err error) error {
	var at *Error
	if !errors.As(err, &at) || at.Problem != Unreadable {
		return err
	}
	if folder, statErr := os.Stat(filepath.Dir(g.path)); statErr == nil && folder.IsDir() {
		at.Problem = ReadOnly
	}
	return err
}

// connect opens a database. One connection is enough: a process writes one
// report at a time.
func connect(path, parameters string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	path = "/" + strings.TrimPrefix(filepath.ToSlash(path), "/")
	at := url.URL{Scheme: "file", Path: path, RawQuery: parameters}
	db, err := sql.Open("sqlite", at.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// prepare brings the schema up to date and only then turns to WAL mode, so that
// the header of the file has told from the first moment that it is a gradebook.
func (g *Gradebook) prepare(ctx context.Context, steps []string) error {
	if err := g.migrate(ctx, steps); err != nil {
		return err
	}
	return g.useWAL(ctx)
}

// useWAL waits for others by itself: SQLite does not, when the mode changes.
func (g *Gradebook) useWAL(ctx context.Context) error {
	end := time.Now().Add(patience)
	for pause := time.Millisecond; ; pause *= 2 {
		var mode string
		err := g.db.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode)
		if err == nil && mode != "wal" {
			return &Error{Problem: ReadOnly}
		}
		if problem, ok := problemOf(err); err == nil || !ok || problem != Busy || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}
