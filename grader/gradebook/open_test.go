package gradebook_test

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// problem returns which one an error is, and checks its sentence.
func problem(t *testing.T, err error) gradebook.Problem {
	t.Helper()
	var known *gradebook.Error
	require.ErrorAs(t, err, &known)
	assert.NotContains(t, err.Error(), "\n")
	return known.Problem
}

// filled is a gradebook with a class in it, closed.
func filled(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "class.gradebook")
	g, err := gradebook.Open(t.Context(), path)
	require.NoError(t, err)
	run := begin(t, g, setting())
	for i := range 40 {
		record(t, run, i, submission(string(rune('a'+i)), string(rune('a'+i))), i, 0)
	}
	require.NoError(t, g.Close())
	return path
}

// script changes a file as another program would.
func script(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), statements)
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

// TestUnusable opens what is no usable gradebook. No byte of it changes, and
// nothing is left beside it.
func TestUnusable(t *testing.T) {
	noise := make([]byte, 9000)
	for i := range noise {
		noise[i] = byte(rand.New(rand.NewPCG(1, uint64(i))).Uint32())
	}
	for _, tt := range []struct {
		name, why string
		spoil     func(t *testing.T, path string)
		want      gradebook.Problem
		says      string
	}{
		{"random bytes", "a typing mistake may name any file", func(t *testing.T, path string) { require.NoError(t, os.WriteFile(path, noise, 0o600)) }, gradebook.NotGradebook, "is no gradebook"},
		{"a short text", "less than a header", func(t *testing.T, path string) { require.NoError(t, os.WriteFile(path, []byte("x"), 0o600)) }, gradebook.NotGradebook, "is no gradebook"},
		{"a folder", "a typing mistake may name any file", func(t *testing.T, path string) {
			require.NoError(t, os.Remove(path))
			require.NoError(t, os.Mkdir(path, 0o700))
		}, gradebook.NotGradebook, "is no gradebook"},
		{"another database", "the tables of another program are not ours to migrate", func(t *testing.T, path string) {
			require.NoError(t, os.Remove(path))
			script(t, path, "CREATE TABLE submissions (id INTEGER)")
		}, gradebook.NotGradebook, "is no gradebook"},
		{"newer", "an old program must not write what it does not understand", func(t *testing.T, path string) { script(t, path, "PRAGMA user_version = 7") }, gradebook.Newer, "schema 7"},
		{"cut by a page", "a copy that was broken off", func(t *testing.T, path string) { cut(t, path, 1) }, gradebook.Damaged, "is damaged"},
		{"cut to a page", "a copy that was broken off", func(t *testing.T, path string) { require.NoError(t, os.Truncate(path, 4096)) }, gradebook.Damaged, "is damaged"},
		{"cut within a page", "a copy that was broken off", func(t *testing.T, path string) { require.NoError(t, os.Truncate(path, 5000)) }, gradebook.Damaged, "is damaged"},
		{"noise within", "a broken disk", func(t *testing.T, path string) { overwrite(t, path, noise[:4096], 4096) }, gradebook.Damaged, "is damaged"},
		{"a version that never was", "the header is damaged", func(t *testing.T, path string) { overwrite(t, path, []byte{0xff, 0xff, 0xff, 0xff}, 60) }, gradebook.Damaged, "is damaged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filled(t, t.TempDir())
			tt.spoil(t, path)
			before := contents(t, filepath.Dir(path))
			for range 2 {
				_, err := gradebook.Open(t.Context(), path)
				assert.Equal(t, tt.want, problem(t, err), tt.why)
				assert.ErrorContains(t, err, tt.says)
				assert.ErrorContains(t, err, path)
				assert.Equal(t, before, contents(t, filepath.Dir(path)), "it is left as it was")
			}
		})
	}
}

func cut(t *testing.T, path string, pages int64) {
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.NoError(t, os.Truncate(path, info.Size()-4096*pages))
}

func overwrite(t *testing.T, path string, b []byte, at int64) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	require.NoError(t, err)
	_, err = f.WriteAt(b, at)
	require.NoError(t, errors.Join(err, f.Close()))
}

// contents returns the files of a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found, err := os.ReadDir(dir)
	require.NoError(t, err)
	all := map[string]string{}
	for _, e := range found {
		if e.IsDir() {
			all[e.Name()] = "folder"
			continue
		}
		if strings.HasSuffix(e.Name(), "-shm") {
			all[e.Name()] = "index" // of the log; Windows does not let it be read
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		all[e.Name()] = string(b)
	}
	return all
}

