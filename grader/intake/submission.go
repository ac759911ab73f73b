package intake

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// piece is one thing that was handed in.
type piece struct {
	item
	as string // the name under which it was handed in
	at string // its path in the tree
}

// folder reads the submission that stands in a folder.
func (r reader) folder(p place, name string) grader.Submission {
	s := grader.Submission{Name: name}
	if s.Refusal = r.refused(p); s.Refusal != "" {
		return s
	}
	items, err := p.items(r.Entries)
	switch {
	case errors.Is(err, errTooMany):
		s.Refusal = fmt.Sprintf("its folder holds more than %d files; hand in only the .go files", r.Entries)
		return s
	case err != nil:
		s.Refusal = "its folder cannot be read: " + reason(err)
		return s
	}
	var pieces []piece
	for _, i := range items {
		pieces = append(pieces, piece{i, legible(i.name), path.Join(p.dir, i.name)})
	}
	return r.assemble(p.tree, s, pieces)
}

// refused returns why nothing below a folder is read, "" if it is.
func (r reader) refused(p place) string {
	if problem := p.fault(); problem != "" {
		return problem + packAnew
	}
	return ""
}

// assemble makes a submission of what one student handed in. Archives count if
// there is nothing else.
func (r reader) assemble(t tree, s grader.Submission, pieces []piece) grader.Submission {
	var files, archives []piece
	for _, p := range pieces {
		switch {
		case p.kind == folder && (place{t, p.at}).holdsGo(r.Entries):
			s.Notes = append(s.Notes, fmt.Sprintf("the folder %q is left out: the files of a submission stand in one folder", p.as))
		case p.kind == folder:
		case isGo(p.as):
			files = append(files, p)
		case isArchive(p.as):
			archives = append(archives, p)
		}
	}
	switch {
	case len(files) > r.Files:
		s.Refusal = fmt.Sprintf("it holds more than %d Go files", r.Files)
	case len(files) > 0:
		for _, a := range archives {
			s.Notes = append(s.Notes, fmt.Sprintf("the archive %s is left out: the .go files beside it count", quote(a.as)))
		}
		r.addFiles(t, &s, files)
	case len(archives) == 1 && !t.nests():
		s.Refusal = fmt.Sprintf("it holds no Go file but the archive %s within an archive; hand in the .go files in one archive", quote(archives[0].as))
	case len(archives) == 1:
		r.unpack(t, &s, archives[0])
	case len(archives) > 1:
		s.Refusal = fmt.Sprintf("it holds no Go file but %d archives (%s); hand in one", len(archives), quoted(archives))
	default:
		s.Refusal = "it holds no Go file"
	}
	return s
}

// addFiles reads Go files, or says of each why it did not.
func (r reader) addFiles(t tree, s *grader.Submission, files []piece) {
	slices.SortFunc(files, func(a, b piece) int { return strings.Compare(a.as, b.as) })
	var total int64
	for _, p := range files {
		f := r.file(t, p)
		if total += int64(len(f.Content)); total > r.Source {
			s.Files, s.Refusal = nil, fmt.Sprintf("its Go files have more than %s together", size(r.Source))
			return
		}
		s.Files = append(s.Files, f)
	}
}

// file reads a regular file, or says why it did not.
func (r reader) file(t tree, p piece) grader.File {
	f := grader.File{Name: p.as}
	switch {
	case p.irregular != "":
		f.Refusal = p.irregular
		return f
	case isReserved(p.as):
		f.Refusal = "its name is reserved on Windows; give it another, such as xor_linear.go"
		return f
	}
	content, err := t.read(p.at, r.File)
	switch {
	case errors.Is(err, errTooLarge):
		f.Refusal = "it is larger than " + size(r.File)
	case err != nil:
		f.Refusal = err.Error()
	default:
		f.Content = content
	}
	return f
}

// unpack reads the submission in an archive that a student handed in.
func (r reader) unpack(t tree, s *grader.Submission, p piece) {
	if p.irregular != "" {
		s.Refusal = fmt.Sprintf("its archive %s is not read: %s", quote(p.as), p.irregular)
		return
	}
	packed, err := t.read(p.at, r.Archive)
	switch {
	case errors.Is(err, errTooLarge):
		s.Refusal = fmt.Sprintf("its archive %s is larger than %s; pack only the .go files", quote(p.as), size(r.Archive))
		return
	case err != nil:
		s.Refusal = fmt.Sprintf("its archive %s is not read: %s", quote(p.as), err)
		return
	}
	a, err := openArchive(bytes.NewReader(packed), int64(len(packed)), p.as, true, r.Limits)
	if err != nil {
		s.Refusal = err.Error() + packAnew
		return
	}
	all := place{a, "."}
	if s.Refusal = r.refused(all); s.Refusal != "" {
		return
	}
	inner, refusal := r.locate(all)
	if refusal != "" {
		s.Refusal = refusal
		return
	}
	in := r.folder(inner, s.Name)
	s.Files, s.Notes, s.Refusal = in.Files, append(s.Notes, in.Notes...), in.Refusal
}

// locate finds the folder with the Go files of one student, who may have handed
// in the folder that it stands in: the uppermost one, and among several the one
// named student, as in the repository that students are given.
func (r reader) locate(p place) (where place, refusal string) {
	level, seen := []place{p}, 0
	for depth := 0; depth <= maxDepth && len(level) > 0 && seen <= r.Entries; depth++ {
		var holders, below []place
		for _, f := range level {
			items, _ := f.items(r.Entries)
			seen += 1 + len(items)
			if slices.ContainsFunc(items, item.isGoFile) {
				holders = append(holders, f)
			}
			for _, i := range items {
				if i.kind == folder {
					below = append(below, f.at(i.name))
				}
			}
		}
		if len(holders) > 1 {
			named := slices.Clone(holders)
			if named = slices.DeleteFunc(named, func(h place) bool { return path.Base(h.dir) != "student" }); len(named) == 1 {
				return named[0], ""
			}
			return p, fmt.Sprintf("its Go files stand in %d folders (%s and %s among them); hand in one folder",
				len(holders), quote(holders[0].dir), quote(holders[1].dir))
		}
		if len(holders) == 1 {
			return holders[0], ""
		}
		level = below
	}
	return p, ""
}

func quoted(pieces []piece) string {
	var names []string
	for _, p := range pieces[:min(len(pieces), 3)] {
		names = append(names, quote(p.as))
	}
	if len(pieces) > len(names) {
		names = append(names, "...")
	}
	return strings.Join(names, ", ")
}
