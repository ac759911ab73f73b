package git

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
)

// Kind is what an entry of a tree is.
type Kind uint8

// The kinds of entries; the zero value is of what no git makes.
const (
	Other Kind = iota
	File
	Folder
	Link      // symbolic
	Submodule // a commit of another repository
)

// Entry is one thing in a tree.
type Entry struct {
	Name string // any bytes but zero and a slash
	Kind Kind
	Hash Hash
}

// Tree returns what stands in a tree.
func (r *Repository) Tree(h Hash) ([]Entry, error) {
	content, err := r.read(h, "tree", maxMeta)
	if errors.Is(err, ErrTooLarge) {
		return nil, fmt.Errorf("the tree %s is larger than %d MiB", h.Short(), maxMeta>>20)
	}
	if err != nil {
		return nil, err
	}
	var all []Entry
	taken := map[string]bool{}
	for len(content) > 0 {
		var e Entry
		var ok bool
		if e, content, ok = parseEntry(content); !ok {
			return nil, fmt.Errorf("the tree %s is damaged", h.Short())
		}
		switch {
		case !isName(e.Name):
			return nil, fmt.Errorf("the tree %s holds the name %s, which is none", h.Short(), quote(e.Name))
		case taken[e.Name]:
			return nil, fmt.Errorf("the tree %s holds the name %s twice", h.Short(), quote(e.Name))
		}
		taken[e.Name] = true
		all = append(all, e)
	}
	return all, nil
}

// Blob returns the content of a file; the error is ErrTooLarge if that is more
// than limit bytes.
func (r *Repository) Blob(h Hash, limit int64) ([]byte, error) { return r.read(h, "blob", limit) }

// parseEntry reads an entry: its mode, its name and what it names.
func parseEntry(text []byte) (e Entry, others []byte, ok bool) {
	mode, text, _ := bytes.Cut(text, []byte(" "))
	name, text, ended := bytes.Cut(text, []byte{0})
	if !ended || len(text) < len(e.Hash) {
		return e, nil, false
	}
	return Entry{string(name), kindOf(string(mode)), Hash(text[:len(e.Hash)])}, text[len(e.Hash):], true
}

func kindOf(mode string) Kind {
	switch mode {
	case "100644", "100755", "100664":
		return File
	case "40000":
		return Folder
	case "120000":
		return Link
	case "160000":
		return Submodule
	default:
		return Other
	}
}

func isName(name string) bool {
	return name != "" && name != "." && name != ".." && !strings.Contains(name, "/")
}
