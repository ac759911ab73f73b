package gradebook_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// smallDisk mounts a file system of so many bytes in memory.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+strconv.Itoa(size)); err != nil {
		t.Skipf("mounting needs rights that this process has not: %v", err)
	}
	t.Cleanup(func() { assert.NoError(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	return dir
}

// fill leaves no more than so many bytes free.
func fill(t *testing.T, dir string, leave int64) {
	t.Helper()
	var disk unix.Statfs_t
	require.NoError(t, unix.Statfs(dir, &disk))
	free := int64(disk.Bavail)*disk.Bsize - leave
	require.NoError(t, os.WriteFile(filepath.Join(dir, "filler"), make([]byte, max(0, free)), 0o600))
}

func TestFullDisk(t *testing.T) {
	const size = 8 << 20
	t.Run("nothing there yet", func(t *testing.T) {
		dir := smallDisk(t, size)
		fill(t, dir, 0)
		_, err := gradebook.Open(t.Context(), filepath.Join(dir, "class.gradebook"))
		assert.Equal(t, gradebook.Full, problem(t, err), "%v", err)
	})
	t.Run("no room to open", func(t *testing.T) {
		dir := smallDisk(t, size)
		path := filled(t, dir)
		before := contents(t, dir)[filepath.Base(path)]
		fill(t, dir, 0)
		_, err := gradebook.Open(t.Context(), path)
		if err == nil {
			t.Fatal("a gradebook cannot be used on a full disk")
		}
		assert.Equal(t, gradebook.Full, problem(t, err), "%v", err)
		assert.Equal(t, before, contents(t, dir)[filepath.Base(path)], "it is left as it was")
		require.NoError(t, os.Remove(filepath.Join(dir, "filler")))
		openBook(t, path)
	})
	t.Run("no room to record", func(t *testing.T) {
		dir := smallDisk(t, size)
		path := filled(t, dir)
		g := openBook(t, path)
		run := begin(t, g, setting())
		fill(t, dir, 40<<10)
		recorded := 0
		var err error
		for err == nil {
			s := submission(strconv.Itoa(recorded), "new "+strconv.Itoa(recorded))
			of := report(s, 1, 0)
			of.Results[0].Summary = strings.Repeat("x", 3000)
			if err = run.Record(t.Context(), gradebook.Entry{Place: recorded, Student: s.Name}, s, of); err == nil {
				recorded++
			}
		}
		assert.Equal(t, gradebook.Full, problem(t, err), "%v", err)
		assert.Positive(t, recorded)
		roll, err := g.OfRun(t.Context(), run.ID(), gradebook.Policy{})
		require.NoError(t, err, "it can be read all the same")
		assert.Len(t, roll.Grades, recorded, "a report is there wholly or not at all")
		old, err := g.OfRun(t.Context(), 1, gradebook.Policy{})
		require.NoError(t, err)
		assert.Len(t, old.Grades, 40)
		require.NoError(t, os.Remove(filepath.Join(dir, "filler")))
		record(t, run, recorded, submission("late", "there is room again"), 0, 0)
		require.NoError(t, g.Close())
		integrity(t, path)
	})
}

// TestReadOnly mounts what is read-only: as root, the modes of a file say nothing.
func TestReadOnly(t *testing.T) {
	dir := smallDisk(t, 8<<20)
	path := filled(t, dir)
	before := contents(t, dir)
	require.NoError(t, unix.Mount("", dir, "", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	_, err := gradebook.Open(t.Context(), path)
	assert.Equal(t, gradebook.ReadOnly, problem(t, err), "%v", err)
	_, err = gradebook.Open(t.Context(), filepath.Join(dir, "new.gradebook"))
	assert.Equal(t, gradebook.ReadOnly, problem(t, err), "%v", err)
	assert.Equal(t, before, contents(t, dir))
}

// TestModes is the same by the modes of the file and its folder.
func TestModes(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("modes do not bind root; TestReadOnly has a mount")
	}
	for _, tt := range []struct{ name, why string }{{"file", "a file that was protected"}, {"folder", "what SQLite writes beside it has no place"}} {
		t.Run(tt.name, func(t *testing.T) {
			path := filled(t, t.TempDir())
			dir := filepath.Dir(path)
			before := contents(t, dir)
			protect := map[string]string{"file": path, "folder": dir}[tt.name]
			require.NoError(t, os.Chmod(protect, 0o555))
			_, err := gradebook.Open(t.Context(), path)
			require.NoError(t, os.Chmod(protect, 0o755))
			assert.Equal(t, gradebook.ReadOnly, problem(t, err), "%s: %v", tt.why, err)
			assert.Equal(t, before, contents(t, dir))
		})
	}
}
