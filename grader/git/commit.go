package git

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Commit is a state of the files and when it was committed, which is what the
// committer's machine, or the committer, says.
type Commit struct {
	Hash    Hash
	Tree    Hash
	Parents []Hash
	Time    time.Time // UTC
}

// Head returns the commit that is checked out.
func (r *Repository) Head() (Commit, error) {
	h, err := r.head()
	if err != nil {
		return Commit{}, err
	}
	return r.commit(h)
}

func (r *Repository) commit(h Hash) (Commit, error) {
	content, err := r.read(h, "commit", maxMeta)
	if errors.Is(err, ErrTooLarge) {
		return Commit{}, fmt.Errorf("the commit %s is larger than %d MiB", h.Short(), maxMeta>>20)
	}
	if err != nil {
		return Commit{}, err
	}
	c, ok := parseCommit(content)
	if !ok {
		return Commit{}, fmt.Errorf("the commit %s is damaged", h.Short())
	}
	c.Hash = h
	return c, nil
}

// parseCommit reads the header of a commit: its tree, its parents, author and
// committer, in this order.
func parseCommit(text []byte) (c Commit, ok bool) {
	value, text, ok := field(text, "tree ")
	if !ok {
		return c, false
	}
	if c.Tree, ok = parseHash(string(value)); !ok {
		return c, false
	}
	for {
		value, others, more := field(text, "parent ")
		if !more {
			break
		}
		parent, ok := parseHash(string(value))
		if !ok {
			return c, false
		}
		c.Parents, text = append(c.Parents, parent), others
	}
	if _, text, ok = field(text, "author "); !ok {
		return c, false
	}
	if value, _, ok = field(text, "committer "); !ok {
		return c, false
	}
	c.Time, ok = parseTime(value)
	return c, ok
}

// field returns the first line of a text without its title, and the other lines.
func field(text []byte, title string) (value, others []byte, ok bool) {
	line, others, ended := bytes.Cut(text, []byte("\n"))
	value, titled := bytes.CutPrefix(line, []byte(title))
	return value, others, ended && titled
}

// parseTime reads the time after a name and an address: seconds, and a time zone,
// which does not count.
func parseTime(signature []byte) (time.Time, bool) {
	address := bytes.LastIndexByte(signature, '>')
	fields := bytes.Fields(signature[address+1:])
	if address < 0 || len(fields) == 0 {
		return time.Time{}, false
	}
	seconds, err := strconv.ParseUint(string(fields[0]), 10, 63)
	t := time.Unix(int64(seconds), 0).UTC()
	return t, err == nil && t.Year() <= 9999 // as far as times can be written
}
