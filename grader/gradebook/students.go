package gradebook

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/roster"
)

// Students are those whose submissions a gradebook holds.
type Students struct{ all []known }

// known is one who was recorded, under the name by which adjustments go, as one
// submission was.
type known struct {
	key, submission string
	as              []grader.Student
}

// Students returns whoever was ever recorded.
func (g *Gradebook) Students(ctx context.Context) (s Students, err error) {
	err = g.reading(ctx, "read the students of", func(tx *sql.Tx) (err error) {
		rows, err := tx.QueryContext(ctx, "SELECT DISTINCT student, name, students FROM entries JOIN submissions ON submissions.id = entries.submission ORDER BY submissions.id")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, rows.Close()) }()
		for rows.Next() {
			var k known
			var students string
			if err := rows.Scan(&k.key, &k.submission, &students); err != nil {
				return err
			}
			if k.as, err = decodeStudents(students); err != nil {
				return err
			}
			s.all = append(s.all, k)
		}
		return rows.Err()
	})
	return s, err
}

// Find returns the student of a text, under the name by which adjustments go: of
// that very name, or else the only one with that name, id, login or address, upper
// and lower case being the same. It returns an [*UnknownError] if there is none,
// and an [*AmbiguousError] if there are several.
func (s Students) Find(text string) (student string, err error) {
	if slices.ContainsFunc(s.all, func(k known) bool { return k.key == text }) {
		return text, nil
	}
	wanted := roster.Folded(text)
	var found []string
	for _, k := range s.all {
		if k.isCalled(wanted) && !slices.Contains(found, k.key) {
			found = append(found, k.key)
		}
	}
	switch {
	case len(found) == 0 || wanted == "":
		return "", &UnknownError{"student", text}
	case len(found) > 1:
		return "", &AmbiguousError{text, found}
	}
	return found[0], nil
}

func (k known) isCalled(folded string) bool {
	texts := []string{k.key, k.submission}
	for _, s := range k.as {
		texts = append(texts, s.Name, s.ID, s.Login, s.Email, s.Platform)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return roster.Folded(text) == folded })
}

// Of returns under which name somebody was recorded before who has the same id,
// login or address, and whether there is one. A group is known by its name only.
func (s Students) Of(students []grader.Student) (student string, ok bool) {
	if len(students) != 1 {
		return "", false
	}
	for _, k := range slices.Backward(s.all) {
		if len(k.as) == 1 && isSame(k.as[0], students[0]) {
			return k.key, true
		}
	}
	return "", false
}

// isSame reports whether two have something in common that only one can have.
// The keys of platforms are left out: two platforms may give the same.
func isSame(a, b grader.Student) bool {
	same := func(x, y string) bool { return x != "" && roster.Folded(x) == roster.Folded(y) }
	return same(a.ID, b.ID) || same(a.Login, b.Login) || same(a.Email, b.Email)
}
