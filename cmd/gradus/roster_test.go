package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// written writes a file to a new folder and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// classOfStubs is a class whose members have begun nothing, by their folders.
func classOfStubs(t *testing.T, folders ...string) string {
	t.Helper()
	class := t.TempDir()
	for _, folder := range folders {
		require.NoError(t, os.MkdirAll(filepath.Join(class, folder), 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(class, folder, "notes.go"), []byte("package student\n\n// "+folder+"\n"), 0o600))
	}
	return class
}

// scored is what the tests read of a report in JSON.
type scored struct {
	Submissions []struct {
		Submission string   `json:"submission"`
		Notes      []string `json:"notes"`
		Score      float64  `json:"score"`
	} `json:"reports"`
}

func readScored(t *testing.T, text string) (names []string, r scored) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(text), &r), text)
	for _, s := range r.Submissions {
		names = append(names, s.Submission)
	}
	return names, r
}

const stubRoster = "name,id,login,email\n\"Zoë Ada\",0042,ada,ada@example.edu\nBela,0043,bela,\nCleo,0044,cleo,\nKim,0045,kim1,\nKim,0046,kim2,\n"

// TestRoster has one who handed in nothing, one who is not on the roster, and one
// who could be either of two.
func TestRoster(t *testing.T) {
	class := classOfStubs(t, "ada", "cleo", "eve", "Kim")
	code, stdout, stderr := gradus(t, "grade", "-q", "-f", "json", "-e", "xor-linear", "--roster", written(t, "roster.csv", stubRoster), class)
	require.Equal(t, exitGraded, code, stderr)
	names, r := readScored(t, stdout)
	assert.Equal(t, []string{"Kim", "Zoë Ada", "Cleo", "eve", "Bela", "Kim (0045)", "Kim (0046)"}, names, "those who handed in, then the others in the order of the roster")
	assert.Contains(t, r.Submissions[0].Notes[0], "could be any of 2 on the roster (Kim 0045 kim1; Kim 0046 kim2)")
	assert.Contains(t, r.Submissions[3].Notes[0], `"eve" is not on the roster`)
	assert.Contains(t, stderr, `roster: "Kim" could be any of 2`)
	assert.Contains(t, stderr, `roster: "eve" is not on the roster`)
	assert.Contains(t, stdout, "nothing was handed in")
}

// TestRosterAndGradebook grades without a roster, with one, and when one more has
// handed in: whoever it is stays the same student.
func TestRosterAndGradebook(t *testing.T) {
	list := written(t, "roster.csv", stubRoster)
	book := filepath.Join(t.TempDir(), "class.gradebook")
	grade := func(class string, flags ...string) []string {
		code, stdout, stderr := gradus(t, append([]string{"grade", "-q", "-f", "json", "-e", "xor-linear", "--gradebook", book, class}, flags...)...)
		require.Equal(t, exitGraded, code, stderr)
		names, _ := readScored(t, stdout)
		return names
	}
	assert.Equal(t, []string{"ada"}, grade(classOfStubs(t, "ada")))
	assert.Equal(t, []string{"Zoë Ada", "Bela", "Cleo", "Kim (0045)", "Kim (0046)"}, grade(classOfStubs(t, "ada"), "--roster", list))
	assert.Equal(t, []string{"Zoë Ada", "Bela", "Cleo", "Kim (0045)", "Kim (0046)"}, grade(classOfStubs(t, "ada", "bela"), "--roster", list))

	code, stdout, stderr := gradus(t, "history", "--gradebook", book, "0043")
	require.Equal(t, exitGraded, code, stderr)
	assert.Regexp(t, `(?s)run .*\n2 .*\n3 `, stdout, "Bela was missing, and then handed in")
}

func TestBestNeedsAGradebook(t *testing.T) {
	code, _, stderr := gradus(t, "grade", "--attempt", "best", classOfStubs(t, "ada", "bela"))
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "has nothing to choose from")
}

func TestRosterMisuse(t *testing.T) {
	class := classOfStubs(t, "ada", "bela")
	for _, tt := range []struct{ name, why, roster, want, hint string }{
		{"no file", "a slip of the pen", filepath.Join(t.TempDir(), "none.csv"), "none.csv", "a line for each student"},
		{"no column", "another table", written(t, "grades.csv", "a,b\n1,2\n"), "names no column", "name, id, login, email"},
		{"one id for two", "which is it", written(t, "twice.csv", "name,id\nAda,1\nBela,1\n"), "lines 2 and 3 have the same id", "CSV"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, "grade", "--roster", tt.roster, class)
			assert.Equal(t, exitUsage, code, tt.why)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.want)
			assert.Contains(t, stderr, tt.hint)
		})
	}
}
