package gradebook

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// inspect looks at the file before anything may write to it. What it refuses has
// the bytes it had.
func (g *Gradebook) inspect(ctx context.Context, known int) error {
	const locked = "mode=ro&_pragma=busy_timeout(60000)"
	before, err := os.Stat(g.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // SQLite makes it
	case err != nil:
		return err
	case !before.Mode().IsRegular():
		return &Error{Problem: NotGradebook}
	case before.Size() == 0:
		return nil
	}
	if err := readHeader(g.path, known); err != nil {
		return err
	}
	if g.isInUse() {
		return g.examine(ctx, known, locked)
	}
	// Without locks nothing is made beside the file; but then nobody may write.
	problem := g.examine(ctx, known, "mode=ro&immutable=1")
	if problem == nil {
		return nil
	}
	after, err := os.Stat(g.path)
	if err != nil {
		return err
	}
	if g.isInUse() || !after.ModTime().Equal(before.ModTime()) || after.Size() != before.Size() {
		return g.examine(ctx, known, locked)
	}
	return problem
}

// isInUse reports whether the file alone does not tell everything: another
// process has it open, or one was killed.
func (g *Gradebook) isInUse() bool {
	for _, beside := range []string{"-wal", "-journal"} {
		if info, err := os.Stat(g.path + beside); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// readHeader tells by the first 100 bytes whether a file is a gradebook that can
// be read, and whether it may be written to: SQLite would find out late.
func readHeader(path string, known int) error {
	file, barred := os.OpenFile(path, os.O_RDWR, 0)
	if barred != nil {
		var err error
		if file, err = os.Open(path); err != nil {
			return err
		}
	}
	defer file.Close()
	header := make([]byte, 100)
	switch _, err := io.ReadFull(file, header); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Error{Problem: NotGradebook}
	case err != nil:
		return err
	}
	const userVersion, application = 60, 68 // from the file format of SQLite, section 1.3
	version := int(int32(binary.BigEndian.Uint32(header[userVersion:])))
	switch {
	case !bytes.HasPrefix(header, []byte("SQLite format 3\x00")):
		return &Error{Problem: NotGradebook}
	case binary.BigEndian.Uint32(header[application:]) != applicationID:
		return &Error{Problem: NotGradebook}
	case version > known:
		return &Error{Problem: Newer, Schema: version, Known: known}
	case version <= 0:
		return &Error{Problem: Damaged}
	case barred != nil:
		return &Error{Problem: ReadOnly, Err: barred}
	}
	return nil
}

// examine reads the version and every page through a connection of its own, and
// returns what is certainly wrong. What cannot be read without changing it, as
// after a crash in the middle of a change, is left to opening.
func (g *Gradebook) examine(ctx context.Context, known int, parameters string) error {
	db, err := connect(g.path, parameters)
	if err != nil {
		return err
	}
	defer db.Close()
	var version int
	var verdict string
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	if err == nil && version > known {
		return &Error{Problem: Newer, Schema: version, Known: known}
	}
	if err == nil {
		err = db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	}
	problem, told := problemOf(err)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && verdict == "ok":
		return nil
	case err == nil:
		return &Error{Problem: Damaged, Err: errors.New(verdict)}
	case !told || problem == Damaged || problem == NotGradebook:
		return &Error{Problem: Damaged, Err: err}
	}
	return nil
}
