package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/manifest"
)

// atRootOf stands in a student's repository with some files, in an environment in
// which no runner says anything.
func atRootOf(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(write(t, files))
	for _, name := range []string{"GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "CLASSROOM", "ASSIGNMENT", "ASSIGNMENT_TYPE", "OWNER", "USERNAME",
		"SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL"} {
		t.Setenv(name, "")
	}
}

// wrongUnits has 7.5 of the 10 points of its exercise, and of 100.
var wrongUnits = strings.Replace(rightUnits, "1 - t*t", "1 - t", 1)

func TestCIExits(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	atRootOf(t, map[string]string{"student/activations.go": wrongUnits, "seed": "  not to be told \n", "empty": "\n"})
	for _, tt := range []struct {
		name, why string
		args      []string
		code      int
		stdout    string
		stderr    string
	}{
		{"as it is", "a score is no failure of the job", nil, exitGraded, `(?m)^student +7\.5 of 100$`, ""},
		{"enough", "what is required is reached", []string{"--require", "7.5%"}, exitGraded, "7.5 of 100", ""},
		{"not enough", "the report is there all the same", []string{"--require", "7.6"}, exitBelow, "7.5 of 100", ""},
		{"nonsense required", "nothing is graded", []string{"--require", "all"}, exitUsage, "^$", `--require is "all"`},
		{"a seed", "its questions are other ones, and it is not told", []string{"--seed-file", "seed"}, exitGraded, "7.5 of 100", ""},
		{"no seed in the file", "the practice seed is not meant", []string{"--seed-file", "empty"}, exitUsage, "^$", `the seed file "empty" is empty`},
		{"no such seed", "the same", []string{"--seed-file", "seeds"}, exitUsage, "^$", "read the seed"},
		{"a folder", "it grades the folder student", []string{"student"}, exitUsage, "^$", "takes no argument"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, append([]string{"ci"}, tt.args...)...)
			assert.Equal(t, tt.code, code, "%s: %s", tt.why, stderr)
			assert.Regexp(t, tt.stdout, stdout)
			assert.Contains(t, stderr, tt.stderr)
			assert.NotContains(t, stdout+stderr, "not to be told")
		})
	}
	seeds := map[string]bool{}
	for _, args := range [][]string{{"ci"}, {"ci", "--seed-file", "seed"}} {
		_, stdout, _ := gradus(t, args...)
		seeds[regexp.MustCompile(`seed +(\S+)`).FindString(stdout)] = true
	}
	assert.Len(t, seeds, 2, "the report names the seed it comes from")

	require.NoError(t, os.RemoveAll("student"))
	require.NoError(t, os.RemoveAll(manifest.Reports))
	code, _, stderr := gradus(t, "ci")
	assert.Equal(t, exitUsage, code, "it stands in the wrong folder")
	assert.Contains(t, stderr, "student")
	assert.NoDirExists(t, manifest.Reports, "nothing is made there")
}

// TestCIForClassroom50 is in the environment of its runner, or in half of it.
func TestCIForClassroom50(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	atRootOf(t, map[string]string{"student/activations.go": wrongUnits})
	t.Setenv("SUBMISSION_TAG", "submit/1")
	code, stdout, stderr := gradus(t, "ci")
	assert.Equal(t, exitUsage, code, "half of it is somebody's slip, and is found before any work")
	assert.Empty(t, stdout)
	assert.Contains(t, stderr, "whose runner tells the classroom; here nobody does")
	assert.NoFileExists(t, "result.json")

	for name, value := range map[string]string{"CLASSROOM": "dl", "ASSIGNMENT": "hw5", "OWNER": "ada", "COMMIT_URL": "https://example.com/c", "RELEASE_URL": "https://example.com/r"} {
		t.Setenv(name, value)
	}
	code, _, stderr = gradus(t, "ci")
	require.Equal(t, exitGraded, code, stderr)
	text, err := os.ReadFile("result.json")
	require.NoError(t, err)
	var result struct {
		Schema, Classroom, Assignment, Submission string
		Score                                     int
		MaxScore                                  int `json:"max-score"`
	}
	require.NoError(t, json.Unmarshal(text, &result))
	assert.Equal(t, "classroom50/result/v1 dl hw5 submit/1", strings.Join([]string{result.Schema, result.Classroom, result.Assignment, result.Submission}, " "))
	assert.Equal(t, []int{7, 100}, []int{result.Score, result.MaxScore}, "7.5 points, rounded down")
}

// TestCISpeaksForItself has a student whose program, files and changes talk to the
// runner and to whoever reads the summary.
func TestCISpeaksForItself(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	const forged = "\n::error file=README.md,line=1::forged\n::set-output name=points::100\n::stop-commands::x\n"
	speaking := strings.Replace(rightUnits, "return -z, -1", "panic(`"+forged+"# 100 of 100 points\n| a | b |\n<script>alert(1)</script>`)", 1)
	atRootOf(t, map[string]string{
		"student/activations.go":            speaking,
		"student/a`|::error::forged.go":     "package student\n\nfunc broken( {\n",
		"README.md":                         "changed\n",
		"a`|b\n::error file=x::forged c.md": "new\n",
		manifest.File:                       string(manifest.Of(map[string][]byte{"README.md": []byte("as it was\n")}).Bytes()),
	})
	summary := filepath.Join(t.TempDir(), "summary.md")
	t.Setenv("GITHUB_ACTIONS", "true")
	t.Setenv("GITHUB_STEP_SUMMARY", summary)
	code, stdout, stderr := gradus(t, "ci")
	require.Equal(t, exitGraded, code, stderr)

	stop := regexp.MustCompile(`(?s)^::stop-commands::(\S+)\n(.*)\n::(\S+)::\n(.*)$`).FindStringSubmatch(stdout)
	require.NotNil(t, stop, stdout)
	assert.Equal(t, stop[1], stop[3], "commands are taken again by the token that nobody could guess")
	assert.NotContains(t, stop[2], stop[1])
	for line := range strings.Lines(stop[4]) {
		assert.Regexp(t, `^::(error|warning|notice) (title|file=student/)`, line, "after it, every line is a command of ours")
	}
	assert.Contains(t, stop[4], "::error file=student/activations.go,line=")

	text, err := os.ReadFile(summary)
	require.NoError(t, err)
	assert.Contains(t, string(text), "README.md", "what was changed is said")
	for _, never := range []string{"\n# 100 of 100", "<script>", "\n::", "\n| a | b |"} {
		assert.NotContains(t, string(text), never)
	}
}
