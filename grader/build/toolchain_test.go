package build

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRecent(t *testing.T) {
	cases := []struct {
		version, why string
		want         bool
	}{
		{"go1.25.9", "a language too old", false},
		{"go1.26rc1", "as good as the release", true},
		{"go1.26", "as it was once written", true},
		{"go1.26.0", "the first", true},
		{"go1.26.8 X:nodwarf5", "with an experiment", true},
		{"go1.30.1", "newer", true},
		{"devel go1.27-a1b2c3 Mon Nov 2 2026", "built from source", true},
		{"devel go1.25-a1b2c3", "built from old source", false},
		{"gccgo", "another compiler", false},
		{"", "no answer", false},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, recent(c.version), "%s: %s", c.version, c.why)
	}
}

func TestFind(t *testing.T) {
	b := builder(t)
	assert.Regexp(t, `^go1\.\d+`, b.Toolchain())
	assert.DirExists(t, b.work)
}

func TestFindWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Find(t.Context(), t.TempDir())
	assert.ErrorContains(t, err, "there is no go command: install Go 1.26 or newer and put it on the PATH")
}

// Neither the operator's environment nor a setting of the go command reaches
// the compiler.
func TestEnvironmentIsClean(t *testing.T) {
	for _, name := range []string{"GOFLAGS", "GOOS", "GOROOT", "GOEXPERIMENT", "HOME", "LD_PRELOAD", "SECRET"} {
		t.Setenv(name, "from the operator")
	}
	env := toolchain{cache: "/cache", modules: "/modules"}.environment("/temp")
	require.NotEmpty(t, env)
	for _, entry := range env {
		assert.NotContains(t, entry, "from the operator")
	}
	assert.Contains(t, env, "GOTOOLCHAIN=local")
	assert.Contains(t, env, "GOPROXY=off")
	assert.Contains(t, env, "CGO_ENABLED=0")
}

func TestRunIsCancelled(t *testing.T) {
	b := builder(t)
	ctx, cancel := context.WithTimeoutCause(t.Context(), time.Millisecond, nil)
	defer cancel()
	_, err := b.toolchain.run(ctx, t.TempDir(), t.TempDir(), time.Hour, b.toolchain.path, "build", "std")
	assert.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestRunIsLate(t *testing.T) {
	b := builder(t)
	o, err := b.toolchain.run(t.Context(), t.TempDir(), t.TempDir(), time.Millisecond, b.toolchain.path, "build", "std")
	require.NoError(t, err)
	assert.Equal(t, outcome{late: true}, o)
}

func TestCapped(t *testing.T) {
	var c capped
	for range 3 {
		n, err := c.Write(make([]byte, maxOutput/2+1))
		require.NoError(t, err, "a writer that fails would end the compiler")
		assert.Equal(t, maxOutput/2+1, n)
	}
	assert.Len(t, c.kept, maxOutput)
}

// Submissions are built with the gonum of this repository.
func TestGonumVersion(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	assert.Contains(t, string(mod), gonum+" "+gonumVersion+"\n")
	sum, err := os.ReadFile("../../go.sum")
	require.NoError(t, err)
	for line := range strings.Lines(string(gonumSums())) {
		assert.Contains(t, string(sum), line)
	}
	assert.Equal(t, 2, strings.Count(string(gonumSums()), "\n"))
}
