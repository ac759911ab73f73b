package roster_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/roster"
)

const course = `name,platform id,canvas id,id,login,email
Ada Lovelace,,4711,0042,ada,ada@example.edu
Zoë van der Berg,,4712,0043,zoe,zoe@example.edu
Kim Lee,,4713,0044,kim1,kim1@example.edu
Kim Lee,,4714,0045,kim2,kim2@example.edu
Bela,,4715,0046,bela,bela@example.edu
`

func TestIdentify(t *testing.T) {
	for _, tt := range []struct {
		name, why, submission string
		students              []grader.Student
		want                  string // ids, with blanks between; ? for who is not known
		note                  string
	}{
		{name: "platform", why: "the key of the download", submission: "x", students: []grader.Student{{Name: "lovelaceada", Platform: "4711"}}, want: "0042"},
		{name: "id", why: "with its zeros", submission: "x", students: []grader.Student{{ID: "0046"}}, want: "0046"},
		{name: "address", why: "upper and lower case are one", submission: "x", students: []grader.Student{{Email: "ADA@Example.edu"}}, want: "0042"},
		{name: "user name", why: "GitHub's, where the roster calls it a login", submission: "x", students: []grader.Student{{Platform: "bela"}}, want: "0046"},
		{name: "a number of another platform", why: "Moodle's 44 is nobody's id", submission: "x", students: []grader.Student{{Name: "Ada", Platform: "0044"}}, want: "?", note: `"Ada" is not on the roster`},
		{name: "name", why: "it is unique", submission: "x", students: []grader.Student{{Name: "zoe\u0308 VAN der  berg"}}, want: "0043"},
		{name: "Canvas's name", why: "the last name first, without blanks", submission: "x", students: []grader.Student{{Name: "vanderbergzoë", Platform: "1"}}, want: "0043"},
		{name: "name of two", why: "nobody is guessed", submission: "x", students: []grader.Student{{Name: "Kim Lee"}}, want: "?", note: `"Kim Lee" could be any of 2 on the roster (Kim Lee 0044 kim1 kim1@example.edu; Kim Lee 0045 kim2 kim2@example.edu)`},
		{name: "two answers", why: "the address is one's, the id another's", submission: "x", students: []grader.Student{{Name: "Ada", ID: "0046", Email: "ada@example.edu"}}, want: "?", note: `could be any of 2`},
		{name: "a group", why: "each of it, and one who is not in the course", submission: "x", students: []grader.Student{{ID: "0042"}, {Name: "Eve"}, {ID: "0046"}}, want: "0042 ? 0046", note: `"Eve" is not on the roster`},
		{name: "folder by login", why: "as operators name them", submission: "kim2", want: "0045"},
		{name: "folder by id", why: "as operators name them", submission: "0042", want: "0042"},
		{name: "folder by name", why: "as operators name them", submission: "ada lovelace", want: "0042"},
		{name: "folder of nobody", why: "somebody handed it in all the same", submission: "hw2", want: "", note: `"hw2" is not on the roster`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := roster.Read(strings.NewReader(course))
			require.NoError(t, err)
			a := r.Attend()
			known, notes := a.Identify(tt.submission, tt.students)
			var ids []string
			for _, s := range known {
				if s.Login == "" {
					s.ID = "?"
				}
				ids = append(ids, s.ID)
			}
			assert.Equal(t, tt.want, strings.Join(ids, " "), tt.why)
			if tt.note == "" {
				assert.Empty(t, notes, tt.why)
			} else {
				require.Len(t, notes, 1, tt.why)
				assert.Contains(t, notes[0], tt.note, tt.why)
			}
			assert.Len(t, a.Missing(), 5-len(strings.Fields(strings.ReplaceAll(tt.want, "?", ""))))
		})
	}
}

func TestIdentifyTwice(t *testing.T) {
	r, err := roster.Read(strings.NewReader(course))
	require.NoError(t, err)
	a := r.Attend()
	_, notes := a.Identify("monday/ada", []grader.Student{{ID: "0042"}})
	assert.Empty(t, notes)
	known, notes := a.Identify("tuesday/ada", []grader.Student{{ID: "0042", Section: "B"}})
	assert.Equal(t, []string{`"Ada Lovelace" of the roster handed in "monday/ada" too`}, notes)
	assert.Equal(t, "B", known[0].Section, "what only the place tells is kept")
}

func TestMissingIsInTheOrderOfTheRoster(t *testing.T) {
	r, err := roster.Read(strings.NewReader(course))
	require.NoError(t, err)
	a := r.Attend()
	a.Identify("zoe", nil)
	var names []string
	for _, s := range a.Missing() {
		names = append(names, a.Name(s))
	}
	assert.Equal(t, []string{"Ada Lovelace", "Kim Lee (0044)", "Kim Lee (0045)", "Bela"}, names, "names are unique")
}

func ExampleRead() {
	r, err := roster.Read(strings.NewReader("Student,ID,SIS User ID,SIS Login ID,Section\n\"Lovelace, Ada\",4711,0042,ada,A\n\"Szabó, Béla\",4712,0043,bela,A\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	a := r.Attend()
	known, notes := a.Identify("lovelaceada", []grader.Student{{Name: "lovelaceada", Platform: "4711"}})
	fmt.Println(known[0].Name, known[0].ID, len(notes))
	fmt.Println("missing:", a.Missing()[0].Name)
	// Output:
	// Ada Lovelace 0042 0
	// missing: Béla Szabó
}
