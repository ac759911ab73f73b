package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// expectation is what a submission of the class deserves. It was written down
// by what the submission does, not by what the grader made of it.
type expectation struct {
	Why   string  `json:"why"` // what this submission is
	Score float64 `json:"score"`
	// Checks has the status of every check that is not passed, in the exercises
	// that were attempted.
	Checks map[string]string `json:"checks"`
}

// gradedClass is what the test reads of the JSON report.
type gradedClass struct {
	Reports []gradedSubmission
}

type gradedSubmission struct {
	Submission string
	Score      float64
	Exercises  []struct {
		Checks []struct{ Name, Status string }
	}
}

// TestClass grades the class that the README begins with.
func TestClass(t *testing.T) {
	if testing.Short() {
		t.Skip("grades a whole class, one endless loop included")
	}
	folder := filepath.Join("testdata", "class")
	var stdout, stderr bytes.Buffer
	text := filepath.Join(t.TempDir(), "class.txt")
	code := run(t.Context(), []string{"gradus", "grade", "--quiet", "--format", "json", "--format=text=" + text, folder}, nil, &stdout, &stderr)
	require.Equal(t, exitGraded, code, stderr.String())
	require.Empty(t, stderr.String(), "--quiet is quiet, whatever a submission prints")
	var class gradedClass
	require.NoError(t, json.Unmarshal(stdout.Bytes(), &class))

	var names []string
	for _, r := range class.Reports {
		names = append(names, r.Submission)
	}
	require.Equal(t, foldersIn(t, folder), names, "one report for each folder, in the order of their names")

	for _, r := range class.Reports {
		t.Run(r.Submission, func(t *testing.T) {
			want := expectationIn(t, filepath.Join(folder, r.Submission))
			assert.Equal(t, want.Checks, r.notPassed(), want.Why)
			assert.Equal(t, want.Score, r.Score, want.Why)
		})
	}

	scores := map[string]float64{}
	for _, r := range class.Reports {
		scores[r.Submission] = r.Score
	}
	for _, always := range []struct{ answer, submission string }{
		{"zero", "mateo"},
		{"NaN", "umar"},
		{"the argument", "quinn"},
	} {
		t.Run("always "+always.answer, func(t *testing.T) {
			require.Contains(t, scores, always.submission)
			assert.Less(t, scores[always.submission], 15.0, "a rubric that pays for this is blind")
		})
	}

	t.Run("README", func(t *testing.T) {
		path := filepath.Join("..", "..", "README.md")
		readme, err := os.ReadFile(path)
		require.NoError(t, err)
		report, err := os.ReadFile(text)
		require.NoError(t, err)
		table, _, _ := strings.Cut(string(report), "\nseed ") // what follows differs between two versions of Go
		before, rest, found := strings.Cut(string(readme), "```\nsubmission")
		require.True(t, found, "the README has a table of a class")
		shown, after, _ := strings.Cut(rest, "```")
		if *update {
			renewed := before + "```\n" + strings.TrimSpace(table) + "\n```" + after
			require.NoError(t, os.WriteFile(path, []byte(renewed), 0o644))
			return
		}
		assert.Equal(t, strings.TrimSpace(table), strings.TrimSpace("submission"+shown), "the README shows what its first command prints; -update copies it")
	})

	t.Run("golden", func(t *testing.T) {
		compareWithGolden(t, filepath.Join("testdata", "class.golden.json"), withoutVersions(stdout.String()))
	})
}

// foldersIn returns the names of the folders in a folder, in their order.
func foldersIn(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(path)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	require.NotEmpty(t, names)
	return names
}

func expectationIn(t *testing.T, folder string) expectation {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "expected.json"))
	require.NoError(t, err)
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	var want expectation
	require.NoError(t, dec.Decode(&want))
	require.NotEmpty(t, want.Why, "an expectation says why")
	return want
}

// notPassed returns the statuses that are not passed, by check, but for the
// exercises that were not attempted at all.
func (s gradedSubmission) notPassed() map[string]string {
	statuses := map[string]string{}
	for _, e := range s.Exercises {
		attempted := false
		for _, c := range e.Checks {
			attempted = attempted || c.Status != "not-attempted"
		}
		for _, c := range e.Checks {
			if attempted && c.Status != "passed" {
				statuses[c.Name] = c.Status
			}
		}
	}
	return statuses
}

var versions = regexp.MustCompile(`(?m)^  "(toolchain|hash)": ".*"`)

// withoutVersions takes out what differs between two versions of Go.
func withoutVersions(report string) string {
	return versions.ReplaceAllString(report, `  "$1": "any"`)
}

// compareWithGolden compares a text with that of a file, or rewrites the file if
// the tests are run with -update. The difference is to be read by a person.
func compareWithGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
		return
	}
	golden, err := os.ReadFile(path)
	require.NoError(t, err, "go test ./cmd/gradus -update makes it")
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(golden), "\n")
	for i := range min(len(gotLines), len(wantLines)) {
		if gotLines[i] != wantLines[i] {
			t.Fatalf("line %d of %s = %s\nwant %s\ngo test ./cmd/gradus -update rewrites it", i+1, path, gotLines[i], wantLines[i])
		}
	}
	assert.Len(t, gotLines, len(wantLines), path)
}
