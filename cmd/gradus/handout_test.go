package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/handout"
)

// TestHandout hands a repository out, looks it over, and renews it.
func TestHandout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hw5")
	code, stdout, stderr := gradus(t, "handout", dir)
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stdout, "go test ./student")

	for _, tt := range []struct {
		name, why string
		args      []string
		says      string
	}{
		{"twice", "nobody's work is overwritten", []string{dir}, "is not empty"},
		{"no folder", "there is nothing to write to", nil, "takes one folder"},
		{"no such exercise", "nothing is guessed", []string{dir + "2", "--exercises", "xor"}, `there is no exercise "xor"`},
		{"verify what is not there", "a slip", []string{dir + "3", "--verify"}, "there is no folder"},
		{"update what is no handout", "a slip that would cost files", []string{t.TempDir(), "--update"}, "is no handout"},
	} {
		code, _, stderr := gradus(t, append([]string{"handout"}, tt.args...)...)
		assert.Equal(t, exitUsage, code, "%s: %s", tt.name, tt.why)
		assert.Contains(t, stderr, tt.says, tt.name)
	}

	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code, "as it was handed out")
	assert.Contains(t, stdout, "every protected file")
	work := filepath.Join(dir, "student", "activations.go")
	require.NoError(t, os.WriteFile(work, []byte(rightUnits), 0o600))
	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code, "the student's own file is the student's: %s", stdout)

	check := filepath.Join(dir, "grader", "checks", "checks.go")
	require.NoError(t, os.WriteFile(check, []byte("package checks\n"), 0o600))
	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitBelow, code)
	assert.Contains(t, stdout, "grader/checks/checks.go")
	code, _, stderr = gradus(t, "handout", dir, "--update")
	require.Equal(t, exitGraded, code, stderr)
	kept, err := os.ReadFile(work)
	require.NoError(t, err)
	assert.Equal(t, rightUnits, string(kept), "an update leaves the student's work")
	code, _, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code)

	if testing.Short() {
		t.Skip("compiles the handout")
	}
	checkout(dir).goes(t, nil, "vet", "./...")
}

// TestHandoutSpeaksOfWhatItHas looks for the commands and flags that only those
// who give a course have: no text of a handout names them, help and hints included.
func TestHandoutSpeaksOfWhatItHas(t *testing.T) {
	command, err := handedOut()
	require.NoError(t, err)
	files, err := handout.Of(nil, command)
	require.NoError(t, err)
	var names []string
	for _, c := range courseCommands() {
		names = append(names, "gradus "+c.Name)
	}
	for _, f := range courseFlags() {
		names = append(names, "--"+f.Names()[0])
	}
	require.Contains(t, names, "gradus report")
	require.Contains(t, names, "--gradebook")
	for file, content := range files {
		for _, name := range names {
			assert.NotRegexp(t, regexp.QuoteMeta(name)+`\b`, string(content), file)
		}
		assert.NotRegexp(t, `modernc\.org/sqlite|gonum\.org/v1/plot`, string(content), file)
	}
}
