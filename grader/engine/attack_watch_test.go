package engine_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// watched is what lay in some folders before something happened.
type watched struct {
	folders []string
	before  map[string]string // what there is to know of a file, by its path
}

// watch makes a folder the home and the place for temporary files, with a few
// files in it that are worth stealing, and watches it and the folder in which
// the tests and the workers run.
func watch(t *testing.T) watched {
	home := t.TempDir()
	for name, content := range map[string]string{
		"secret.txt":       "seed",
		"results.json":     `{"score": 0}`,
		".config/go/env":   "GOFLAGS=",
		"class/other/a.go": "package student\n",
	} {
		file := filepath.Join(home, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
	}
	for _, name := range []string{"HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, home)
	}
	w := watched{folders: []string{home, "."}}
	w.before = w.list(t)
	require.NotEmpty(t, w.before)
	return w
}

// list takes the size, mode, time and hash of every file.
func (w watched) list(t *testing.T) map[string]string {
	all := map[string]string{}
	for _, folder := range w.folders {
		require.NoError(t, filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			stat, err := os.Lstat(path)
			if err != nil {
				return err
			}
			all[path] = fmt.Sprint(stat.Mode(), stat.ModTime().UnixNano())
			if stat.Mode().IsRegular() {
				content, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				all[path] += fmt.Sprintf(" %d %x", stat.Size(), sha256.Sum256(content))
			}
			return nil
		}))
	}
	return all
}

// changes tells what is not as it was.
func (w watched) changes(t *testing.T) (changes []string) {
	after := w.list(t)
	for path, now := range after {
		if was, ok := w.before[path]; !ok {
			changes = append(changes, "new: "+path)
		} else if now != was {
			changes = append(changes, "changed: "+path)
		}
	}
	for path := range maps.Keys(w.before) {
		if _, ok := after[path]; !ok {
			changes = append(changes, "gone: "+path)
		}
	}
	slices.Sort(changes)
	return changes
}

func TestWatchSeesChanges(t *testing.T) {
	w := watch(t)
	require.Empty(t, w.changes(t))
	home := w.folders[0]
	require.NoError(t, os.WriteFile(filepath.Join(home, "new.txt"), nil, 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(home, "secret.txt"), []byte("deed"), 0o600))
	require.NoError(t, os.Remove(filepath.Join(home, "results.json")))
	var names []string
	for _, change := range w.changes(t) {
		names = append(names, filepath.Base(change))
	}
	require.Contains(t, names, "new.txt")
	require.Contains(t, names, "secret.txt")
	require.Contains(t, names, "results.json")
}
