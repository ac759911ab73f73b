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
	Students []Student // who handed it in, several if it is a group; none if the place does not tell
	Late     bool      // the platform says that it came late
	Attempt  int       // 1 for the first; 0 if the place does not tell
	Handed   time.Time // when; zero if the place does not tell
}

// Student is who a platform says somebody is. Fields that it does not give are
// empty.
type Student struct {
	Name  string
	ID    string // the platform's key: Moodle's participant, Canvas's user, Gradescope's sid, a GitHub user name
	Email string
}

// Reader reads submissions within limits; its zero value is ready for use.
type Reader struct{ Limits Limits }

// Read returns the submissions at a path:
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
// opened.
//
// A submission is named for its student, where the platform tells, or else for its
// folder, or for its file without the ending. Names are unique.
func (r Reader) Read(path string) ([]Entry, error) {
	limits, err := r.Limits.complete()
	if err != nil {
		return nil, err
	}
	in := reader{limits}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("read submissions: %w", err)
	case info.IsDir():
		return in.readFolder(path)
	case info.Mode().IsRegular() && isGo(path):
		return in.readFile(path)
	case info.Mode().IsRegular() && isArchive(path):
		return in.readArchive(path, info)
	default:
		return nil, fmt.Errorf("read submissions: %q is neither a folder nor a .go file nor a zip, tar or tar.gz", path)
	}
}

// Read returns the submissions at a path, within the default limits, as
// [Reader.Read] does.
func Read(path string) ([]grader.Submission, error) {
	entries, err := Reader{}.Read(path)
	var submissions []grader.Submission
	for _, e := range entries {
		submissions = append(submissions, e.Submission)
	}
	return submissions, err
}

// ReadAll reads several paths. A name that is taken gives way to the path of the
// submission, as it was written.
func ReadAll(paths []string) ([]grader.Submission, error) {
	entries, err := Reader{}.ReadAll(paths)
	var submissions []grader.Submission
	for _, e := range entries {
		submissions = append(submissions, e.Submission)
	}
	return submissions, err
}

// ReadAll reads several paths. A name that is taken gives way to the path of the
// submission, as it was written.
func (r Reader) ReadAll(paths []string) ([]Entry, error) {
	var all []Entry
	taken, read := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		entries, err := r.Read(path)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			at := written(path, e.Name)
			if read[absolute(at)] {
				return nil, fmt.Errorf("read submissions: %q is named twice", at)
			}
			read[absolute(at)] = true
			if taken[e.Name] {
				e.Name = at
			}
			taken[e.Name] = true
			all = append(all, e)
		}
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
type reader struct{ Limits }

func (r reader) readFolder(path string) ([]Entry, error) {
	root, err := openDisk(path)
	if err != nil {
		return nil, err
	}
	defer root.root.Close()
	return r.read(place{root, "."}, path, nameOf(path), false)
}

// readFile reads a file, or the one that a link of the operator's leads to.
func (r reader) readFile(path string) ([]Entry, error) {
	to, err := filepath.EvalSymlinks(path)
	if err != nil {
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	root, err := openDisk(filepath.Dir(to))
	if err != nil {
		return nil, err
	}
	defer root.root.Close()
	name := nameOf(path)
	f := r.file(root, piece{item{name: name}, name, filepath.Base(to)})
	return []Entry{{Submission: grader.Submission{Name: stem(name), Files: []grader.File{f}}}}, nil
}

func (r reader) readArchive(path string, info fs.FileInfo) ([]Entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	defer f.Close()
	a, err := openArchive(f, info.Size(), filepath.Base(path), false, r.Limits)
	if err != nil {
		return nil, &ArchiveError{err.Error()}
	}
	entries, err := r.read(place{a, "."}, path, stem(nameOf(path)), true)
	if problem := a.untold(); problem != "" {
		return nil, &ArchiveError{problem}
	}
	return entries, err
}

// nameOf returns the name of a folder or file, however it was written.
func nameOf(path string) string { return legible(filepath.Base(absolute(path))) }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}
