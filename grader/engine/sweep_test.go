package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/build"
)

func TestSweep(t *testing.T) {
	cache, now := t.TempDir(), time.Now()
	translated, kept := filepath.Join(cache, translatedFolder, "wazero-v1"), filepath.Join(cache, buildFolder, build.KeptFolder)
	require.NoError(t, os.MkdirAll(translated, 0o777))
	require.NoError(t, os.MkdirAll(kept, 0o777))
	require.NoError(t, os.WriteFile(filepath.Join(kept, "old"), nil, 0o666))
	require.NoError(t, os.Chtimes(filepath.Join(kept, "old"), now, now.Add(-time.Hour)))
	for i := range 5 { // of 300 MiB each, holes for the most part
		path := filepath.Join(translated, fmt.Sprint(i))
		require.NoError(t, os.WriteFile(path, nil, 0o666))
		require.NoError(t, os.Truncate(path, 300<<20))
		require.NoError(t, os.Chtimes(path, now, now.Add(time.Duration(i-10)*time.Minute)))
	}
	for name, age := range map[string]time.Duration{"build-old": 2 * time.Hour, "build-new": time.Minute} {
		path := filepath.Join(cache, buildFolder, "work", name)
		require.NoError(t, os.MkdirAll(filepath.Join(path, "module"), 0o777))
		require.NoError(t, os.Chtimes(path, now, now.Add(-age)))
	}

	sweep(cache, now)

	for i := range 5 {
		_, err := os.Stat(filepath.Join(translated, fmt.Sprint(i)))
		assert.Equal(t, i >= 2, err == nil, "the oldest go until 1 GiB is left: %d", i)
	}
	assert.NoFileExists(t, filepath.Join(kept, "old"), "whichever they are")
	assert.NoDirExists(t, filepath.Join(cache, buildFolder, "work", "build-old"), "left behind by a grader that was killed")
	assert.DirExists(t, filepath.Join(cache, buildFolder, "work", "build-new"), "in use, for all that is known")
	sweep(filepath.Join(cache, "nowhere"), now)
}
