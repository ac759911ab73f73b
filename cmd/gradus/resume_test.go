//go:build unix

package main

import (
	"bytes"
	"database/sql"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"
)

// TestResume kills the grader at random moments, until one run is left to its
// end. Nothing is lost and nothing is different.
func TestResume(t *testing.T) {
	if testing.Short() {
		t.Skip("grades a class again and again")
	}
	var class []string
	for _, name := range []string{"ada", "bela", "chidi", "dana", "emil", "farah", "jun", "kofi", "lena", "nadia", "omar", "priya", "rosa", "tala", "xenia", "zoe"} {
		class = append(class, filepath.Join("testdata", "class", name))
	}
	kills := 5
	if thorough() {
		kills, class = 20, append(class, classOfCopies(t, 200-len(class)))
	}
	dir := t.TempDir()
	start := func(report string, flags ...string) *exec.Cmd {
		args := append([]string{gradusCommand, "grade", "-q", "-f", "json=" + report}, flags...)
		args = append(args, class...)
		cmd := exec.Command(os.Args[0], args...)
		cmd.Stderr = new(bytes.Buffer)
		require.NoError(t, cmd.Start())
		return cmd
	}
	undisturbed := filepath.Join(dir, "undisturbed.json")
	begin := time.Now()
	require.NoError(t, start(undisturbed).Wait())
	patience := time.Since(begin)

	book := filepath.Join(dir, "class.gradebook")
	resumed := filepath.Join(dir, "resumed.json")
	r := rand.New(rand.NewPCG(1, 2))
	for range kills {
		cmd := start(resumed, "--gradebook", book)
		kill := time.AfterFunc(time.Duration(r.Int64N(int64(patience/2))), func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // killed, or at its end
		kill.Stop()
		intact(t, book)
	}
	require.NoError(t, start(resumed, "--gradebook", book).Wait())
	want, err := os.ReadFile(undisturbed)
	require.NoError(t, err)
	got, err := os.ReadFile(resumed)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

// intact asks SQLite whether a gradebook that may not be there yet is whole.
func intact(t *testing.T, book string) {
	t.Helper()
	if _, err := os.Stat(book); err != nil {
		return
	}
	db, err := sql.Open("sqlite", book)
	require.NoError(t, err)
	defer db.Close()
	var answer string
	require.NoError(t, db.QueryRow("PRAGMA integrity_check").Scan(&answer))
	assert.Equal(t, "ok", answer)
}

// resultsIn counts what a gradebook holds.
func resultsIn(t *testing.T, book string) (count int) {
	t.Helper()
	db, err := sql.Open("sqlite", book)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, db.QueryRow("SELECT count(*) FROM results").Scan(&count))
	return count
}
