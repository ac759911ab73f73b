package intake

import (
	"fmt"
	"slices"
	"strings"
)

var _ tree = (*archive)(nil)

func (a *archive) list(dir string, most int) ([]item, error) {
	items := slices.Clone(a.items[dir])
	if len(items) > most {
		return nil, errTooMany
	}
	slices.SortFunc(items, func(a, b item) int { return strings.Compare(a.name, b.name) })
	return items, nil
}

func (a *archive) read(path string, limit int64) ([]byte, error) {
	open, ok := a.files[path]
	if !ok {
		return nil, fmt.Errorf("it is no regular file in the archive %s", a.name)
	}
	return open(limit)
}

func (a *archive) fault(dir string) string {
	problem := ""
	for i := range a.faults {
		if f := &a.faults[i]; within(f.dir, dir) {
			f.told = true
			if problem == "" {
				problem = f.problem
			}
		}
	}
	return problem
}

func (a *archive) untold() string {
	for _, f := range a.faults {
		if !f.told {
			return f.problem
		}
	}
	return ""
}

func (a *archive) nests() bool { return !a.student }

// A history is not taken in.
func (a *archive) history(string) (*history, error) { return nil, nil }
