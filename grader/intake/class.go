package intake

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strconv"

	"github.com/gradus-grader/gradus/grader"
)

// read reads what the operator named: path, which is a place in a tree. A
// wrapped place may stand within folders that hold nothing else.
func (r reader) read(p place, at, name string, wrapped bool) ([]Entry, error) {
	items, err := p.items(r.ClassEntries)
	switch {
	case errors.Is(err, errTooMany):
		return nil, fmt.Errorf("read submissions: %q holds more than %d files; name the folder of one class", at, r.ClassEntries)
	case err != nil:
		return nil, fmt.Errorf("read submissions: %w", err)
	}
	class, err := r.platform(p, at, items)
	if err != nil {
		return nil, err
	}
	if len(class) == 0 {
		switch inner := p.at("student"); {
		case p.holdsGo(r.ClassEntries):
			return r.alone(p, name), nil
		case isRepository(items) && inner.holdsGo(r.Entries):
			return r.alone(inner, name), nil
		}
		if inner, ok := onlyFolder(items); ok && wrapped {
			return r.read(p.at(inner), filepath.Join(at, inner), name, true)
		}
		if class = r.plainClass(p, items); len(class) == 0 {
			return nil, fmt.Errorf("read submissions: %q: %w", at, ErrNothing)
		}
		if deeper, ok := classWithin(items, class); ok {
			return nil, fmt.Errorf("read submissions: %q holds no submission, but %q may be a class", at, filepath.Join(at, deeper))
		}
	}
	return distinct(class), nil
}

// platform reads the download of a learning platform, or returns nothing.
func (r reader) platform(p place, at string, items []item) ([]Entry, error) {
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

// alone reads the one submission of a path.
func (r reader) alone(p place, name string) []Entry {
	s := grader.Submission{Name: name}
	if s.Refusal = r.refused(place{p.tree, "."}); s.Refusal == "" {
		s = r.folder(p, name)
	}
	return []Entry{{Submission: s}}
}

// plainClass reads each folder and each archive.
func (r reader) plainClass(p place, items []item) []Entry {
	var class []Entry
	for _, i := range items {
		if e, ok := r.plain(p, i); ok {
			class = append(class, e)
		}
	}
	return class
}

// plain reads what is named for a student as the student, or the operator, likes.
func (r reader) plain(p place, i item) (e Entry, ok bool) {
	name := legible(i.name)
	switch {
	case i.kind == folder:
		return Entry{Submission: r.repository(p.at(i.name), name)}, true
	case isArchive(i.name):
		return Entry{Submission: r.archive(p, i, stem(name))}, true
	case i.kind == link:
		return Entry{Submission: grader.Submission{Name: name, Refusal: "it is a symbolic link, which is not followed; hand in the folder itself"}}, true
	}
	return Entry{}, false
}

// repository reads a folder, or the folder student in it if only that has Go
// files.
func (r reader) repository(p place, name string) grader.Submission {
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

// archive reads an archive that stands for a student.
func (r reader) archive(p place, i item, name string) grader.Submission {
	pieces := []piece{{i, legible(i.name), path.Join(p.dir, i.name)}}
	return r.assemble(p.tree, grader.Submission{Name: name}, pieces)
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
// will have named the folder above. What a student packed is no class.
func classWithin(items []item, class []Entry) (name string, ok bool) {
	for _, e := range class {
		if len(e.Files) > 0 {
			return "", false
		}
		if len(e.Notes) > 0 && !ok && folderIn(items, e.Name) {
			name, ok = e.Name, true
		}
	}
	return name, ok
}

// distinct tells students of one name apart by their keys, or by numbers.
func distinct(class []Entry) []Entry {
	count, taken := map[string]int{}, map[string]bool{}
	for _, e := range class {
		count[e.Name]++
	}
	for i := range class {
		e := &class[i]
		if count[e.Name] > 1 && len(e.Students) == 1 && e.Students[0].ID != "" {
			e.Name += " (" + e.Students[0].ID + ")"
		}
		name := e.Name
		for n := 2; taken[e.Name]; n++ {
			e.Name = name + " (" + strconv.Itoa(n) + ")"
		}
		taken[e.Name] = true
	}
	return class
}
