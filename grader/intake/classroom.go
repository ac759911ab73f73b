package intake

import (
	"path"
	"strings"

	"github.com/gradus-grader/gradus/grader"
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

func (r reader) classroom(p place, slug string, items []item) []unread {
	var class []unread
	found := false
	for _, i := range items {
		user, ok := strings.CutPrefix(i.name, slug+"-")
		if i.kind != folder || !ok || user == "" {
			if u, ok := r.plain(p, i); ok {
				class = append(class, u)
			}
			continue
		}
		found = true
		u := named(legible(user), r.repository(p.at(i.name)))
		u.Students = []grader.Student{{Platform: user}}
		class = append(class, u)
	}
	if !found {
		return nil
	}
	return class
}
