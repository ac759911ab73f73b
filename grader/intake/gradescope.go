package intake

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/gradus-grader/gradus/grader"
)

// Gradescope's export has a folder or a file submission_<number> per submission,
// and a file that tells whose they are.
const gradescopeMetadata = "submission_metadata.yml"

// gradescopeEntry is what the metadata say of a submission. They are written by a
// Ruby program, with symbols for keys.
type gradescopeEntry struct {
	Submitters []struct {
		Name  string `yaml:":name"`
		SID   string `yaml:":sid"`
		Email string `yaml:":email"`
	} `yaml:":submitters"`
	Created string     `yaml:":created_at"`
	History []struct{} `yaml:":history"`
}

var gradescopePattern = regexp.MustCompile(`^submission_\d+$`)

func isGradescopeName(name string) bool { return gradescopePattern.MatchString(stem(name)) }

func hasMetadata(items []item) bool {
	return slices.ContainsFunc(items, func(i item) bool { return i.name == gradescopeMetadata })
}

func isGradescope(items []item) bool {
	if hasMetadata(items) {
		return true
	}
	others := slices.ContainsFunc(items, func(i item) bool {
		return (i.kind == folder || isGo(i.name) || isArchive(i.name)) && !isGradescopeName(i.name)
	})
	return !others && slices.ContainsFunc(items, func(i item) bool { return isGradescopeName(i.name) })
}

func (r reader) gradescope(p place, at string, items []item) ([]unread, error) {
	known := map[string]gradescopeEntry{}
	if hasMetadata(items) {
		var err error
		if known, err = r.gradescopeMetadata(p, at); err != nil {
			return nil, err
		}
	}
	var class []unread
	seen := map[string]bool{}
	for _, i := range items {
		key := stem(i.name)
		switch {
		case !isGradescopeName(i.name) || seen[key]:
			if u, ok := r.plain(p, i); ok {
				class = append(class, u)
			}
			continue
		}
		seen[key] = true
		read := r.pieces(p, piece{i, legible(i.name), p.at(i.name).dir})
		if i.kind == folder {
			read = func(e *Entry) { e.Submission = r.wrapped(p.at(i.name), e.Name) }
		}
		class = append(class, unread{gradescopeEntryOf(key, known[key]), read})
	}
	for _, key := range slices.Sorted(maps.Keys(known)) {
		if !seen[key] {
			e := gradescopeEntryOf(key, known[key])
			e.Refusal = fmt.Sprintf("the export holds no folder %s with its files", quote(key))
			class = append(class, unread{e, nil})
		}
	}
	slices.SortStableFunc(class, func(a, b unread) int { return strings.Compare(a.Name, b.Name) })
	return class, nil
}

// gradescopeMetadata reads who handed in what.
func (r reader) gradescopeMetadata(p place, at string) (map[string]gradescopeEntry, error) {
	text, err := p.tree.read(p.at(gradescopeMetadata).dir, r.Metadata)
	known := map[string]gradescopeEntry{}
	switch {
	case errors.Is(err, errTooLarge):
		err = fmt.Errorf("it is larger than %s", size(r.Metadata))
	case err == nil:
		err = yaml.Unmarshal(text, &known)
	}
	if err != nil {
		return nil, fmt.Errorf("read submissions: %q: %w; export it again, or remove it to go by the names of the folders",
			filepath.Join(at, gradescopeMetadata), err)
	}
	return known, nil
}

// gradescopeEntryOf names who handed in, or else the submission.
func gradescopeEntryOf(key string, about gradescopeEntry) Entry {
	e := Entry{Submission: grader.Submission{Name: legible(key)}}
	var names []string
	for _, s := range about.Submitters {
		e.Students = append(e.Students, grader.Student{Name: s.Name, ID: s.SID, Email: s.Email})
		if s.Name != "" {
			names = append(names, s.Name)
		}
	}
	if len(names) > 0 {
		e.Name = strings.Join(names, ", ")
	}
	if about.Created != "" {
		e.Handed.Attempt = len(about.History) + 1
		if handed, err := time.Parse("2006-01-02 15:04:05 Z0700", about.Created); err == nil {
			e.Handed.At = handed.UTC()
		}
	}
	return e
}
