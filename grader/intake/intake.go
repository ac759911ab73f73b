// Package intake reads what students handed in: it stands at the entrance of
// the flow and turns folders and files into [grader.Submission] values.
//
// It opens regular files only, never follows a symbolic link, and reads no more
// of a file than may be graded. A student's mistake, such as an empty folder or
// a file that is too large, is written on the submission; an error means that
// the operator named something that cannot be read.
package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/gradus-grader/gradus/grader"
)

// MaxFile is the size in bytes above which a file is refused unread.
const MaxFile = 256 << 10

// ErrNothing is the error of a folder in which there is nothing to grade.
var ErrNothing = errors.New("there is no Go file and no folder with any")

// Read returns the submissions at a path:
//
//   - a .go file is a submission of that file;
//   - a folder with .go files is one submission, and so is the repository that
//     students are given: a folder with a go.mod and .go files in its folder
//     student;
//   - any other folder is a class: each folder in it is a submission, one that
//     is empty included, in the order of their names. The files may stand in a
//     folder student there too.
//
// A submission is named for its folder, or for its file without the ending.
func Read(path string) ([]grader.Submission, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	if !info.IsDir() {
		if !isGo(path) || !info.Mode().IsRegular() {
			return nil, fmt.Errorf("read submissions: %q is neither a folder nor a .go file", path)
		}
		return []grader.Submission{readFile(path, info)}, nil
	}
	switch repository := filepath.Join(path, "student"); {
	case holdsGo(path):
		return []grader.Submission{readFolder(path, nameOf(path))}, nil
	case exists(filepath.Join(path, "go.mod")) && holdsGo(repository):
		return []grader.Submission{readFolder(repository, nameOf(path))}, nil
	}
	return readClass(path)
}

// ReadAll reads several paths. A name that is taken gives way to the path of the
// submission, as it was written.
func ReadAll(paths []string) ([]grader.Submission, error) {
	var all []grader.Submission
	taken, read := map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		submissions, err := Read(path)
		if err != nil {
			return nil, err
		}
		for _, s := range submissions {
			at := written(path, s.Name)
			if read[absolute(at)] {
				return nil, fmt.Errorf("read submissions: %q is named twice", at)
			}
			read[absolute(at)] = true
			if taken[s.Name] {
				s.Name = at
			}
			taken[s.Name] = true
			all = append(all, s)
		}
	}
	return all, nil
}

// written is the path of a submission of that name read from a path: the path, or
// one in it.
func written(path, name string) string {
	if name != nameOf(path) {
		path = filepath.Join(path, name)
	}
	return legible(filepath.ToSlash(filepath.Clean(path)))
}

// readClass reads each folder in a folder.
func readClass(path string) ([]grader.Submission, error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	var class []grader.Submission
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		dir := filepath.Join(path, e.Name())
		switch {
		case e.IsDir() && !holdsGo(dir) && holdsGo(filepath.Join(dir, "student")):
			class = append(class, readFolder(filepath.Join(dir, "student"), legible(e.Name())))
		case e.IsDir():
			class = append(class, readFolder(dir, legible(e.Name())))
		case e.Type()&fs.ModeSymlink != 0:
			class = append(class, grader.Submission{Name: legible(e.Name()), Refusal: "it is a symbolic link, which is not followed; hand in the folder itself"})
		}
	}
	if len(class) == 0 {
		return nil, fmt.Errorf("read submissions: %q: %w", path, ErrNothing)
	}
	if deeper, ok := classWithin(class); ok {
		return nil, fmt.Errorf("read submissions: %q holds no submission, but %q may be a class", path, filepath.Join(path, deeper))
	}
	return class, nil
}

// classWithin returns the name of a folder that was taken for a submission and
// looks like a class, where nobody at all has handed in a file: the operator
// will have named the folder above.
func classWithin(class []grader.Submission) (name string, ok bool) {
	for _, s := range class {
		if len(s.Files) > 0 {
			return "", false
		}
		if len(s.Notes) > 0 && !ok {
			name, ok = s.Name, true
		}
	}
	return name, ok
}

// readFolder reads the .go files of one submission.
func readFolder(dir, name string) grader.Submission {
	s := grader.Submission{Name: name}
	entries, err := os.ReadDir(dir)
	if err != nil {
		s.Refusal = "its folder cannot be read: " + reason(err)
		return s
	}
	for _, e := range entries {
		name := e.Name()
		switch {
		case e.IsDir() && !strings.HasPrefix(name, ".") && holdsGo(filepath.Join(dir, name)):
			s.Notes = append(s.Notes, fmt.Sprintf("the folder %q is left out: the files of a submission stand in one folder", legible(name)))
		case e.IsDir() || !isGo(name):
		case !e.Type().IsRegular():
			s.Files = append(s.Files, grader.File{Name: name, Refusal: "it is not a regular file; hand in a copy of the file itself"})
		default:
			s.Files = append(s.Files, read(filepath.Join(dir, name)))
		}
	}
	if len(s.Files) == 0 {
		s.Refusal = "it holds no Go file"
	}
	return s
}

func readFile(path string, info fs.FileInfo) grader.Submission {
	return grader.Submission{Name: strings.TrimSuffix(legible(info.Name()), ".go"), Files: []grader.File{read(path)}}
}

// read reads a regular file, or says why it did not.
func read(path string) grader.File {
	f := grader.File{Name: filepath.Base(path)}
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		f.Refusal = "it cannot be read: " + reason(err)
	case info.Size() > MaxFile:
		f.Refusal = fmt.Sprintf("it is larger than %d KiB", MaxFile>>10)
	default:
		if f.Content, err = os.ReadFile(path); err != nil {
			f.Refusal = "it cannot be read: " + reason(err)
		}
	}
	return f
}

// reason returns an error without the path in it, which is ours and not the
// student's.
func reason(err error) string {
	var in *fs.PathError
	if errors.As(err, &in) {
		return in.Err.Error()
	}
	return err.Error()
}

func isGo(name string) bool { return strings.HasSuffix(name, ".go") }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// holdsGo reports whether a folder, not a link to one, holds a Go file.
func holdsGo(dir string) bool {
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return false
	}
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if isGo(e.Name()) {
			return true
		}
	}
	return false
}

// nameOf returns the name of a folder, however it was written.
func nameOf(path string) string { return legible(filepath.Base(absolute(path))) }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return filepath.Clean(path)
}

// legible makes any file name UTF-8, its other bytes as \xNN.
func legible(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[0])
		} else {
			b.WriteRune(r)
		}
		name = name[size:]
	}
	return b.String()
}
