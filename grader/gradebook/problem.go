package gradebook

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Problem is what makes a gradebook unusable.
type Problem int

// The problems. In each case what was recorded before is left as it was.
const (
	Unreadable   Problem = iota // it cannot be opened or read
	ReadOnly                    // it, or its folder, may not be written to
	NotGradebook                // it is another kind of file
	Damaged                     // it was a gradebook, and bytes of it are wrong or missing
	Newer                       // it was written by a later version of Gradus
	Full                        // there is no room on the disk
	Busy                        // another process does not let go of it
)

// Error says in one sentence why a gradebook cannot be used, and the way out.
type Error struct {
	Path    string
	Problem Problem
	Schema  int   // with Newer, the version of the file
	Known   int   // with Newer, the newest version that is understood
	Err     error // the cause; may be nil
}

// Error returns the sentence.
func (e *Error) Error() string {
	return fmt.Sprintf("the gradebook %q %s", e.Path, e.sentence())
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func (e *Error) sentence() string {
	switch e.Problem {
	case ReadOnly:
		return "cannot be written to: the file or its folder is read-only; allow writing to both, or name a copy in another folder"
	case NotGradebook:
		return "is no gradebook; name one that gradus made, or a file that is not there yet"
	case Damaged:
		return "is damaged; put back a copy from before, or name a new file and grade again"
	case Newer:
		return fmt.Sprintf("has schema %d and this version of gradus knows no later one than %d; use the newer gradus that wrote it", e.Schema, e.Known)
	case Full:
		return "cannot grow: the disk is full; make room and run the same command again, what was recorded is kept"
	case Busy:
		return "is in use by another process that does not let go of it; end that process, or try again later"
	default:
		return fmt.Sprintf("cannot be opened (%v); is its folder there, and may the file be read?", e.Err)
	}
}

// explain says which problem an error of the database is, and else what was being
// done. A nil error stays nil.
func (g *Gradebook) explain(doing string, err error) error {
	var known *Error
	var ours interface{ ours() }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &known):
		known.Path = g.path
		return known
	case errors.As(err, &ours):
		return err
	}
	if problem, ok := problemOf(err); ok {
		return &Error{Path: g.path, Problem: problem, Err: err}
	}
	return fmt.Errorf("%s %q: %w", doing, g.path, err)
}

// problemOf reads the code of an error, without its extension where that says no
// more.
func problemOf(err error) (Problem, bool) {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return Full, true
	case errors.Is(err, syscall.EROFS):
		return ReadOnly, true
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
		return Unreadable, true
	}
	var from *sqlite.Error
	if !errors.As(err, &from) {
		return 0, false
	}
	switch from.Code() {
	case lib.SQLITE_IOERR_SHMSIZE, lib.SQLITE_IOERR_WRITE, lib.SQLITE_IOERR_TRUNCATE:
		return Full, true // there is no other reason to fail where writing is allowed but a broken disk
	}
	switch from.Code() & 0xff {
	case lib.SQLITE_READONLY, lib.SQLITE_PERM:
		return ReadOnly, true
	case lib.SQLITE_FULL:
		return Full, true
	case lib.SQLITE_CORRUPT:
		return Damaged, true
	case lib.SQLITE_NOTADB:
		return NotGradebook, true
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return Busy, true
	case lib.SQLITE_CANTOPEN, lib.SQLITE_IOERR:
		return Unreadable, true
	}
	return 0, false
}

// UnknownError is the error of a question about a student, a check or a run that
// is not in the gradebook.
type UnknownError struct {
	What string // "student", "check" or "run"
	Name string
}

// Error names what is not there.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("the gradebook knows no %s %q", e.What, e.Name)
}

func (*UnknownError) ours() {}

// AmbiguousError is the error of a text that names several students.
type AmbiguousError struct {
	Name     string
	Students []string // under the names by which adjustments go
}

// Error names them.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q could be any of %d students: %q", e.Name, len(e.Students), e.Students)
}

func (*AmbiguousError) ours() {}

// ContradictionError is the error of a report that differs from the one recorded
// for the same source, rubric, seed, toolchain, version and checks. Grading was
// not repeatable; nothing is recorded, and what was recorded first stands.
type ContradictionError struct{ Submission string }

// Error says what is the matter and what holds.
func (e *ContradictionError) Error() string {
	return fmt.Sprintf("grading %q again gave another result than the gradebook holds for the same source, rubric, seed and toolchain; the recorded one stands, and grading again uses it", e.Submission)
}

func (*ContradictionError) ours() {}

// MismatchError is the error of something that does not fit the gradebook: a
// mistake of the calling program, or a correction that lacks a part.
type MismatchError struct{ Reason string }

// Error returns the reason.
func (e *MismatchError) Error() string { return e.Reason }

func (*MismatchError) ours() {}
