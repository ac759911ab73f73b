package intake_test

import (
	"archive/tar"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/git"
	"github.com/gradus-grader/gradus/grader/git/gittest"
	"github.com/gradus-grader/gradus/grader/intake"
)

// due is the deadline of these tests.
func due() time.Time {
	return time.Date(2026, 3, 29, 23, 59, 0, 0, time.FixedZone("", 2*60*60))
}

func file(f gittest.Files, name, text string) gittest.Entry {
	return gittest.Entry{Mode: "100644", Name: name, Hash: f.Blob(text)}
}

func dir(f gittest.Files, name string, entries ...gittest.Entry) gittest.Entry {
	return gittest.Entry{Mode: "40000", Name: name, Hash: f.Tree(entries...)}
}

// committed makes a repository with one commit, in time, and other files beside it.
func committed(f gittest.Files, entries ...gittest.Entry) gittest.Files {
	return f.Head(f.Commit(f.Tree(entries...), due().Add(-time.Minute)))
}

// readDue reads the only submission at a path as it was at the deadline.
func readDue(t *testing.T, path string) intake.Entry {
	class, err := intake.Reader{Deadline: due()}.Read(path)
	require.NoError(t, err)
	require.Len(t, class, 1)
	return class[0]
}

func TestHistory(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		make      func(f gittest.Files)
		files     map[string]string // contents, or refusals with an exclamation mark
		refusal   string
		notes     []string
		handed    time.Duration // after the deadline
	}{
		{"before and after", "the last in time counts", func(f gittest.Files) {
			early := f.Commit(f.Tree(file(f, "a.go", "early")), due().Add(-time.Hour))
			last := f.Commit(f.Tree(file(f, "a.go", "last")), due(), early)
			f.Head(f.Commit(f.Tree(file(f, "a.go", "late")), due().Add(time.Second), last))
		}, map[string]string{"a.go": "last"}, "", []string{"commit 821281d301 of 2026-03-29 23:59:00 +0200, the last before the deadline, counts"}, 0},
		{"only after", "the latest counts, and is late", func(f gittest.Files) {
			early := f.Commit(f.Tree(file(f, "a.go", "early")), due().Add(time.Hour))
			f.Head(f.Commit(f.Tree(file(f, "a.go", "late")), due().Add(2*time.Hour), early))
		}, map[string]string{"a.go": "late"}, "", []string{"commit fa02f44a1a of 2026-03-30 01:59:00 +0200, the latest, counts: none was made before the deadline"}, 2 * time.Hour},
		{"the repository that students have", "its folder student counts", func(f gittest.Files) {
			committed(f, dir(f, "grader", file(f, "b.go", "b")), file(f, "go.mod", "m"), dir(f, "student", file(f, "a.go", "a")))
		}, map[string]string{"a.go": "a"}, "", []string{"commit"}, -time.Minute},
		{"folders and other files", "they are left out as elsewhere", func(f gittest.Files) {
			committed(f, file(f, "a.go", "a"), dir(f, "old", file(f, "a.go", "a")), file(f, "notes.md", "x"))
		}, map[string]string{"a.go": "a"}, "", []string{"commit", `the folder "old" is left out: the files of a submission stand in one folder`}, -time.Minute},
		{"links and submodules", "they lead elsewhere", func(f gittest.Files) {
			committed(f, gittest.Entry{Mode: "120000", Name: "a.go", Hash: f.Blob("/etc/passwd")}, gittest.Entry{Mode: "160000", Name: "b.go"}, file(f, "c.go", "c"))
		}, map[string]string{"a.go": "!it is not a regular file; hand in a copy of the file itself", "b.go": "!it is not a regular file; hand in a copy of the file itself", "c.go": "c"},
			"", []string{"commit"}, -time.Minute},
		{"an archive in it", "as in a folder", func(f gittest.Files) {
			committed(f, file(f, "hw.zip", string(zipOf(t, packed{name: "a.go", content: text}))))
		}, map[string]string{"a.go": text}, "", []string{"commit"}, -time.Minute},
		{"a large file", "as in a folder", func(f gittest.Files) { committed(f, file(f, "a.go", string(make([]byte, 300<<10)))) },
			map[string]string{"a.go": "!it is larger than 256 KiB"}, "", []string{"commit"}, -time.Minute},
		{"a file that is lost", "the others count", func(f gittest.Files) {
			lost := file(f, "a.go", "lost")
			delete(f, gittest.LoosePath(lost.Hash))
			committed(f, lost, file(f, "b.go", "b"))
		}, map[string]string{"a.go": "!it cannot be read: the object 3f16b27dc5 cannot be read: it is not there", "b.go": "b"}, "", []string{"commit"}, -time.Minute},
		{"names of one spelling", "on some systems one of two would count", func(f gittest.Files) { committed(f, file(f, "A.go", "A"), file(f, "a.go", "a")) },
			nil, `its folder cannot be read: it holds "A.go" and "a.go", which some systems take for the same`, []string{"commit"}, -time.Minute},
		{"nothing in it", "it is said", func(f gittest.Files) { committed(f, file(f, "a.txt", "a")) }, nil, "it holds no Go file", []string{"commit"}, -time.Minute},
		{"no commit", "what is not committed does not count", func(f gittest.Files) { f["HEAD"] = []byte("ref: refs/heads/main\n") },
			nil, `its git repository cannot be read: it holds no commit on its branch "main"`, nil, 0},
		{"a circle", "it is a sentence and no crash", func(f gittest.Files) {
			a, b := git.Hash{0: 1}, git.Hash{0: 2}
			delta := gittest.Delta(1, 1, gittest.Add("x"))
			f.Pack(gittest.Record{Name: a, Kind: 7, Base: b, Body: delta}, gittest.Record{Name: b, Kind: 7, Base: a, Body: delta})
			f.Head(a)
		}, nil, "its git repository cannot be read: the object 0100000000 cannot be read: it is made of more than 250 deltas", nil, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := gittest.Files{}
			tt.make(f)
			root := tree(t, map[string]string{"class/ada/a.go": "not committed", "class/ada/notes.txt": "x"})
			require.NoError(t, f.Write(filepath.Join(root, "class", "ada")))
			for _, path := range []string{filepath.Join(root, "class"), filepath.Join(root, "class", "ada")} {
				e := readDue(t, path)
				assert.Equal(t, "ada", e.Name)
				got := map[string]string{}
				for _, file := range e.Files {
					if got[file.Name] = string(file.Content); file.Refusal != "" {
						got[file.Name] = "!" + file.Refusal
					}
				}
				if len(tt.files) == 0 {
					tt.files = map[string]string{}
				}
				assert.Equal(t, tt.files, got, tt.why)
				assert.Equal(t, tt.refusal, e.Refusal, tt.why)
				require.Len(t, e.Notes, len(tt.notes), "%q", e.Notes)
				for i, note := range tt.notes {
					assert.Contains(t, e.Notes[i], note)
				}
				if len(tt.notes) > 0 {
					assert.True(t, due().Add(tt.handed).Equal(e.Handed.At), "%s", e.Handed.At)
				} else {
					assert.Zero(t, e.Handed)
				}
			}

			class, err := intake.Reader{}.Read(filepath.Join(root, "class"))
			require.NoError(t, err)
			assert.Equal(t, "not committed", string(class[0].Files[0].Content), "without a deadline the files count as they lie")
			assert.Zero(t, class[0].Handed)
			assert.Empty(t, class[0].Notes)
		})
	}
}

