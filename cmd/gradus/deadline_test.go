package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/git/gittest"
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

// solved is a folder student in which an exercise has the files of the answer key.
func solved(f gittest.Files, t *testing.T) gittest.Entry {
	key, err := keySubmission()
	require.NoError(t, err)
	var files []gittest.Entry
	for _, file := range key.Files {
		files = append(files, gittest.Entry{Mode: "100644", Name: file.Name, Hash: f.Blob(string(file.Content))})
	}
	return gittest.Entry{Mode: "40000", Name: "student", Hash: f.Tree(files...)}
}

// TestDeadlineOfRepositories has a class of git repositories as they are cloned.
func TestDeadlineOfRepositories(t *testing.T) {
	class := filepath.Join(t.TempDir(), "hw5-submissions")
	due := time.Date(2026, 3, 29, 21, 59, 0, 0, time.UTC)
	clone := func(user, lies string, make func(f gittest.Files, right, wrong gittest.Hash) gittest.Hash) {
		f := gittest.Files{}
		right := f.Tree(gittest.Entry{Mode: "100644", Name: "go.mod", Hash: f.Blob("module m\n")}, solved(f, t))
		wrong := f.Tree(gittest.Entry{Mode: "100644", Name: "notes.go", Hash: f.Blob("package student\n")})
		dir := filepath.Join(class, "hw5-"+user)
		require.NoError(t, f.Head(make(f, right, wrong)).Write(dir))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "notes.go"), []byte(lies), 0o600))
	}
	clone("ada", "package student\n", func(f gittest.Files, right, wrong gittest.Hash) gittest.Hash {
		return f.Commit(wrong, due.Add(time.Hour), f.Commit(right, due.Add(-time.Hour)))
	})
	clone("bela", "package student\n", func(f gittest.Files, right, _ gittest.Hash) gittest.Hash {
		return f.Commit(right, due.Add(30*time.Hour))
	})
	clone("cleo", "package student // not committed\n", func(f gittest.Files, right, wrong gittest.Hash) gittest.Hash {
		return f.Commit(right, due, f.Commit(wrong, due.Add(-time.Hour)))
	})

	page := filepath.Join(t.TempDir(), "page.md")
	args := []string{"grade", "-q", "-f", "csv", "-f", "markdown=" + page, "-e", "xor-linear", "--late-per-day", "10"}
	code, stdout, stderr := gradus(t, append(args, "--deadline", "2026-03-29T23:59:00+02:00", class)...)
	require.Equal(t, exitGraded, code, stderr)
	rows := table(t, stdout)
	require.Len(t, rows, 3)
	for _, tt := range []struct{ user, why, score, final, late, handed string }{
		{"ada", "what came after the deadline does not count", "8", "8", "", "2026-03-29T20:59:00Z"},
		{"bela", "nothing came before it, and so it is late: two days were begun", "8", "6.4", "1 d 6 h late", "2026-03-31T03:59:00Z"},
		{"cleo", "what is not committed does not count, and the very second is in time", "8", "8", "", "2026-03-29T21:59:00Z"},
	} {
		row := rows[tt.user]
		assert.Equal(t, []string{tt.score, tt.final, tt.late, tt.handed}, []string{row["score"], row["final"], row["late"], row["handed"]}, "%s: %s", tt.user, tt.why)
	}
	written, err := os.ReadFile(page)
	require.NoError(t, err)
	assert.Contains(t, string(written), "of 2026-03-29 22:59:00 +0200, the last before the deadline, counts")
	assert.NotContains(t, stderr, "it is not known when they were handed in")

	code, stdout, stderr = gradus(t, append(args, class)...)
	require.Equal(t, exitGraded, code, stderr)
	for user, row := range table(t, stdout) {
		assert.Equal(t, "0", row["score"], "%s: without a deadline the files count as they lie", user)
		assert.Empty(t, row["handed"])
	}
}
