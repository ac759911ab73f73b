package roster

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Attendance keeps who of a roster handed in. Make one with [Roster.Attend].
type Attendance struct {
	roster   *Roster
	by       map[string][]int // places in the roster, by key
	names    map[string][]int // by name
	sortable map[string][]int // by the name as Canvas writes it: the last name first, without blanks and signs
	handed   map[int]string   // the first submission, by place
}

// Attend begins to look for whoever is on the roster.
func (r *Roster) Attend() *Attendance {
	a := &Attendance{r, map[string][]int{}, map[string][]int{}, map[string][]int{}, map[int]string{}}
	for i, s := range r.Students {
		for _, key := range keysOf(s) {
			a.by[key] = append(a.by[key], i)
		}
		if s.Name != "" {
			a.names[Folded(s.Name)] = append(a.names[Folded(s.Name)], i)
		}
		for _, form := range sortableForms(s.Name) {
			a.sortable[form] = union(a.sortable[form], []int{i})
		}
	}
	return a
}

// Identify finds those on the roster who handed in a submission, by what the place
// where it was found says of them or, if that says nothing, by its name. It
// returns them with what the roster adds, and in notes whoever is not on it, or
// could be several.
func (a *Attendance) Identify(submission string, students []grader.Student) (known []grader.Student, notes []string) {
	if len(students) == 0 {
		i, note := a.find(submission, a.namedSo(submission))
		if note != "" {
			return nil, []string{note}
		}
		known, notes = a.take(known, notes, i, submission, grader.Student{})
		return known, notes
	}
	for _, s := range students {
		i, note := a.find(called(s, submission), a.candidates(s))
		if note != "" {
			known, notes = append(known, s), append(notes, note)
			continue
		}
		known, notes = a.take(known, notes, i, submission, s)
	}
	return known, notes
}

// Missing returns who handed in nothing, in the order of the roster.
func (a *Attendance) Missing() []grader.Student {
	var all []grader.Student
	for i, s := range a.roster.Students {
		if _, ok := a.handed[i]; !ok {
			all = append(all, s)
		}
	}
	return all
}

// Name is what a student of the roster is called where no two may be called the
// same.
func (a *Attendance) Name(s grader.Student) string {
	switch key := cmp.Or(s.ID, s.Login, s.Email, s.Platform); {
	case s.Name == "":
		return key
	case len(a.names[Folded(s.Name)]) > 1 && key != "":
		return s.Name + " (" + key + ")"
	}
	return s.Name
}

// take notes that somebody handed in.
func (a *Attendance) take(known []grader.Student, notes []string, i int, submission string, s grader.Student) ([]grader.Student, []string) {
	on := a.roster.Students[i]
	if first, again := a.handed[i]; again {
		notes = append(notes, fmt.Sprintf("%q of the roster handed in %q too", a.Name(on), first))
	} else {
		a.handed[i] = submission
	}
	return append(known, joined(on, s)), notes
}

// joined is a student as the roster says, with what only the platform knows.
func joined(on, s grader.Student) grader.Student {
	return grader.Student{
		Name: cmp.Or(on.Name, s.Name), Platform: cmp.Or(on.Platform, s.Platform), ID: cmp.Or(on.ID, s.ID),
		Login: cmp.Or(on.Login, s.Login), Email: cmp.Or(on.Email, s.Email), Section: cmp.Or(on.Section, s.Section),
	}
}

// find returns the only candidate, or a note that there is none or several.
func (a *Attendance) find(called string, candidates []int) (int, string) {
	switch len(candidates) {
	case 0:
		return 0, fmt.Sprintf("%q is not on the roster", called)
	case 1:
		return candidates[0], ""
	}
	var names []string
	for _, i := range candidates[:min(len(candidates), 5)] {
		s := a.roster.Students[i]
		names = append(names, strings.Join(strings.Fields(strings.Join([]string{s.Name, s.ID, s.Login, s.Email}, " ")), " "))
	}
	return 0, fmt.Sprintf("%q could be any of %d on the roster (%s); it is counted as none of them", called, len(candidates), strings.Join(names, "; "))
}

// candidates returns whom a student could be: whoever has the same key or, if
// nobody has, the same name.
func (a *Attendance) candidates(s grader.Student) []int {
	keys := keysOf(s)
	if s.Platform != "" && strings.Trim(s.Platform, "0123456789") != "" {
		keys = append(keys, "login "+Folded(s.Platform)) // a user name, as on GitHub
	}
	var all []int
	for _, key := range keys {
		all = union(all, a.by[key])
	}
	if len(all) > 0 || s.Name == "" {
		return all
	}
	return a.called(s.Name)
}

// namedSo returns whom a folder could be of that was named by hand.
func (a *Attendance) namedSo(name string) []int {
	var all []int
	for _, kind := range []string{"login ", "email ", "id ", "platform "} {
		all = union(all, a.by[kind+Folded(name)])
	}
	if len(all) > 0 {
		return all
	}
	return a.called(name)
}

// called returns who has a name, or else whom Canvas would call so.
func (a *Attendance) called(name string) []int {
	if all := a.names[Folded(name)]; len(all) > 0 {
		return all
	}
	return a.sortable[squeezed(name)]
}

// sortableForms returns how Canvas may call somebody: which words are the last
// name is not known.
func sortableForms(name string) []string {
	words := strings.Fields(name)
	if len(words) > 8 { // nobody's, and every form is as long
		return nil
	}
	var all []string
	for n := 1; n < len(words); n++ {
		all = append(all, squeezed(strings.Join(words[n:], "")+strings.Join(words[:n], "")))
	}
	return all
}

// union appends what is not there yet.
func union(all, more []int) []int {
	for _, i := range more {
		if !slices.Contains(all, i) {
			all = append(all, i)
		}
	}
	return all
}

// called is how a note speaks of somebody.
func called(s grader.Student, submission string) string {
	return cmp.Or(s.Name, s.Email, s.Login, s.ID, s.Platform, submission)
}
