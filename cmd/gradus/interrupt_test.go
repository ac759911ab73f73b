//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// classOfCopies is a class of one solution, in which no two are alike.
func classOfCopies(t *testing.T, size int) string {
	t.Helper()
	class := t.TempDir()
	for _, file := range []string{"activations.go", "xor_network.go"} {
		text, err := os.ReadFile(filepath.Join("testdata", "class", "ada", file))
		require.NoError(t, err)
		for i := range size {
			dir := filepath.Join(class, fmt.Sprintf("student%03d", i))
			require.NoError(t, os.MkdirAll(dir, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(dir, file), fmt.Appendf(bytes.Clone(text), "\n// %d\n", i), 0o600))
		}
	}
	return class
}

// TestInterrupt presses Ctrl-C in the middle of a class, and goes on with the very
// command that is told.
func TestInterrupt(t *testing.T) {
	if testing.Short() {
		t.Skip("grades a class twice")
	}
	class, book := classOfCopies(t, 16), filepath.Join(t.TempDir(), "class 5.gradebook")
	args := []string{"grade", "--workers", "1", "--gradebook", book, class}
	cmd := exec.Command(os.Args[0], append([]string{gradusCommand}, args...)...)
	told, err := cmd.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(told)
	require.True(t, lines.Scan(), "the first that is graded is told")
	assert.Regexp(t, `^1 of 16 graded`, lines.Text())

	begun := time.Now()
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	var rest []string
	for lines.Scan() {
		rest = append(rest, lines.Text())
	}
	err = cmd.Wait()
	assert.Less(t, time.Since(begun), 3*time.Second, "a second, and what a busy machine needs")
	var ended *exec.ExitError
	require.ErrorAs(t, err, &ended)
	assert.Equal(t, exitFailure, ended.ExitCode())
	text := strings.Join(rest, "\n")
	assert.Regexp(t, `stopped: \d+ of 16 graded\n`, text)
	assert.Contains(t, text, "gradus: error: interrupted\n")
	assert.Contains(t, text, "gradus: hint: this goes on from there: gradus grade --workers 1 --gradebook '"+book+"' "+class)
	intact(t, book)

	code, stdout, stderr := gradus(t, args...)
	require.Equal(t, exitGraded, code, stderr)
	assert.Regexp(t, `\d+ of 16 are in the gradebook as they are\n`, stderr)
	assert.NotContains(t, stdout, "not run")
}

// TestTwoAtOnce grades one class twice at the same time into one gradebook.
func TestTwoAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("grades a class twice")
	}
	class, book := classOfCopies(t, 6), filepath.Join(t.TempDir(), "class.gradebook")
	var both []*exec.Cmd
	for range 2 {
		cmd := exec.Command(os.Args[0], gradusCommand, "grade", "-q", "--gradebook", book, class)
		cmd.Stderr = new(bytes.Buffer)
		require.NoError(t, cmd.Start())
		both = append(both, cmd)
	}
	for _, cmd := range both {
		require.NoError(t, cmd.Wait(), cmd.Stderr)
	}
	intact(t, book)
	assert.Equal(t, 6, resultsIn(t, book), "each result is held once")
}
