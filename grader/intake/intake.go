// Package intake reads what students handed in: it stands at the entrance of
// the flow and turns folders, files, archives and the downloads of learning
// platforms into [grader.Submission] values.
//
// It opens regular files only, never follows a link, reads no more of a file
// than may be graded, and writes nothing: an archive is read in memory, and a
// path in it is only ever a name. A student's mistake, such as an empty folder or
// an archive that leads out of itself, is written on the submission; an error
// means that the operator named something that cannot be read.
package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// ErrNothing is the error of a folder in which there is nothing to grade.
var ErrNothing = errors.New("there is no Go file and no folder with any")

// Entry is a submission with what the place where it was found tells about it.
type Entry struct {
	grader.Submission
	Key      string           // its name as it is read; it stays if Name is made a better one
	Students []grader.Student // who handed it in, several if it is a group; none if the place does not tell
	Handed   grader.Handed
}

// Reader reads submissions within limits; its zero value is ready for use.
type Reader struct {
	Limits Limits
	// Deadline is when a submission was due. A folder that is a git repository
	// counts at its last commit by then, or at its latest if none is; with the zero
	// value, it counts as it lies.
	Deadline time.Time
}

// Each hands on the submissions at the paths, one after the other, so that a
// class need not be in memory. It ends with the first error that do returns.
//
//   - a .go file is a submission of that file;
//   - a folder with .go files is one submission, and so is the repository that
//     students are given: a folder with a go.mod and .go files in its folder
//     student;
//   - the download of a whole assignment from Moodle, Canvas or Gradescope is a
//     class, and so is the folder into which GitHub Classroom clones; they are
//     told by their names;
//   - any other folder is a class: each folder and each archive in it is a
//     submission, one that is empty included, in the order of their names. The
//     files may stand in a folder student there too;
//   - a zip, tar or tar.gz is what the folder in it would be, whatever folders
//     it is wrapped in.
//
// A student may hand in an archive in place of files. No archive within it is
// opened. Of a git repository, that is a folder with a folder .git, and with a
// deadline, only what was committed counts.
//
// A submission is named for its student, where the platform tells, or else for its
// folder, or for its file without the ending. Names are unique: one that is taken
// by an earlier path gives way to the path of the submission, as it was written.
//
// What is wrong with an archive may be found only after some of its submissions
// were handed on; none of them counts if Each returns an error.
func (r Reader) Each(paths []string, do func(Entry) error) error {
	limits, err := r.Limits.complete()
	if err != nil {
		return err
	}
	in, names, read := reader{limits, r.Deadline}, Names{}, map[string]bool{}
	for _, path := range paths {
		err := in.path(path, func(e Entry) error {
			at := written(path, e.Name)
			if read[absolute(at)] {
				return fmt.Errorf("read submissions: %q is named twice", at)
			}
			read[absolute(at)] = true
			if names[e.Name] {
				e.Name = at
			}
			e.Name = names.Take(e.Name)
			e.Key = e.Name
			return do(e)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Read returns what Each hands on, all of it at once.
func (r Reader) Read(paths ...string) ([]Entry, error) {
	var all []Entry
	err := r.Each(paths, func(e Entry) error {
		all = append(all, e)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// written is the path of a submission of that name read from a path: the path, or
// one in it.
func written(path, name string) string {
	if name != nameOf(path) && name != stem(nameOf(path)) {
		path = filepath.Join(path, name)
	}
	return legible(filepath.ToSlash(filepath.Clean(path)))
}

// reader reads within limits that are complete.
type reader struct {
	Limits
	deadline time.Time
}

// path hands on what is at a path.
func (r reader) path(path string, do func(Entry) error) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return fmt.Errorf("read submissions: %w", err)
	case info.IsDir():
		return r.folderAt(path, do)
	case info.Mode().IsRegular() && isGo(path):
		return r.fileAt(path, do)
	case info.Mode().IsRegular() && isArchive(path):
		return r.archiveAt(path, info, do)
	default:
		return fmt.Errorf("read submissions: %q is neither a folder nor a .go file nor a zip, tar or tar.gz", path)
	}
}

func (r reader) folderAt(path string, do func(Entry) error) error {
	root, err := openDisk(path)
	if err != nil {
		return err
	}
	defer root.root.Close()
	found, err := r.find(place{root, "."}, path, nameOf(path), false)
	if err != nil {
		return err
	}
	return found.each(do)
}

// fileAt hands on a file, or the one that a link of the operator's leads to.
func (r reader) fileAt(path string, do func(Entry) error) error {
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return fmt.Errorf("read submissions: %w", err)
	}
	root, err := openDisk(filepath.Dir(to))
	if err != nil {
		return err
	}
	defer root.root.Close()
	name := nameOf(path)
	f := r.file(root, piece{item{name: name}, name, filepath.Base(to)})
	return do(Entry{Submission: grader.Submission{Name: stem(name), Files: []grader.File{f}}})
}

func (r reader) archiveAt(path string, info fs.FileInfo, do func(Entry) error) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read submissions: %w", err)
	}
	defer f.Close()
	a, err := openArchive(f, info.Size(), filepath.Base(path), false, r.Limits)
	if err != nil {
		return &ArchiveError{err.Error()}
	}
	var stopped error
	found, err := r.find(place{a, "."}, path, stem(nameOf(path)), true)
	if err == nil {
		err = found.each(func(e Entry) error {
			stopped = do(e)
			return stopped
		})
	}
	// A fault that nobody was blamed for says more than an error that it led to.
	if problem := a.untold(); problem != "" && stopped == nil {
		return &ArchiveError{problem}
	}
	return err
}

// nameOf returns the name of a folder or file, however it was written.
func nameOf(path string) string { return legible(filepath.Base(absolute(path))) }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}
