// Package git reads from a git repository which commit counted at a time, and
// what it holds.
//
// The repository is a stranger's and may be hostile, so this is no git: it runs
// nothing, reads no configuration, writes nothing and follows no reference out of
// the folder .git. What is read of it is bounded, whatever its headers claim, and
// every object is held to its name. An error is a clause that says, for whoever
// made the repository, what is the matter with it.
//
// It reads what git itself makes: objects that are loose or in packs, named by
// SHA-1, and references that are loose or packed.
package git

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// What is read of one repository. Honest ones are far below; git itself makes no
// chain of more than 50 deltas, and older versions 250.
const (
	maxBytes   = 256 << 20 // read and inflated, all together
	maxObject  = 32 << 20  // an object that others are deltas of
	maxMeta    = 1 << 20   // a commit or a tree
	maxList    = 4 << 20   // a file of references
	maxCommits = 100_000
	maxDeltas  = 250
	maxPacks   = 100
	maxLinks   = 5 // from HEAD to a commit, as in git
)

// ErrTooLarge is the error of an object that is larger than was asked for.
var ErrTooLarge = errors.New("it is too large")

// errSpent is the error of whatever would exceed maxBytes.
var errSpent = fmt.Errorf("more than %d MiB of it would have to be read", maxBytes>>20)

// Hash names an object.
type Hash [20]byte

func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Short is as much of a name as people need.
func (h Hash) Short() string { return h.String()[:10] }

func parseHash(text string) (h Hash, ok bool) {
	if len(text) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(text))
	return h, err == nil
}

// Repository is open for reading. It is for one goroutine.
type Repository struct {
	dir      fs.FS
	packs    []*pack
	searched bool          // packs are known
	cut      map[Hash]bool // commits whose parents a shallow clone lacks
	left     int64         // bytes that may still be read
	inflater inflater
}

// Open takes the folder .git of a repository. The caller closes it.
func Open(dir fs.FS) (*Repository, error) {
	r := &Repository{dir: dir, left: maxBytes}
	for _, no := range []struct{ path, why string }{
		{"objects/info/alternates", "it borrows objects from another repository (objects/info/alternates); clone it again without --shared and --reference"},
		{"reftable", "its references are a reftable, which is not read; git refs migrate --ref-format=files turns them into files"},
	} {
		if _, err := fs.Lstat(dir, no.path); err == nil {
			return nil, errors.New(no.why)
		}
	}
	var err error
	r.cut, err = r.shallow()
	return r, err
}

// Close closes the files that were opened.
func (r *Repository) Close() error {
	var errs []error
	for _, p := range r.packs {
		errs = append(errs, p.data.Close(), p.index.Close())
	}
	return errors.Join(errs...)
}

// file is a regular file that is open.
type file interface {
	fs.File
	io.ReaderAt
}

// open opens a regular file, and nothing else: a pipe would never answer.
func (r *Repository) open(path string) (file, int64, error) {
	info, err := fs.Lstat(r.dir, path)
	switch {
	case err != nil:
		return nil, 0, unreadable(path, err)
	case info.IsDir(): // git leaves empty ones where references were
		return nil, 0, unreadable(path, fs.ErrNotExist)
	case !info.Mode().IsRegular():
		return nil, 0, fmt.Errorf("%s is not a regular file", quote(path))
	}
	opened, err := r.dir.Open(path)
	if err != nil {
		return nil, 0, unreadable(path, err)
	}
	f, ok := opened.(file)
	if !ok {
		opened.Close()
		return nil, 0, fmt.Errorf("%s cannot be read at any place", quote(path))
	}
	return f, info.Size(), nil
}

// text returns a small file; the error is fs.ErrNotExist if it is not there.
func (r *Repository) text(path string, limit int64) (string, error) {
	f, size, err := r.open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	if size > limit {
		return "", fmt.Errorf("%s is larger than %d bytes", quote(path), limit)
	}
	content, err := io.ReadAll(io.LimitReader(&metered{f, r}, limit))
	if err != nil {
		return "", unreadable(path, err)
	}
	return string(content), nil
}

// spend takes bytes from what may be read.
func (r *Repository) spend(bytes int64) error {
	if r.left -= bytes; r.left < 0 {
		return errSpent
	}
	return nil
}

// metered spends what is read through it.
type metered struct {
	from io.Reader
	of   *Repository
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	if spent := m.of.spend(int64(n)); spent != nil {
		return 0, spent
	}
	return n, err
}

// unreadable says of a file why it cannot be read.
func unreadable(path string, err error) error {
	if errors.Is(err, errSpent) {
		return errSpent
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%s cannot be read: %w", quote(path), err)
}

// quote writes a name of anybody's making for a message.
func quote(name string) string {
	const most = 100
	if len(name) > most {
		name = name[:most] + "..."
	}
	return fmt.Sprintf("%q", strings.ToValidUTF8(name, "\ufffd"))
}
