//go:build unix

package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/intake"
)

// TestHostileFolders puts each folder into a class beside an honest student. A
// pipe or device that were opened would hang the test.
func TestHostileFolders(t *testing.T) {
	secret := saved(t, "secret.go", []byte("package secret\n"))
	for _, tt := range []struct {
		name, why string
		make      func(t *testing.T, dir string)
		refusal   string
		files     map[string]string
	}{
		{"link to a file", "it leads to the grader's files", func(t *testing.T, dir string) {
			require.NoError(t, os.Symlink(secret, filepath.Join(dir, "a.go")))
		}, "", map[string]string{"a.go": "it is not a regular file; hand in a copy of the file itself"}},
		{"link to an archive", "the same", func(t *testing.T, dir string) {
			require.NoError(t, os.Symlink(secret, filepath.Join(dir, "a.zip")))
		}, `its archive "a.zip" is not read: it is not a regular file; hand in a copy of the file itself`, nil},
		{"loop of links", "following it has no end", func(t *testing.T, dir string) {
			require.NoError(t, os.Symlink(dir, filepath.Join(dir, "student")))
			require.NoError(t, os.Symlink("loop", filepath.Join(dir, "loop")))
		}, "it holds no Go file", nil},
		{"folder student that is a link", "it leads to another's files", func(t *testing.T, dir string) {
			require.NoError(t, os.Symlink(filepath.Join(dir, "..", "honest"), filepath.Join(dir, "student")))
		}, "it holds no Go file", nil},
		{"pipe", "opening it waits for ever", func(t *testing.T, dir string) {
			require.NoError(t, syscall.Mkfifo(filepath.Join(dir, "a.go"), 0o644))
			require.NoError(t, syscall.Mkfifo(filepath.Join(dir, "hw.zip"), 0o644))
		}, "", map[string]string{"a.go": "it is not a regular file; hand in a copy of the file itself"}},
		{"repository with a pipe", "opening it waits for ever", func(t *testing.T, dir string) {
			require.NoError(t, os.MkdirAll(filepath.Join(dir, ".git"), 0o755))
			require.NoError(t, syscall.Mkfifo(filepath.Join(dir, ".git", "HEAD"), 0o644))
		}, `its git repository cannot be read: "HEAD" is not a regular file`, nil},
		{"huge file", "a hole costs nothing to make", func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "a.go"), nil, 0o644))
			require.NoError(t, os.Truncate(filepath.Join(dir, "a.go"), 1<<40))
		}, "", map[string]string{"a.go": "it is larger than 1 KiB"}},
		{"unreadable file", "the operator may not read it", func(t *testing.T, dir string) {
			require.NoError(t, os.WriteFile(filepath.Join(dir, "a.go"), nil, 0o000))
			if _, err := os.ReadFile(filepath.Join(dir, "a.go")); err == nil {
				t.Skip("this user may read everything")
			}
		}, "", map[string]string{"a.go": "it cannot be read: permission denied"}},
		{"many files", "each costs something", func(t *testing.T, dir string) {
			for i := range 51 {
				require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), nil, 0o644))
			}
		}, "its folder holds more than 50 files; hand in only the .go files", nil},
		{"many Go files", "each is parsed", func(t *testing.T, dir string) {
			for i := range 9 {
				require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprint(i, ".go")), nil, 0o644))
			}
		}, "it holds more than 8 Go files", nil},
		{"reserved name", "on Windows it is a device", func(t *testing.T, dir string) {
			for _, name := range []string{"nul.go", "com1.x.go", "com0.go", "console.go"} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644))
			}
		}, "", map[string]string{"com0.go": "", "console.go": "",
			"nul.go": "its name is reserved on Windows; give it another, such as xor_linear.go", "com1.x.go": "its name is reserved on Windows; give it another, such as xor_linear.go"}},
		{"what systems leave behind", "nobody handed it in; a hidden Go file somebody did", func(t *testing.T, dir string) {
			for _, name := range []string{"._a.go", ".a.go", ".DS_Store", "a.go"} {
				require.NoError(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644))
			}
		}, "", map[string]string{"a.go": "", ".a.go": ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := tree(t, map[string]string{"honest/a.go": text, "x/": ""})
			tt.make(t, filepath.Join(root, "x"))
			class, err := intake.Reader{Limits: small(), Deadline: due()}.Read(root)
			require.NoError(t, err, "what a student hands in is no error")
			require.Len(t, class, 2)
			assert.Len(t, class[0].Files, 1)
			assert.Equal(t, tt.refusal, class[1].Refusal, tt.why)
			refusals := map[string]string{}
			for _, f := range class[1].Files {
				refusals[f.Name] = f.Refusal
			}
			if tt.files == nil {
				tt.files = map[string]string{}
			}
			assert.Equal(t, tt.files, refusals, tt.why)
		})
	}
}

func TestPipeThatTheOperatorNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.go")
	require.NoError(t, syscall.Mkfifo(path, 0o644))
	_, err := intake.Reader{}.Read(path)
	assert.ErrorContains(t, err, "neither a folder nor a .go file")
}

func TestLinkThatTheOperatorNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ada.go")
	require.NoError(t, os.Symlink(saved(t, "a.go", []byte(text)), path))
	class, err := intake.Reader{}.Read(path)
	require.NoError(t, err, "the operator may follow links")
	assert.Equal(t, []brief{{name: "ada", files: []string{"ada.go"}}}, briefs(class))
	assert.Equal(t, text, string(class[0].Files[0].Content))
}
