package roster_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/roster"
)

// TestRead reads the seeds of the fuzz test.
func TestRead(t *testing.T) {
	for _, tt := range []struct {
		file, why string
		want      []grader.Student
	}{
		{"plain.csv", "an id keeps its zeros, a name its comma", []grader.Student{
			{Name: "Lovelace, Ada", ID: "0042", Login: "ada", Email: "ada@example.edu", Section: "A"},
			{Name: "Bela", ID: "7", Login: "bela", Email: "bela@example.edu", Section: "B"}}},
		{"canvas.csv", "ID is Canvas's own; three lines are no students", []grader.Student{
			{Name: "Ada Lovelace", Platform: "4711", ID: "0042", Login: "ada", Section: "Section 1"},
			{Name: "Béla Szabó", Platform: "4712", ID: "0007", Login: "bela", Section: "Section 1"}}},
		{"moodle_participants.csv", "with a mark at its start; who has one name has one", []grader.Student{
			{Name: "Ada Lovelace", ID: "0042", Email: "ada@example.edu", Section: "A, B"}, {Name: "Bela", Email: "bela@example.edu"}}},
		{"moodle_worksheet.csv", "the number is the participant's, as in the download", []grader.Student{
			{Name: "Ada Lovelace", Platform: "123456", Email: "ada@example.edu"}, {Name: "Bela", Platform: "123457", Email: "bela@example.edu"}}},
		{"classroom.csv", "the teacher chose what identifies; who has no account yet is on it too", []grader.Student{
			{Platform: "ada-l", Email: "ada@example.edu"}, {ID: "0007"}}},
		{"gradescope.csv", "SID is the institution's number", []grader.Student{{Name: "Ada Lovelace", ID: "0042", Email: "ada@example.edu", Section: "A"}}},
		{"excel.csv", "a separator of its own, German titles, an id that is kept from becoming a number", []grader.Student{{Name: "Zoë Ada; die Ältere", ID: "0042", Email: "zoe@example.edu"}}},
		{"excel_utf16.txt", "what Excel calls Unicode text", []grader.Student{{Name: "Zoë Ada", ID: "0042", Email: "zoe@example.edu"}}},
		{"excel_utf16be.txt", "the other way round", []grader.Student{{Name: "Zoë Ada", ID: "0042"}}},
		{"sections.csv", "who is in two sections is one student", []grader.Student{{Name: "Ada", ID: "1", Section: "A; B"}}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", "rosters", tt.file))
			require.NoError(t, err)
			got, err := roster.Read(bytes.NewReader(text))
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.Students, tt.why)
		})
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	for _, tt := range []struct{ name, why, text, want string }{
		{"empty", "another file was meant", "", "it is empty"},
		{"no student", "the export went wrong", "name,id\n", "names no student"},
		{"no titles", "the first line would be taken for titles", "Ada,42\nBela,7\n", `its first line "Ada, 42" names no column`},
		{"a spreadsheet", "it was not saved as CSV", "PK\x03\x04\xff\xfe\x00", `save it as "CSV UTF-8"`},
		{"Latin-1", "nobody is called Zo\ufffd", "name\nZo\xeb\n", `save it as "CSV UTF-8"`},
		{"quotation mark", "the rest of the file would be one cell", "name,id\nAda,1\n\"Bela,2\n", "line 3 is broken"},
		{"one id for two", "which of them is it", "name,id\nAda,1\n\nBela,1\n", `lines 2 and 4 have the same id "1"`},
		{"two ids for one address", "which of them is it", "name,id,email\nAda,1,a@b\nAda,2,A@B\n", `lines 2 and 3 have the same email "a@b"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := roster.Read(strings.NewReader(tt.text))
			assert.ErrorContains(t, err, tt.want, tt.why)
		})
	}
}

// FuzzRead takes any bytes for a roster: they give students, each of whom can be
// told, or an error.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob("testdata/rosters/*")
	require.NoError(f, err)
	require.Len(f, seeds, 10, "the seeds are there")
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := roster.Read(bytes.NewReader(text))
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		require.NotEmpty(t, r.Students)
		a := r.Attend()
		for _, s := range r.Students {
			require.True(t, utf8.ValidString(s.Name+s.Platform+s.ID+s.Login+s.Email+s.Section))
			require.NotEmpty(t, a.Name(s), "everybody can be told")
		}
		require.Equal(t, r.Students, a.Missing(), "until somebody hands in")
		for _, s := range r.Students {
			if s.Platform+s.ID+s.Login+s.Email != "" {
				_, notes := a.Identify("x", []grader.Student{s})
				require.Empty(t, notes, "a key finds its student: %+v", s)
			}
		}
	})
}