// TestAlteredResult changes a byte within a result, which is no damage that SQLite
// could see.
func TestAlteredResult(t *testing.T) {
	path := filled(t, t.TempDir())
	script(t, path, `UPDATE results SET graded = replace(graded, '"earned":3', '"earned":4') WHERE graded LIKE '%"earned":3,%'`)
	g := openBook(t, path)
	_, err := g.OfRun(t.Context(), 1, gradebook.Policy{})
	assert.Equal(t, gradebook.Damaged, problem(t, err))
	_, ok, err := g.Lookup(t.Context(), setting(), submission("d", "d"))
	assert.False(t, ok, "what is damaged is not found")
	assert.Equal(t, gradebook.Damaged, problem(t, err))
}

func TestNoFolder(t *testing.T) {
	_, err := gradebook.Open(t.Context(), filepath.Join(t.TempDir(), "no", "class.gradebook"))
	assert.Equal(t, gradebook.Unreadable, problem(t, err))
	assert.ErrorContains(t, err, "is its folder there")
}

// TestEmptyFile is what is left of a process that was killed before it wrote, or
// what mktemp makes.
func TestEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "class.gradebook")
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	record(t, begin(t, openBook(t, path), setting()), 0, submission("ada", "a"), 0, 0)
}

// TestMigration opens a gradebook with a version that has one step more.
func TestMigration(t *testing.T) {
	more := append(gradebook.Migrations(), "CREATE TABLE later (id INTEGER) STRICT; INSERT INTO later VALUES (7)")
	path := filled(t, t.TempDir())
	before := contents(t, filepath.Dir(path))

	_, err := gradebook.OpenWith(t.Context(), path, append(gradebook.Migrations(), more[len(more)-1], "CREATE TABLE runs (id INTEGER)"))
	require.ErrorContains(t, err, "step 4 of the schema")
	assert.Equal(t, before, contents(t, filepath.Dir(path)), "all steps or none")

	g, err := gradebook.OpenWith(t.Context(), path, more)
	require.NoError(t, err)
	roll, err := g.OfRun(t.Context(), 1, gradebook.Policy{})
	require.NoError(t, err)
	assert.Len(t, roll.Grades, 40, "what was recorded is still there")
	require.NoError(t, g.Close())
	_, err = gradebook.Open(t.Context(), path)
	assert.Equal(t, gradebook.Newer, problem(t, err))

	g, err = gradebook.OpenWith(t.Context(), path, more)
	require.NoError(t, err, "a step is taken once")
	require.NoError(t, g.Close())
}

// TestCrashed opens copies of a gradebook as a crash leaves it: the last of it
// stands in the log only.
func TestCrashed(t *testing.T) {
	crashed := func(t *testing.T, steps []string) string {
		path := filled(t, t.TempDir())
		g, err := gradebook.OpenWith(t.Context(), path, steps)
		require.NoError(t, err)
		record(t, begin(t, g, setting()), 0, submission("ada", "the last"), 5000, 0)
		dir := t.TempDir()
		for name, content := range contents(t, filepath.Dir(path)) {
			if !strings.HasSuffix(name, "-shm") {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
			}
		}
		require.NoError(t, g.Close())
		require.NotEmpty(t, contents(t, dir)["class.gradebook-wal"])
		return filepath.Join(dir, "class.gradebook")
	}
	t.Run("whole", func(t *testing.T) {
		g := openBook(t, crashed(t, gradebook.Migrations()))
		_, ok, err := g.Lookup(t.Context(), setting(), submission("ada", "the last"))
		require.NoError(t, err)
		assert.True(t, ok, "what was recorded is there")
	})
	t.Run("newer", func(t *testing.T) {
		path := crashed(t, append(gradebook.Migrations(), "CREATE TABLE later (id INTEGER) STRICT"))
		before := contents(t, filepath.Dir(path))
		_, err := gradebook.Open(t.Context(), path)
		assert.Equal(t, gradebook.Newer, problem(t, err), "its header does not say so yet")
		unchanged(t, before, path)
	})
	t.Run("damaged", func(t *testing.T) {
		path := crashed(t, gradebook.Migrations())
		require.NoError(t, os.Truncate(path, 9000))
		before := contents(t, filepath.Dir(path))
		_, err := gradebook.Open(t.Context(), path)
		assert.Equal(t, gradebook.Damaged, problem(t, err))
		unchanged(t, before, path)
	})
}

// unchanged compares a gradebook and its log, without the index of the log, which
// readers make.
func unchanged(t *testing.T, before map[string]string, path string) {
	t.Helper()
	after := contents(t, filepath.Dir(path))
	delete(after, filepath.Base(path)+"-shm")
	assert.Equal(t, before, after, "it is left as it was")
}

func TestCancelled(t *testing.T) {
	g := newBook(t)
	run := begin(t, g, setting())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	ada := submission("ada", "a")
	err := run.Record(ctx, gradebook.Entry{Student: "ada"}, ada, report(ada, 0, 0))
	require.ErrorIs(t, err, context.Canceled, "no problem of the file")
	record(t, run, 0, ada, 0, 0)
}
