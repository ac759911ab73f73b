//go:build unix

package main

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUnusableGradebooks grades into what cannot be written to, or not be
// understood: one sentence each, and the file keeps its bytes.
func TestUnusableGradebooks(t *testing.T) {
	class := classOfStubs(t, "ada", "bela")
	execute := func(t *testing.T, book, statement string) {
		db, err := sql.Open("sqlite", book)
		require.NoError(t, err)
		_, err = db.Exec(statement)
		require.NoError(t, err)
		require.NoError(t, db.Close())
	}
	for _, tt := range []struct {
		name, why string
		spoil     func(t *testing.T, book string)
		want      string
	}{
		{"read-only", "a copy on a CD", func(t *testing.T, book string) {
			if os.Geteuid() == 0 {
				t.Skip("root may write to everything")
			}
			require.NoError(t, os.Chmod(book, 0o400))
		}, "cannot be written to"},
		{"newer", "an old program must not write what it does not understand", func(t *testing.T, book string) {
			execute(t, book, "PRAGMA user_version = 99")
		}, "has schema 99"},
		{"cut short", "half a copy", func(t *testing.T, book string) { require.NoError(t, os.Truncate(book, 9000)) }, "is damaged"},
		{"another file", "a slip of the pen", func(t *testing.T, book string) {
			require.NoError(t, os.WriteFile(book, []byte("package student\n"), 0o600))
		}, "is no gradebook"},
		{"another database", "its tables are not ours", func(t *testing.T, book string) {
			require.NoError(t, os.Remove(book))
			execute(t, book, "CREATE TABLE bookmarks (id)")
		}, "is no gradebook"},
		{"a folder", "a slip of the pen", func(t *testing.T, book string) {
			require.NoError(t, os.Remove(book))
			require.NoError(t, os.Mkdir(book, 0o755))
		}, "gradebook"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			book := gradedTwice(t)
			tt.spoil(t, book)
			before, _ := os.ReadFile(book)
			code, stdout, stderr := gradus(t, "grade", "-q", "-e", "xor-linear", "--gradebook", book, class)
			assert.Equal(t, exitFailure, code, tt.why)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.want)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), "one sentence: %s", stderr)
			after, _ := os.ReadFile(book)
			assert.Equal(t, string(before), string(after), "it keeps its bytes")
		})
	}
	t.Run("no folder", func(t *testing.T) {
		code, _, stderr := gradus(t, "grade", "-q", "--gradebook", filepath.Join(t.TempDir(), "none", "a.gradebook"), class)
		assert.Equal(t, exitFailure, code)
		assert.Contains(t, stderr, "is its folder there")
	})
}
