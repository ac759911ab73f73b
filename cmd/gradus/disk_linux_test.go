package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestFullDisk grades into a gradebook on a disk without room, makes room, and
// runs the same command again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=1048576"); err != nil {
		t.Skipf("mounting needs rights that this process has not: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	book, filler := filepath.Join(dir, "class.gradebook"), filepath.Join(dir, "filler")
	graded, err := os.ReadFile(gradedTwice(t))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(book, graded, 0o600))
	var disk unix.Statfs_t
	require.NoError(t, unix.Statfs(dir, &disk))
	require.NoError(t, os.WriteFile(filler, make([]byte, int64(disk.Bavail)*disk.Bsize), 0o600))

	args := []string{"grade", "-q", "-e", "xor-linear", "--gradebook", book, classOfStubs(t, "ada", "bela")}
	code, _, stderr := gradus(t, args...)
	assert.Equal(t, exitFailure, code)
	assert.Contains(t, stderr, "the disk is full; make room and run the same command again")
	require.NoError(t, os.Remove(filler))
	intact(t, book)
	code, stdout, stderr := gradus(t, args...)
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stdout, "bela")
}
