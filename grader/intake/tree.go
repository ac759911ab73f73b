package intake

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// tree is what holds submissions: a folder on disk, or an archive. Paths in it
// are clean, relative and written with slashes; "." is the whole of it.
type tree interface {
	// list returns what stands in a folder, sorted by name; errTooMany if that
	// is more than most.
	list(dir string, most int) ([]item, error)
	// read returns a regular file; errTooLarge if it has more than limit bytes.
	// Any other error is a clause for the student.
	read(path string, limit int64) ([]byte, error)
	// fault says what is hostile or broken at a folder or below it, "" if
	// nothing is. It counts as told from then on.
	fault(dir string) string
	// untold returns the first fault that nobody has asked for.
	untold() string
	// nests tells whether an archive in it may be opened.
	nests() bool
	// history opens the git repository whose files stand in a folder; nil if there
	// is none. An error is a clause for the student.
	history(dir string) (*history, error)
}

// item is one thing in a folder.
type item struct {
	name string
	kind kind
	// irregular says what it is if it is no file that could be read.
	irregular string
}

// notRegular says why a link, a device and the like are not read.
const notRegular = "it is not a regular file; hand in a copy of the file itself"

type kind uint8

const (
	regular kind = iota
	folder
	link  // symbolic, in a folder on disk; never followed
	other // anything else; never opened
)

var (
	errTooMany  = errors.New("it holds too many files")
	errTooLarge = errors.New("it is too large")
)

// place is a folder of a tree.
type place struct {
	tree tree
	dir  string
}

func (p place) at(name string) place { return place{p.tree, path.Join(p.dir, name)} }

func (p place) fault() string { return p.tree.fault(p.dir) }

// items returns what stands there, without what systems and tools leave behind.
func (p place) items(most int) ([]item, error) {
	all, err := p.tree.list(p.dir, most)
	return slices.DeleteFunc(all, func(i item) bool { return isLeftover(i.name) }), err
}

// holdsGo reports whether a Go file stands there.
func (p place) holdsGo(most int) bool {
	items, _ := p.items(most)
	return slices.ContainsFunc(items, item.isGoFile)
}

func (i item) isGoFile() bool { return isGo(i.name) && i.kind != folder }

// folderIn reports whether a folder of that name, not a link to one, is among items.
func folderIn(items []item, name string) bool {
	return slices.ContainsFunc(items, func(i item) bool { return i.name == name && i.kind == folder })
}

// isLeftover tells what nobody hands in on purpose: .git, .DS_Store and the like,
// and what macOS adds to an archive or a foreign disk. Any other hidden Go file is
// a student's, to whom it is said that it does not count.
func isLeftover(name string) bool {
	return name == "__MACOSX" || strings.HasPrefix(name, "._") || strings.HasPrefix(name, ".") && !isGo(name)
}

func isGo(name string) bool { return strings.HasSuffix(name, ".go") }

// stem returns a name without the ending of a Go file or of an archive.
func stem(name string) string {
	if isGo(name) {
		return strings.TrimSuffix(name, ".go")
	}
	return name[:len(name)-len(archiveEnding(name))]
}

// within reports whether a path is a folder or stands below it.
func within(p, dir string) bool {
	return dir == "." || p == dir || strings.HasPrefix(p, dir+"/")
}

// readAtMost reads all of r, but no more than limit bytes.
func readAtMost(r io.Reader, limit int64) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case int64(len(content)) > limit:
		return nil, errTooLarge
	case err != nil:
		return nil, err
	}
	return content, nil
}

// quote writes a name of anybody's making for a message.
func quote(name string) string {
	const most = 100
	if len(name) > most {
		name = name[:most] + "..."
	}
	return fmt.Sprintf("%q", legible(name))
}
