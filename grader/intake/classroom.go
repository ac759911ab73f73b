package intake

import (
	"path"
	"strings"
)

// GitHub Classroom clones into <assignment>-submissions/<assignment>-<user>. User
// names have dashes too, so the assignment is taken from the folder above.
func classroomSlug(p place, at string) (slug string, ok bool) {
	above := path.Base(p.dir)
	if p.dir == "." {
		above = stem(nameOf(at))
	}
	slug, ok = strings.CutSuffix(above, "-submissions")
	return slug, ok && slug != ""
}

func (r reader) classroom(p place, slug string, items []item) []Entry {
	var class []Entry
	found := false
	for _, i := range items {
		user, ok := strings.CutPrefix(i.name, slug+"-")
		if i.kind != folder || !ok || user == "" {
			if e, ok := r.plain(p, i); ok {
				class = append(class, e)
			}
			continue
		}
		found = true
		s := r.repository(p.at(i.name), legible(user))
		class = append(class, Entry{Submission: s, Students: []Student{{ID: user}}})
	}
	if !found {
		return nil
	}
	return class
}
