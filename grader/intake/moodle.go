package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Moodle's download of all submissions has a folder, or in its flat form files,
// per student and per kind of submission:
//
//	Ada Lovelace_123456_assignsubmission_file/linear.go        since 4.1
//	Ada Lovelace_123456_assignsubmission_file_/linear.go       before
//	Ada Lovelace_123456_assignsubmission_file_linear.go        flat
//	Ada Lovelace_123456_assignsubmission_onlinetext/onlinetext.html
//
// Moodle itself replaces underscores in names. The number is the participant's,
// as in the grading worksheet.
type moodleName struct{ student, id, plugin, rest string }

var moodlePattern = regexp.MustCompile(`^([^_]+)_(\d+)_assignsubmission_([a-z]+)(?:_(.*))?$`)

func parseMoodle(name string) (m moodleName, ok bool) {
	found := moodlePattern.FindStringSubmatch(name)
	if found == nil {
		return moodleName{}, false
	}
	return moodleName{found[1], found[2], found[3], found[4]}, true
}

func isMoodle(items []item) bool {
	return slices.ContainsFunc(items, func(i item) bool { _, ok := parseMoodle(i.name); return ok })
}

// moodleWork is what one participant handed in.
type moodleWork struct {
	loose   []piece
	folders []place
}

func (r reader) moodle(p place, items []item) []unread {
	var class []unread
	by := map[string]*moodleWork{} // participants
	for _, i := range items {
		m, ok := parseMoodle(i.name)
		if !ok {
			if u, ok := r.plain(p, i); ok {
				class = append(class, u)
			}
			continue
		}
		w := by[m.id]
		if w == nil {
			w = new(moodleWork)
			by[m.id] = w
			class = append(class, unread{moodleEntry(m), func(e *Entry) { e.Submission = r.moodleFiles(p, *w, e.Submission) }})
		}
		switch {
		case m.plugin != "file":
		case i.kind == folder:
			w.folders = append(w.folders, p.at(i.name))
		default:
			w.loose = append(w.loose, piece{i, legible(m.rest), path.Join(p.dir, i.name)})
		}
	}
	return class
}

func (r reader) moodleFiles(p place, w moodleWork, s grader.Submission) grader.Submission {
	switch {
	case len(w.folders) > 0:
		s = r.wrapped(w.folders[0], s.Name)
		for _, f := range w.folders[1:] {
			s.Notes = append(s.Notes, fmt.Sprintf("the folder %s is left out: another of the same participant counts", quote(path.Base(f.dir))))
		}
		for _, l := range w.loose {
			s.Notes = append(s.Notes, fmt.Sprintf("the file %s is left out: the folder of the same participant counts", quote(l.as)))
		}
	case len(w.loose) > 0:
		s = r.assemble(p.tree, s, w.loose)
	default:
		s.Refusal = "it is a text typed into the form, not a file; hand in the .go files"
	}
	return s
}

// moodleEntry names who handed in; in blind marking everybody is "Participant".
func moodleEntry(m moodleName) Entry {
	student := grader.Student{Name: legible(m.student), Platform: m.id}
	name := student.Name
	if strings.EqualFold(name, "participant") {
		student.Name, name = "", name+" "+m.id
	}
	return Entry{Submission: grader.Submission{Name: name}, Students: []grader.Student{student}}
}
