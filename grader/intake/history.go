package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/git"
)

// history is the repository of a student, open for reading.
type history struct {
	*git.Repository
	root *os.Root // of its folder .git
}

func (h *history) close() {
	h.Repository.Close()
	h.root.Close()
}

func (d disk) history(dir string) (*history, error) {
	at := path.Join(dir, ".git")
	info, err := d.root.Lstat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, errors.New(reason(err))
	case !info.IsDir():
		return nil, errors.New("its .git is not a folder, as in a worktree or a submodule; clone the repository itself")
	}
	root, err := d.root.OpenRoot(at)
	if err != nil {
		return nil, errors.New(reason(err))
	}
	repository, err := git.Open(root.FS())
	if err != nil {
		root.Close()
		return nil, err
	}
	return &history{repository, root}, nil
}

// inTime reads a folder as it was at the deadline, and when that was committed; ok
// is false if it has no history.
func (r reader) inTime(p place, e *Entry) (ok bool) {
	h, err := p.tree.history(p.dir)
	switch {
	case err != nil:
		e.Refusal = unreadHistory(err)
		return true
	case h == nil:
		return false
	}
	defer h.close()
	c, note, err := r.counting(h)
	if err != nil {
		e.Refusal = unreadHistory(err)
		return true
	}
	e.Submission = r.inFolder(place{commit{h.Repository, c.Tree}, "."}, e.Name)
	e.Notes = append([]string{note}, e.Notes...)
	e.Handed = grader.Handed{At: c.Time}
	return true
}

func unreadHistory(err error) string { return "its git repository cannot be read: " + err.Error() }

// counting returns the commit that counts: the last by the deadline or, if all came
// later, the latest.
func (r reader) counting(h *history) (c git.Commit, note string, err error) {
	head, err := h.Head()
	if err != nil {
		return c, "", err
	}
	c, found, err := h.LastAt(r.deadline, head)
	which := "the last before the deadline"
	if !found {
		c, which = head, "the latest"
	}
	if err != nil {
		return c, "", err
	}
	when := c.Time.In(r.deadline.Location()).Format("2006-01-02 15:04:05 -0700")
	note = fmt.Sprintf("commit %s of %s, %s, counts", c.Hash.Short(), when, which)
	if !found {
		note += ": none was made before the deadline"
	}
	return c, note, nil
}
