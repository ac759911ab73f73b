package gradebook

import (
	"context"
	"database/sql"
	"errors"
)

// Setting is what a grade depends on besides the submission. A result is used
// again only under an equal setting.
type Setting struct {
	Rubric    string   // hash of the checks
	Seed      string   // fingerprint of the seed
	Toolchain string   // the Go version that compiled the submissions
	Gradus    string   // the version of Gradus: a check may judge otherwise under the same name and text
	Checks    []string // the names of the checks that were asked, in the order of the rubric
}

// id returns the number of a setting, 0 if it was never used.
func (s Setting) id(ctx context.Context, tx *sql.Tx) (id int64, err error) {
	checks, err := encodeList(s.Checks)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM settings WHERE rubric = ? AND seed = ? AND toolchain = ? AND gradus = ? AND checks = ?",
		s.Rubric, s.Seed, s.Toolchain, s.Gradus, checks).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// store returns the number of a setting, a new one if it was never used.
func (s Setting) store(ctx context.Context, tx *sql.Tx) (int64, error) {
	if id, err := s.id(ctx, tx); id != 0 || err != nil {
		return id, err
	}
	checks, err := encodeList(s.Checks)
	if err != nil {
		return 0, err
	}
	made, err := tx.ExecContext(ctx, "INSERT INTO settings (rubric, seed, toolchain, gradus, checks) VALUES (?, ?, ?, ?, ?)",
		s.Rubric, s.Seed, s.Toolchain, s.Gradus, checks)
	if err != nil {
		return 0, err
	}
	return made.LastInsertId()
}
