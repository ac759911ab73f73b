package gradebook_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// child is a process that records.
type child struct {
	*exec.Cmd
	stdin  io.WriteCloser
	stdout *bufio.Scanner
	stderr bytes.Buffer
}

// start starts a child and waits until it is ready.
func start(t *testing.T, path string, first, last int) *child {
	t.Helper()
	c := &child{Cmd: exec.CommandContext(t.Context(), os.Args[0], childArgument, path, strconv.Itoa(first), strconv.Itoa(last))}
	c.Cmd.Stderr = &c.stderr
	var err error
	c.stdin, err = c.StdinPipe()
	require.NoError(t, err)
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	c.stdout = bufio.NewScanner(out)
	require.NoError(t, c.Start())
	require.True(t, c.stdout.Scan(), "the child ended before it was ready")
	require.Equal(t, "ready", c.stdout.Text())
	return c
}

// release lets it begin.
func (c *child) release(t *testing.T) {
	_, err := io.WriteString(c.stdin, "\n")
	require.NoError(t, err)
}

// integrity is SQLite's own word on a file that nobody uses, and on its references.
func integrity(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	var verdict string
	require.NoError(t, db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&verdict))
	assert.Equal(t, "ok", verdict)
	err = db.QueryRowContext(t.Context(), "SELECT \"table\" FROM pragma_foreign_key_check").Scan(&verdict)
	assert.True(t, errors.Is(err, sql.ErrNoRows), "every reference leads somewhere")
}

// TestTwoProcesses lets two processes make one gradebook at once and record the
// same class in it.
func TestTwoProcesses(t *testing.T) {
	const class = 60
	path := filepath.Join(t.TempDir(), "class.gradebook")
	both := []*child{start(t, path, 0, class-1), start(t, path, 0, class-1)}
	for _, c := range both {
		c.release(t)
	}
	for _, c := range both {
		for c.stdout.Scan() {
		}
		require.NoError(t, c.Wait(), c.stderr.String())
	}
	integrity(t, path)
	g := openBook(t, path)
	runs, err := g.Runs(t.Context())
	require.NoError(t, err)
	require.Len(t, runs, 2)
	for _, run := range runs {
		assert.False(t, run.Ended.IsZero(), "both finished")
		isWhole(t, g, run.ID, class)
	}
	require.NoError(t, g.Close())
	assert.Equal(t, class, count(t, path, "SELECT count(*) FROM results"), "each result is held once")
	assert.Equal(t, 1, count(t, path, "SELECT count(*) FROM settings"))
}

// count asks a file that nobody uses for a number.
func count(t *testing.T, path, question string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, db.QueryRowContext(t.Context(), question).Scan(&n))
	return n
}

// isWhole checks that the first so many submissions of a child are recorded, and
// each one that is, is whole. It returns how many they are.
func isWhole(t *testing.T, g *gradebook.Gradebook, run int64, atLeast int) int {
	t.Helper()
	roll, err := g.OfRun(t.Context(), run, gradebook.Policy{})
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(roll.Grades), atLeast, "what was reported as recorded is there")
	for i, grade := range roll.Grades {
		s := submission(strconv.Itoa(i), strconv.Itoa(i))
		require.Equal(t, report(s, i%5001, 0), grade.Report)
		require.Equal(t, i, grade.Entry.Place)
	}
	return len(roll.Grades)
}
