package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/checks"
)

// TestCourse goes from nothing to grades in a folder of its own, by the commands
// of the README: a repository is handed out, worked in, copied by three students,
// graded, and the grades are in the gradebook of Canvas.
func TestCourse(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a handout and grades three")
	}
	root := t.TempDir()
	hw5 := newHandout(t, filepath.Join(root, "hw5"))

	out := hw5.goes(t, nil, "test", "./student")
	assert.Contains(t, out, "ok ", "nothing is done, and nothing fails")
	out = hw5.goes(t, nil, "test", "-v", "./student")
	assert.Equal(t, len(checks.All()), strings.Count(out, "    --- SKIP: TestStudent/"), "every check is skipped: %s", out)
	assert.Equal(t, "0", standing(out, "activations"))

	assert.Contains(t, hw5.goes(t, nil, "run", "./cmd/gradus", "doctor"), "there is none here, as in a handout\nall is well\n")

	hw5.write(t, "student/activations.go", begun(rightUnits, "Softplus", "Sigmoid", "Tanh"))
	out = hw5.goes(t, nil, "test", "-v", "./student")
	assert.Contains(t, out, "--- PASS: TestStudent/activations/relu")
	assert.Contains(t, out, "--- SKIP: TestStudent/activations/tanh")
	assert.Equal(t, "2", standing(out, "activations"), "ReLU and the absolute value are done")
	hw5.write(t, "student/activations.go", rightUnits)
	out = hw5.goes(t, nil, "test", "-v", "./student")
	assert.Equal(t, "10", standing(out, "activations"))
	assert.NotContains(t, out, "--- FAIL")

	class := filepath.Join(root, "submissions")
	for name, work := range map[string]map[string]string{
		"Lovelace, Ada": answerKey(t),
		"Dana O'Doe":    {"activations.go": strings.Replace(rightUnits, "1 - t*t", "1 - t", 1)},
		"Zoé =Łuk":      nil,
	} {
		theirs := newHandout(t, filepath.Join(class, name))
		for file, content := range work {
			theirs.write(t, "student/"+file, content)
		}
	}
	export := written(t, "export.csv", "Student,ID,SIS User ID,SIS Login ID,Section,HW4 (12344),HW5 (12345)\n"+
		"    Points Possible,,,,,10,100\n"+
		"\"Doe, Jo\",4710,,jo,A,7,\n"+
		"\"'=Łuk, Zoé\",4711,,zoe,A,8,\n"+
		"\"O'Doe, Dana\",4712,,dana,A,9,\n"+
		"\"Lovelace, Ada\",4713,,ada,A,10,\n")
	filled := filepath.Join(root, "grades.csv")
	code, _, stderr := gradus(t, "grade", "-q", class, "--format", "canvas="+filled, "--canvas-gradebook", export, "--assignment", "12345")
	require.Equal(t, exitGraded, code, stderr)
	text, err := os.ReadFile(filled)
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"Student", "ID", "SIS User ID", "SIS Login ID", "Section", "HW4 (12344)", "HW5 (12345)"},
		{"    Points Possible", "", "", "", "", "10", "100"},
		{"Doe, Jo", "4710", "", "jo", "A", "7", ""},
		{"'=Łuk, Zoé", "4711", "", "zoe", "A", "8", "0"},
		{"O'Doe, Dana", "4712", "", "dana", "A", "9", "7.5"},
		{"Lovelace, Ada", "4713", "", "ada", "A", "10", "100"},
	}, rows)
}

// checkout is the folder of a repository that was handed out.
type checkout string

func newHandout(t *testing.T, dir string, flags ...string) checkout {
	t.Helper()
	code, _, stderr := gradus(t, append([]string{"handout", dir}, flags...)...)
	require.Equal(t, exitGraded, code, stderr)
	return checkout(dir)
}

// write replaces a file.
func (h checkout) write(t *testing.T, name, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(string(h), filepath.FromSlash(name)), []byte(content), 0o644))
}

// goes runs the go command in it, without the network and without what the
// environment of the test says to a runner.
func (h checkout) goes(t *testing.T, env []string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = string(h), append(os.Environ(), append([]string{"GOPROXY=off", "GOFLAGS=", "GITHUB_ACTIONS="}, env...)...)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	return string(out)
}

// standing finds the points of an exercise in the table under go test -v.
func standing(out, exercise string) string {
	m := regexp.MustCompile(`(?m)^  ` + regexp.QuoteMeta(exercise) + ` +([0-9.]+) of `).FindStringSubmatch(out)
	if m == nil {
		return "no points of " + exercise + " in: " + out
	}
	return m[1]
}

// begun takes the bodies of some methods of Activations back to the stub's.
func begun(work string, methods ...string) string {
	for _, method := range methods {
		body := regexp.MustCompile(`(?s)(\) ` + method + `\(z float64\) \(float64, float64\) \{\n).*?\n\}\n`)
		work = body.ReplaceAllString(work, "${1}\tpanic(specs.ErrNotImplemented)\n}\n")
	}
	return strings.Replace(work, `"math"`, `"github.com/gradus-grader/gradus/specs"`, 1)
}

// answerKey returns the files of the answer key as a student would have them.
func answerKey(t *testing.T) map[string]string {
	key, err := keySubmission()
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range key.Files {
		files[f.Name] = string(f.Content)
	}
	require.NotEmpty(t, files)
	return files
}
