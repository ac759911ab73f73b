package git

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// head returns what HEAD names, directly or by a branch.
func (r *Repository) head() (Hash, error) {
	name := "HEAD"
	for range maxLinks + 1 {
		value, err := r.reference(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == "HEAD":
			return Hash{}, errors.New("it has no HEAD")
		case errors.Is(err, fs.ErrNotExist):
			return Hash{}, fmt.Errorf("it holds no commit on its branch %s", quote(strings.TrimPrefix(name, "refs/heads/")))
		case err != nil:
			return Hash{}, err
		}
		to, symbolic := strings.CutPrefix(value, "ref:")
		if !symbolic {
			return objectName(name, value)
		}
		if name = strings.TrimSpace(to); !isReference(name) {
			return Hash{}, fmt.Errorf("HEAD leads to %s, which is no name of a branch", quote(name))
		}
	}
	return Hash{}, errors.New("HEAD leads from one reference to the next and to no commit")
}

// isReference tells the names that a reference may have: none is of a file outside
// the folder refs.
func isReference(name string) bool {
	return strings.HasPrefix(name, "refs/") && fs.ValidPath(name) && len(name) <= 1024 &&
		!strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c == '\\' || c == ':' || c == 0x7f })
}

func objectName(of, text string) (Hash, error) {
	h, ok := parseHash(text)
	switch {
	case ok:
		return h, nil
	case len(text) == 64:
		return h, errors.New("its objects are named by SHA-256; only SHA-1 is read")
	default:
		return h, fmt.Errorf("the reference %s is damaged", quote(of))
	}
}

// reference returns what a reference holds; a loose one hides a packed one.
func (r *Repository) reference(name string) (string, error) {
	const long = 4 << 10
	loose, err := r.text(name, long)
	if !errors.Is(err, fs.ErrNotExist) {
		return strings.TrimSpace(loose), err
	}
	packed, err := r.text("packed-refs", maxList)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(packed) {
		if value, of, _ := strings.Cut(strings.TrimSpace(line), " "); of == name {
			return value, nil
		}
	}
	return "", fs.ErrNotExist
}

// shallow returns the commits whose parents were not cloned.
func (r *Repository) shallow() (map[Hash]bool, error) {
	list, err := r.text("shallow", maxList)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	cut := map[Hash]bool{}
	for name := range strings.FieldsSeq(list) {
		h, err := objectName("shallow", name)
		if err != nil {
			return nil, err
		}
		cut[h] = true
	}
	return cut, err
}
