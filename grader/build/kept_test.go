package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
)

func TestBuildKept(t *testing.T) {
	shared := builder(t)
	own := *shared
	own.toolchain.cache = t.TempDir() // but for the compiled packages, which the shelf has
	b := &own
	keeps := func() []string {
		files, err := filepath.Glob(filepath.Join(b.toolchain.cache, KeptFolder, "*"))
		require.NoError(t, err)
		return files
	}
	s := grader.Submission{Name: "key", Files: []grader.File{file("activations.go", activations)}}
	want, err := shared.Build(t.Context(), s)
	require.NoError(t, err)
	for _, why := range []string{"made", "kept"} {
		got, err := b.BuildKept(t.Context(), s)
		require.NoError(t, err)
		assert.Equal(t, want, got, why)
	}
	require.Len(t, keeps(), 1, "once, and nothing is left beside it")
	path := keeps()[0]

	require.NoError(t, seal(path, []byte("another")))
	got, err := b.BuildKept(t.Context(), s)
	require.NoError(t, err)
	assert.Equal(t, "another", string(got.Wasm), "it is what is kept that is taken")

	for _, broken := range []struct{ name, content string }{
		{"cut short", "cut"},
		{"empty", ""},
		{"changed", strings.Repeat("x", 100)},
	} {
		require.NoError(t, os.WriteFile(path, []byte(broken.content), 0o666))
		got, err := b.BuildKept(t.Context(), s)
		require.NoError(t, err)
		assert.Equal(t, want.Wasm, got.Wasm, broken.name)
	}

	s.Files[0].Content = []byte(activations + "\n// changed\n")
	_, err = b.BuildKept(t.Context(), s)
	require.NoError(t, err)
	assert.Len(t, keeps(), 2, "another file makes another module")

	for _, c := range []struct {
		why  string
		file grader.File
	}{
		{"the compiler has something to say", file("xor_network.go", "package student\n\ntype XORNetwork struct{}\n")},
		{"a note is to be made anew", file("activations_test.go", "package student\n")},
	} {
		_, err = b.BuildKept(t.Context(), grader.Submission{Files: append(s.Files[:1:1], c.file)})
		require.NoError(t, err)
		assert.Len(t, keeps(), 2, c.why)
	}
}
