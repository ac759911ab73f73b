package gradebook_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// TestFind has two of one name, and one whom a platform and a roster call
// differently.
func TestFind(t *testing.T) {
	g := newBook(t)
	run := begin(t, g, setting())
	for place, e := range []struct {
		key, name string
		as        grader.Student
	}{
		{"lovelaceada", "Ada Lovelace", grader.Student{Name: "Ada Lovelace", Platform: "4711", ID: "0042", Login: "ada", Email: "Ada@Example.edu"}},
		{"kim (1)", "kim (1)", grader.Student{Name: "Kim", ID: "1"}},
		{"kim (2)", "kim (2)", grader.Student{Name: "Kim", ID: "2"}},
		{"Zoe\u0308", "Zoe\u0308", grader.Student{}},
	} {
		s := submission(e.name, e.key)
		require.NoError(t, run.Record(t.Context(), gradebook.Entry{Place: place, Student: e.key, Students: []grader.Student{e.as}}, s, report(s, 0, 0)))
	}
	students, err := g.Students(t.Context())
	require.NoError(t, err)
	for _, tt := range []struct{ name, why, text, want string }{
		{"key", "as in the gradebook", "lovelaceada", "lovelaceada"},
		{"name", "as in the report", "Ada Lovelace", "lovelaceada"},
		{"case", "a slip of the shift key", "ada lovelace", "lovelaceada"},
		{"id", "text, with its zeros", "0042", "lovelaceada"},
		{"login", "a login is unique", "ada", "lovelaceada"},
		{"address", "so is an address", "ada@example.edu", "lovelaceada"},
		{"platform", "so is its key", "4711", "lovelaceada"},
		{"the other way to write ë", "two programs encode it differently", "zo\u00eb", "Zoe\u0308"},
		{"a number is no name", "42 is another id than 0042", "42", ""},
		{"nothing", "it would match who has no login", " ", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := students.Find(tt.text)
			if tt.want == "" {
				var unknown *gradebook.UnknownError
				assert.ErrorAs(t, err, &unknown, tt.why)
				return
			}
			require.NoError(t, err, tt.why)
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
	_, err = students.Find("kim")
	var several *gradebook.AmbiguousError
	require.ErrorAs(t, err, &several, "nobody is guessed")
	assert.Equal(t, []string{"kim (1)", "kim (2)"}, several.Students)

	key, ok := students.Of([]grader.Student{{Name: "somebody else", Email: "ADA@example.edu"}})
	assert.True(t, ok)
	assert.Equal(t, "lovelaceada", key, "an address is unique")
	_, ok = students.Of([]grader.Student{{Name: "Kim", Platform: "4711"}})
	assert.False(t, ok, "names are not unique, and platforms number as they like")
}

// TestMissing hands in, is missed in a later run, and counts as who handed in.
func TestMissing(t *testing.T) {
	g := newBook(t)
	record(t, begin(t, g, setting()), 0, submission("ada", "a"), 1000, 0)
	run := begin(t, g, setting())
	for place, name := range []string{"ada", "bob"} {
		s := grader.Submission{Name: name, Refusal: "nothing was handed in"}
		of := report(s, 0, 0)
		require.NoError(t, run.Record(t.Context(), gradebook.Entry{Place: place, Student: name, Missing: true}, s, of))
	}
	for _, attempt := range []gradebook.Attempt{gradebook.Latest, gradebook.Best} {
		roll, err := g.Current(t.Context(), gradebook.Counting{Attempt: attempt})
		require.NoError(t, err)
		require.Len(t, roll.Grades, 2)
		assert.False(t, roll.Grades[0].Report.Missing, "what was handed in once counts")
		assert.Equal(t, 1000, final(roll.Grades[0]))
		assert.True(t, roll.Grades[1].Report.Missing)
	}
}