// TestNoHistory has what looks like a repository, or is one at another place.
func TestNoHistory(t *testing.T) {
	f := gittest.Files{}
	committed(f, file(f, "a.go", "committed"))
	for _, tt := range []struct {
		name, why string
		make      func(t *testing.T, class, ada string)
		refusal   string
	}{
		{"no repository", "the files count as they lie", func(*testing.T, string, string) {}, ""},
		{"the class is one", "an instructor keeps the class under git", func(t *testing.T, class, _ string) { require.NoError(t, f.Write(class)) }, ""},
		{"a file .git", "a worktree and a submodule lead to another folder", func(t *testing.T, _, ada string) {
			require.NoError(t, os.WriteFile(filepath.Join(ada, ".git"), []byte("gitdir: ../../x"), 0o644))
		}, "its git repository cannot be read: its .git is not a folder, as in a worktree or a submodule; clone the repository itself"},
		{"a link .git", "it leads to another's work", func(t *testing.T, class, ada string) {
			require.NoError(t, f.Write(filepath.Join(class, ".bela")))
			if os.Symlink(filepath.Join(class, ".bela", ".git"), filepath.Join(ada, ".git")) != nil {
				t.Skip("no symbolic links here")
			}
		}, "its git repository cannot be read: its .git is not a folder, as in a worktree or a submodule; clone the repository itself"},
		{"links within .git", "the same", func(t *testing.T, class, ada string) {
			require.NoError(t, f.Write(filepath.Join(class, ".bela")))
			require.NoError(t, f.Write(ada))
			require.NoError(t, os.RemoveAll(filepath.Join(ada, ".git", "objects")))
			if os.Symlink(filepath.Join("..", "..", ".bela", ".git", "objects"), filepath.Join(ada, ".git", "objects")) != nil {
				t.Skip("no symbolic links here")
			}
		}, "its git repository cannot be read: the object 9912fa1e38 cannot be read: \"objects/99/12fa1e383c1bf96ca5b71b56c11f1469df3fe8\" cannot be read: path escapes from parent"},
		{"a link HEAD", "the same", func(t *testing.T, class, ada string) {
			require.NoError(t, f.Write(ada))
			require.NoError(t, os.Remove(filepath.Join(ada, ".git", "HEAD")))
			if os.Symlink("refs/heads/main", filepath.Join(ada, ".git", "HEAD")) != nil {
				t.Skip("no symbolic links here")
			}
		}, "its git repository cannot be read: \"HEAD\" is not a regular file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			class := filepath.Join(tree(t, map[string]string{"class/ada/a.go": "as it lies"}), "class")
			tt.make(t, class, filepath.Join(class, "ada"))
			e := readDue(t, class)
			assert.Equal(t, tt.refusal, e.Refusal, tt.why)
			assert.Zero(t, e.Handed)
			if tt.refusal == "" {
				assert.Equal(t, "as it lies", string(e.Files[0].Content), tt.why)
			}
		})
	}
	t.Run("in an archive", func(t *testing.T) {
		e := readDue(t, saved(t, "ada.tar", tarOf(t, tar.Header{Name: "ada/a.go"}, tar.Header{Name: "ada/.git/HEAD"})))
		assert.Len(t, e.Files, 1)
		assert.Zero(t, e.Handed, "the download tells when it came, if anything does")
	})
}
