package intake

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strconv"

	"github.com/gradus-grader/gradus/grader"
)

// listing is what was found at a path, with nobody's files read yet.
type listing struct {
	all []unread
	// nobody returns the error, if it is one, that nobody handed in a file.
	nobody func([]Entry) error
}

// unread is a submission of which it is known whose it is.
type unread struct {
	Entry
	read func(*Entry) // adds the files; nil if there are none
}

// each reads one submission after the other. Those without a file are held back
// until one has some: before that, it may be no class at all.
func (l listing) each(do func(Entry) error) error {
	var held []Entry
	found := l.nobody == nil
	for _, u := range l.all {
		if u.read != nil {
			u.read(&u.Entry)
		}
		held = append(held, u.Entry)
		if found = found || len(u.Files) > 0; !found {
			continue
		}
		if err := handOn(held, do); err != nil {
			return err
		}
		held = nil
	}
	if !found {
		if err := l.nobody(held); err != nil {
			return err
		}
	}
	return handOn(held, do)
}

func handOn(entries []Entry, do func(Entry) error) error {
	for _, e := range entries {
		if err := do(e); err != nil {
			return err
		}
	}
	return nil
}

// find finds the submissions of what the operator named: at, which is a place in
// a tree. A wrapped place may stand within folders that hold nothing else.
func (r reader) find(p place, at, name string, wrapped bool) (listing, error) {
	items, err := p.items(r.ClassEntries)
	switch {
	case errors.Is(err, errTooMany):
		return listing{}, fmt.Errorf("read submissions: %q holds more than %d files; name the folder of one class", at, r.ClassEntries)
	case err != nil:
		return listing{}, fmt.Errorf("read submissions: %w", err)
	}
	all, err := r.platform(p, at, items)
	if err != nil || len(all) > 0 {
		return listing{all: distinct(all)}, err
	}
	switch inner := p.at("student"); {
	case p.holdsGo(r.ClassEntries), isRepository(items) && inner.holdsGo(r.Entries):
		return r.alone(p, name), nil
	}
	if inner, ok := onlyFolder(items); ok && wrapped {
		return r.find(p.at(inner), filepath.Join(at, inner), name, true)
	}
	if all = r.plainClass(p, items); len(all) == 0 {
		return listing{}, fmt.Errorf("read submissions: %q: %w", at, ErrNothing)
	}
	return listing{distinct(all), func(entries []Entry) error {
		if deeper, ok := classWithin(items, entries); ok {
			return fmt.Errorf("read submissions: %q holds no submission, but %q may be a class", at, filepath.Join(at, deeper))
		}
		return nil
	}}, nil
}

// platform finds the submissions in the download of a learning platform, or
// nothing.
func (r reader) platform(p place, at string, items []item) ([]unread, error) {
	switch {
	case isMoodle(items):
		return r.moodle(p, items), nil
	case isGradescope(items):
		return r.gradescope(p, at, items)
	case isCanvas(items):
		return r.canvas(p, items), nil
	}
	if slug, ok := classroomSlug(p, at); ok {
		return r.classroom(p, slug, items), nil
	}
	return nil, nil
}

// alone is the one submission of a path.
func (r reader) alone(p place, name string) listing {
	return listing{all: []unread{named(name, func(e *Entry) {
		if e.Refusal = r.refused(place{p.tree, "."}); e.Refusal == "" {
			r.repository(p)(e)
		}
	})}}
}

// named is a submission of which only a name is known.
func named(name string, read func(*Entry)) unread {
	return unread{Entry{Submission: grader.Submission{Name: name}}, read}
}

// plainClass finds each folder and each archive.
func (r reader) plainClass(p place, items []item) []unread {
	var all []unread
	for _, i := range items {
		if u, ok := r.plain(p, i); ok {
			all = append(all, u)
		}
	}
	return all
}

// plain finds what is named for a student as the student, or the operator, likes.
func (r reader) plain(p place, i item) (u unread, ok bool) {
	name := legible(i.name)
	switch {
	case i.kind == folder:
		return named(name, r.repository(p.at(i.name))), true
	case isArchive(i.name):
		return named(stem(name), r.pieces(p, piece{i, name, path.Join(p.dir, i.name)})), true
	case i.kind == link:
		u = named(name, nil)
		u.Refusal = "it is a symbolic link, which is not followed; hand in the folder itself"
		return u, true
	}
	return unread{}, false
}

// pieces returns what reads the submission that is made of pieces.
func (r reader) pieces(p place, all ...piece) func(*Entry) {
	return func(e *Entry) { e.Submission = r.assemble(p.tree, e.Submission, all) }
}

// repository returns what reads a folder: as it lies or, if it is due at a time and
// has a history, as it was then.
func (r reader) repository(p place) func(*Entry) {
	return func(e *Entry) {
		if r.deadline.IsZero() || !r.inTime(p, e) {
			e.Submission = r.inFolder(p, e.Name)
		}
	}
}

// inFolder reads a folder, or the folder student in it if only that has Go files.
func (r reader) inFolder(p place, name string) grader.Submission {
	if refusal := r.refused(p); refusal != "" {
		return grader.Submission{Name: name, Refusal: refusal}
	}
	items, _ := p.items(r.Entries)
	if inner := p.at("student"); !p.holdsGo(r.Entries) && folderIn(items, "student") && inner.holdsGo(r.Entries) {
		p = inner
	}
	return r.folder(p, name)
}

// wrapped reads a folder that a platform made for a student, who may have put
// folders into it.
func (r reader) wrapped(p place, name string) grader.Submission {
	s := grader.Submission{Name: name}
	if s.Refusal = r.refused(p); s.Refusal != "" {
		return s
	}
	if p, s.Refusal = r.locate(p); s.Refusal != "" {
		return s
	}
	return r.folder(p, name)
}

// onlyFolder returns the folder in which everything stands that could be a
// submission.
func onlyFolder(items []item) (name string, ok bool) {
	for _, i := range items {
		switch {
		case i.kind == folder && !ok:
			name, ok = i.name, true
		case i.kind != regular || isArchive(i.name):
			return "", false
		}
	}
	return name, ok
}

// isRepository tells the repository that students are given.
func isRepository(items []item) bool {
	for _, i := range items {
		if i.name == "go.mod" {
			return folderIn(items, "student")
		}
	}
	return false
}

// classWithin returns the name of a folder that was taken for a submission and
// looks like a class, where nobody at all has handed in a file: the operator
// will have named the folder above. What a student packed or committed is no class.
func classWithin(items []item, class []Entry) (name string, ok bool) {
	for _, e := range class {
		if len(e.Files) > 0 {
			return "", false
		}
		if len(e.Notes) > 0 && e.Handed.At.IsZero() && !ok && folderIn(items, e.Name) {
			name, ok = e.Name, true
		}
	}
	return name, ok
}

// Names are those that were given: each submission of a class has its own.
type Names map[string]bool

// Take returns a name, with a number if it is taken.
func (n Names) Take(name string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = name + " (" + strconv.Itoa(i) + ")"
	}
	n[free] = true
	return free
}

// distinct tells students of one name apart by their keys, or by numbers.
func distinct(all []unread) []unread {
	count, names := map[string]int{}, Names{}
	for _, u := range all {
		count[u.Name]++
	}
	for i := range all {
		u := &all[i]
		if count[u.Name] > 1 && len(u.Students) == 1 {
			if key := cmp.Or(u.Students[0].Platform, u.Students[0].ID); key != "" {
				u.Name += " (" + key + ")"
			}
		}
		u.Name = names.Take(u.Name)
	}
	return all
}
