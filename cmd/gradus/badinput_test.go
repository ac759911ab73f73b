package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBadInput grades a class in which all but one have handed in something odd:
// each is told so in a sentence, loses what it costs and no more, and the one
// who has not is graded as ever.
func TestBadInput(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	other := strings.Replace(rightUnits, "package student", "package main", 1)
	root := write(t, map[string]string{
		"ada/activations.go":              rightUnits,
		"blank/my units.go":               rightUnits,
		"empty/notes.pdf":                 "nothing",
		"hidden/activations.go":           rightUnits,
		"hidden/.units.go":                rightUnits,
		"newline/units\nof mine.go":       rightUnits,
		"main/activations.go":             other,
		"second/activations.go":           rightUnits,
		"second/tools.go":                 "package tools\n",
		"tests/activations.go":            rightUnits,
		"tests/activations_test.go":       "package student\n\nfunc broken( {",
		"truncated/activations.go":        rightUnits[:400],
		"binary/activations.go":           "\x7fELF\x00\x01\x02",
		"platform/activations_windows.go": rightUnits,
	})
	require.NoError(t, os.Mkdir(filepath.Join(root, "huge"), 0o755))
	huge, err := os.Create(filepath.Join(root, "huge", "activations.go"))
	require.NoError(t, err)
	require.NoError(t, huge.Truncate(100<<20))
	require.NoError(t, huge.Close())

	code, stdout, stderr := gradus(t, "grade", root, "--format", "json", "--quiet", "-e", "activations")
	require.Equal(t, exitGraded, code, stderr)
	var doc struct {
		Reports []struct {
			Submission string
			Score      float64
			Notes      []string
			Exercises  []struct {
				Checks []struct{ Status, Summary string }
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(stdout), &doc))
	got := map[string]int{}
	for i, r := range doc.Reports {
		got[r.Submission] = i
	}
	for _, tt := range []struct {
		name, why, status string
		score             float64
		says              string // in the summary of the first check, or in a note
	}{
		{"ada", "is graded as ever", "passed", 10, ""},
		{"binary", "is no text", "refused", 0, "activations.go"},
		{"blank", "a file name that Go does not like", "refused", 0, "my units.go"},
		{"empty", "handed in nothing that can be graded", "refused", 0, "it holds no Go file"},
		{"hidden", "Go would not read such a file", "passed", 10, ".units.go"},
		{"huge", "is not even read", "refused", 0, "larger than 256 KiB"},
		{"main", "another package", "refused", 0, "package main"},
		{"newline", "a file name of two lines", "refused", 0, "units"},
		{"platform", "Go would read it on Windows only", "refused", 0, "activations_windows.go"},
		{"second", "costs nothing but itself", "passed", 10, "package tools"},
		{"tests", "tests are left out", "passed", 10, "activations_test.go"},
		{"truncated", "the compiler's words", "compile-error", 0, "activations.go:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i, ok := got[tt.name]
			require.True(t, ok, "it is in the report")
			r := doc.Reports[i]
			first := r.Exercises[0].Checks[0]
			assert.Equal(t, tt.status, first.Status, "%s: %s %q", tt.why, first.Summary, r.Notes)
			assert.Equal(t, tt.score, r.Score, tt.why)
			assert.Contains(t, first.Summary+"\n"+strings.Join(r.Notes, "\n"), tt.says, tt.why)
		})
	}
}
