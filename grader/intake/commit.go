package intake

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader/git"
)

// commit is the tree of a commit in a git repository. Nothing of it is written to
// disk, and nothing is kept of it: it is small, and read again where it is asked.
type commit struct {
	repository *git.Repository
	root       git.Hash
}

var _ tree = commit{}

func (c commit) fault(string) string              { return "" }
func (c commit) untold() string                   { return "" }
func (c commit) nests() bool                      { return true }
func (c commit) history(string) (*history, error) { return nil, nil }

func (c commit) list(dir string, most int) ([]item, error) {
	entries, err := c.entries(dir)
	switch {
	case err != nil:
		return nil, err
	case len(entries) > most:
		return nil, errTooMany
	}
	var items []item
	for _, e := range entries {
		items = append(items, itemIn(e))
	}
	slices.SortFunc(items, func(a, b item) int { return strings.Compare(a.name, b.name) })
	return items, sameToSome(items)
}

func itemIn(e git.Entry) item {
	switch e.Kind {
	case git.File:
		return item{name: e.Name}
	case git.Folder:
		return item{name: e.Name, kind: folder}
	case git.Link:
		return item{e.Name, link, notRegular}
	default:
		return item{e.Name, other, notRegular}
	}
}

// sameToSome returns the error of Go files that could not be checked out together
// on every system.
func sameToSome(items []item) error {
	same := map[string]string{}
	for _, i := range items {
		if key := folded(i.name); i.isGoFile() {
			if before, taken := same[key]; taken {
				return fmt.Errorf("it holds %s and %s, which some systems take for the same", quote(before), quote(i.name))
			}
			same[key] = i.name
		}
	}
	return nil
}

// entries returns what stands in a folder.
func (c commit) entries(dir string) ([]git.Entry, error) {
	at := c.root
	if dir != "." {
		e, err := c.entry(dir)
		if err != nil {
			return nil, err
		}
		if e.Kind != git.Folder {
			return nil, errors.New("it is no folder")
		}
		at = e.Hash
	}
	return c.repository.Tree(at)
}

// entry returns what stands at a path.
func (c commit) entry(at string) (git.Entry, error) {
	entries, err := c.entries(path.Dir(at))
	if err != nil {
		return git.Entry{}, err
	}
	i := slices.IndexFunc(entries, func(e git.Entry) bool { return e.Name == path.Base(at) })
	if i < 0 {
		return git.Entry{}, errors.New("it is not there")
	}
	return entries[i], nil
}

func (c commit) read(at string, limit int64) ([]byte, error) {
	e, err := c.entry(at)
	if err == nil && e.Kind != git.File {
		err = errors.New("it is not a regular file")
	}
	var content []byte
	if err == nil {
		content, err = c.repository.Blob(e.Hash, limit)
	}
	switch {
	case errors.Is(err, git.ErrTooLarge):
		return nil, errTooLarge
	case err != nil:
		return nil, fmt.Errorf("it cannot be read: %w", err)
	}
	return content, nil
}
