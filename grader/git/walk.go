package git

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"time"
)

// errCut is the error of a history that ends before the time that is sought.
var errCut = errors.New("it is a shallow clone, and what was committed in time is not in it; git fetch --unshallow fetches it")

// LastAt returns the last commit at a time or before, among the head and all that
// leads to it; found is false if there is none. It is the one that git rev-list -1
// --before names: commits are asked in the order of their times, as far as their
// children were.
func (r *Repository) LastAt(t time.Time, head Commit) (last Commit, found bool, err error) {
	next := frontier{{commit: head}}
	seen, cut := map[Hash]bool{head.Hash: true}, false
	for len(next) > 0 {
		c := heap.Pop(&next).(step).commit
		if !c.Time.After(t) {
			return c, true, nil
		}
		if r.cut[c.Hash] {
			cut = true
			continue
		}
		for _, h := range c.Parents {
			if seen[h] {
				continue
			}
			if len(seen) == maxCommits {
				return last, false, fmt.Errorf("more than %d commits of it are later than the deadline", maxCommits)
			}
			parent, err := r.commit(h)
			if err != nil {
				return last, false, err
			}
			heap.Push(&next, step{parent, len(seen)})
			seen[h] = true
		}
	}
	if cut {
		return last, false, errCut
	}
	return last, false, nil
}

// frontier are the commits that were met and not asked, the latest first; those of
// one time in the order in which they were met.
type frontier []step

type step struct {
	commit Commit
	met    int
}

func (f frontier) Len() int      { return len(f) }
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(s any)   { *f = append(*f, s.(step)) }

func (f frontier) Less(i, j int) bool {
	return cmp.Or(f[j].commit.Time.Compare(f[i].commit.Time), cmp.Compare(f[i].met, f[j].met)) < 0
}

func (f *frontier) Pop() any {
	last := len(*f) - 1
	s := (*f)[last]
	*f = (*f)[:last]
	return s
}
