package gradebook

import (
	"context"
	"database/sql"
	"fmt"
)

// applicationID marks an SQLite file as a gradebook, at byte 68 of its header. It
// is "Grad" in ASCII.
const applicationID = 0x47726164

// migrations returns the steps that make a gradebook of an empty file. Step i
// takes schema version i to i+1. A step that was ever released stays as it is.
func migrations() []string { return []string{firstSchema, whoSchema} }

// firstSchema is version 1.
//
// A setting is what a grade depends on besides the submission. A result is held
// once for each setting and source, unless it is not reusable: a failure of the
// grader is tried again. Entries say which submission stood where in a run, and
// with which result. Times are RFC 3339 in UTC, points are thousandths, late_by is
// nanoseconds, checks and notes are JSON lists, graded is the JSON of codec.go and
// digest its SHA-256.
const firstSchema = `
CREATE TABLE settings (
	id        INTEGER PRIMARY KEY,
	rubric    TEXT NOT NULL,
	seed      TEXT NOT NULL,
	toolchain TEXT NOT NULL,
	gradus    TEXT NOT NULL,
	checks    TEXT NOT NULL,
	UNIQUE (rubric, seed, toolchain, gradus, checks)
) STRICT;

CREATE TABLE runs (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	setting INTEGER NOT NULL REFERENCES settings (id),
	begun   TEXT NOT NULL,
	ended   TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE submissions (
	id      INTEGER PRIMARY KEY,
	student TEXT NOT NULL,
	name    TEXT NOT NULL,
	source  TEXT NOT NULL,
	origin  TEXT NOT NULL,
	handed  TEXT NOT NULL,
	attempt INTEGER NOT NULL,
	UNIQUE (student, name, source, origin, handed, attempt)
) STRICT;

CREATE TABLE results (
	id       INTEGER PRIMARY KEY,
	setting  INTEGER NOT NULL REFERENCES settings (id),
	source   TEXT NOT NULL,
	reusable INTEGER NOT NULL CHECK (reusable IN (0, 1)),
	graded   TEXT NOT NULL,
	digest   TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX one_result ON results (setting, source) WHERE reusable = 1;

CREATE TABLE entries (
	run        INTEGER NOT NULL REFERENCES runs (id),
	place      INTEGER NOT NULL CHECK (place >= 0),
	submission INTEGER NOT NULL REFERENCES submissions (id),
	result     INTEGER NOT NULL REFERENCES results (id),
	late       INTEGER NOT NULL CHECK (late IN (0, 1)),
	late_by    INTEGER NOT NULL CHECK (late_by >= 0),
	notes      TEXT NOT NULL,
	PRIMARY KEY (run, place),
	UNIQUE (run, submission)
) STRICT, WITHOUT ROWID;

CREATE INDEX entries_of_submission ON entries (submission);

CREATE TABLE adjustments (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	student    TEXT NOT NULL,
	check_name TEXT NOT NULL,
	exact      INTEGER NOT NULL CHECK (exact IN (0, 1)),
	points     INTEGER NOT NULL,
	why        TEXT NOT NULL,
	who        TEXT NOT NULL,
	made       TEXT NOT NULL,
	after_run  INTEGER NOT NULL REFERENCES runs (id)
) STRICT;

CREATE INDEX adjustments_of_student ON adjustments (student);
`

// whoSchema takes version 1 to 2: whose a submission is, as the JSON of codec.go,
// and who was expected and handed in nothing.
const whoSchema = `
ALTER TABLE entries ADD COLUMN students TEXT NOT NULL DEFAULT '[]';
ALTER TABLE entries ADD COLUMN missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1));
`

// migrate takes the steps that a file has not taken yet, all or none of them. Of
// two processes that come at once, the second finds nothing left to do.
func (g *Gradebook) migrate(ctx context.Context, steps []string) error {
	return g.within(ctx, "prepare the gradebook", func(tx *sql.Tx) error {
		var version, application int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "PRAGMA application_id").Scan(&application); err != nil {
			return err
		}
		switch {
		case application != applicationID && (version != 0 || application != 0):
			return &Error{Problem: NotGradebook}
		case version > len(steps):
			return &Error{Problem: Newer, Schema: version, Known: len(steps)}
		case version == len(steps):
			return nil
		}
		for i, step := range steps[version:] {
			if _, err := tx.ExecContext(ctx, step); err != nil {
				return fmt.Errorf("step %d of the schema: %w", version+i+1, err)
			}
		}
		// A pragma takes no arguments, so the numbers are written into it.
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
		return err
	})
}
