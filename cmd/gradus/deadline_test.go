package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// table reads a CSV report by submission and title.
func table(t *testing.T, text string) map[string]map[string]string {
	t.Helper()
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	require.NoError(t, err, text)
	all := map[string]map[string]string{}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, title := range lines[0] {
			row[title] = line[i]
		}
		all[row["submission"]] = row
	}
	return all
}

// TestDeadline has Gradescope tell when, and a folder that does not.
func TestDeadline(t *testing.T) {
	class := t.TempDir()
	for name, text := range map[string]string{
		"submission_metadata.yml": "submission_1:\n  :submitters:\n  - :name: Ada\n  :created_at: 2026-03-29 21:59:00 Z\nsubmission_2:\n  :submitters:\n  - :name: Bela\n  :created_at: 2026-03-31 22:30:00 Z\n",
		"submission_1/notes.go":   "package student\n",
		"submission_2/notes.go":   "package student\n",
		"by mail/notes.go":        "package student\n",
	} {
		path := filepath.Join(class, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	grade := func(deadline string) (code int, stdout, stderr string) {
		return gradus(t, "grade", "-q", "-f", "csv", "-e", "xor-linear", "--deadline", deadline, class)
	}
	code, stdout, stderr := grade("2026-03-30T00:00:00+02:00")
	require.Equal(t, exitGraded, code, stderr)
	rows := table(t, stdout)
	assert.Empty(t, rows["Ada"]["late"])
	assert.Contains(t, rows["Bela"]["late"], "2 d", "two days and half an hour")
	assert.Empty(t, rows["by mail"]["late"])
	assert.Contains(t, stderr, "deadline: 2026-03-30 00:00:00 +0200 (UTC+02:00)\n")
	assert.Contains(t, stderr, "deadline: of 1 of 3 submissions it is not known when they were handed in\n")

	code, _, stderr = grade("2026-03-29 23:59")
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stderr, "deadline: 2026-03-29 23:59:00 ", "the zone is said")
	code, _, stderr = grade("tomorrow")
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, `--deadline is "tomorrow"`)
}
