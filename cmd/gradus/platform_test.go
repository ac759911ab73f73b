package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSeveralFormats grades two students once and writes what their platforms
// and a CI system take, all at once.
func TestSeveralFormats(t *testing.T) {
	if testing.Short() {
		t.Skip("grades two submissions")
	}
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	gradebook := "Student,ID,SIS User ID,SIS Login ID,Section,HW5 (12345)\n    Points Possible,,,,,100\n" +
		"\"Doe, Dana\",1,,dana,A,\n\"Kofi\",2,,,A,7\n\"Nobody\",3,,,A,7\n"
	require.NoError(t, os.WriteFile(in("canvas.csv"), []byte(gradebook), 0o600))
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "grade", "-q",
		filepath.Join("testdata", "class", "dana"), filepath.Join("testdata", "class", "kofi"),
		"--format", "canvas=" + in("import.csv"), "--canvas-gradebook", in("canvas.csv"), "--assignment", "HW5",
		"--format", "junit=" + in("junit.xml"), "--format", "csv=" + in("grades.csv"), "--format", "json=" + in("grades.json"), "--format", "markdown",
	}, nil, &stdout, &stderr), stderr.String())
	assert.Contains(t, stdout.String(), "# Grades")
	assert.Equal(t, "gradus: note: 1 students of Canvas's gradebook are not in this class; their cells stay as they are\n", stderr.String())
	imported, err := os.ReadFile(in("import.csv"))
	require.NoError(t, err)
	assert.Equal(t, "Student,ID,SIS User ID,SIS Login ID,Section,HW5 (12345)\n\"    Points Possible\",,,,,100\n"+
		"\"Doe, Dana\",1,,dana,A,19\nKofi,2,,,A,31\nNobody,3,,,A,7\n", string(imported))
	for name, words := range map[string]string{"junit.xml": `<testsuites name="gradus"`, "grades.csv": "kofi,kofi,", "grades.json": `"schema": "gradus/report/v1"`} {
		content, err := os.ReadFile(in(name))
		require.NoError(t, err)
		assert.Contains(t, string(content), words)
	}

	for _, c := range []struct {
		why, words string
		args       []string
	}{
		{"there is nothing to fill in", "canvas takes the gradebook that Canvas exports", []string{"--format", "canvas"}},
		{"Canvas would make a new assignment", `no assignment "HW6"`, []string{"--format", "canvas", "--canvas-gradebook", in("canvas.csv"), "--assignment", "HW6"}},
		{"a path with a slip of the pen", "name the file that was downloaded", []string{"--format", "moodle", "--moodle-worksheet", in("no.csv")}},
		{"what Canvas exports is no worksheet of Moodle", "does not begin with a participant", []string{"--format", "moodle", "--moodle-worksheet", in("canvas.csv")}},
		{"its result would name no classroom", "whose runner tells the classroom", []string{"--format", "classroom50"}},
		{"two formats in one place", "two formats would be written to one place", []string{"--format", "csv=" + in("x"), "--format", "json=" + in("x")}},
		{"nobody else reads it", "student or instructor", []string{"--audience", "parents"}},
	} {
		stderr.Reset()
		assert.Equal(t, exitUsage, run(t.Context(), append([]string{"gradus", "report", in("grades.json")}, c.args...), nil, &stdout, &stderr), c.why)
		assert.Contains(t, stderr.String(), c.words, c.why)
	}
}
