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

func (r reader) moodle(p place, items []item) []Entry {
	var class []Entry
	seen := map[string]bool{} // participants
	loose, folders := map[string][]piece{}, map[string][]place{}
	for _, i := range items {
		m, ok := parseMoodle(i.name)
		if !ok {
			if e, ok := r.plain(p, i); ok {
				class = append(class, e)
			}
			continue
		}
		if !seen[m.id] {
			seen[m.id] = true
			class = append(class, moodleEntry(m))
		}
		switch {
		case m.plugin != "file":
		case i.kind == folder:
			folders[m.id] = append(folders[m.id], p.at(i.name))
		default:
			loose[m.id] = append(loose[m.id], piece{i, legible(m.rest), path.Join(p.dir, i.name)})
		}
	}
	for at := range class {
		if len(class[at].Students) == 0 {
			continue
		}
		s, id := &class[at].Submission, class[at].Students[0].ID
		switch {
		case len(folders[id]) > 0:
			*s = r.wrapped(folders[id][0], s.Name)
			for _, f := range folders[id][1:] {
				s.Notes = append(s.Notes, fmt.Sprintf("the folder %s is left out: another of the same participant counts", quote(path.Base(f.dir))))
			}
			for _, l := range loose[id] {
				s.Notes = append(s.Notes, fmt.Sprintf("the file %s is left out: the folder of the same participant counts", quote(l.as)))
			}
		case len(loose[id]) > 0:
			*s = r.assemble(p.tree, *s, loose[id])
		default:
			s.Refusal = "it is a text typed into the form, not a file; hand in the .go files"
		}
	}
	return class
}

// moodleEntry names who handed in; in blind marking everybody is "Participant".
func moodleEntry(m moodleName) Entry {
	student := Student{Name: legible(m.student), ID: m.id}
	name := student.Name
	if strings.EqualFold(name, "participant") {
		student.Name, name = "", name+" "+m.id
	}
	return Entry{Submission: grader.Submission{Name: name}, Students: []Student{student}}
}
