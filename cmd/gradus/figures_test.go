package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/figures"
)

func TestFigures(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "out")
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "figures", folder}, nil, &stdout, &stderr), stderr.String())
	written, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, written, len(figures.Catalogue()), "every figure, and nothing else")
	for _, p := range figures.Catalogue() {
		svg, err := os.ReadFile(filepath.Join(folder, p.Name+".svg"))
		require.NoError(t, err)
		assert.Contains(t, string(svg), "<svg ")
		assert.Contains(t, stdout.String(), p.Name+".svg: "+p.Doc)
	}

	some := t.TempDir()
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "figures", some, "--only", "softplus", "--only=loss-of-b"}, nil, &stdout, &stderr), stderr.String())
	written, err = os.ReadDir(some)
	require.NoError(t, err)
	assert.Len(t, written, 2)
	assert.FileExists(t, filepath.Join(some, "loss-of-b.svg"))
}

func TestFiguresAskedBadly(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no folder", nil, "gradus: error: gradus figures takes one folder\ngradus: hint: gradus figures FOLDER, such as gradus figures out\n"},
		{"two folders", []string{"a", "b"}, "gradus: error: gradus figures takes one folder\ngradus: hint: gradus figures FOLDER, such as gradus figures out\n"},
		{"unknown name", []string{t.TempDir(), "--only", "relu"}, "gradus: error: there is no figure \"relu\"\ngradus: hint: gradus figures --help lists them\n"},
		{"a file in its place", []string{file}, "gradus: error: make the folder \"" + file + "\": not a directory\ngradus: hint: name a folder that can be made\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			assert.Equal(t, exitUsage, run(t.Context(), append([]string{"gradus", "figures"}, tt.args...), nil, &stdout, &stderr))
			assert.Equal(t, tt.want, stderr.String())
			assert.Empty(t, stdout.String())
		})
	}
}

func TestFiguresAreListed(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "figures", "--help"}, nil, &stdout, &stderr))
	for _, p := range figures.Catalogue() {
		assert.Contains(t, stdout.String(), p.Name)
		assert.Contains(t, stdout.String(), p.Doc)
	}
}
