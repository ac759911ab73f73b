package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestOutputIsTriedFirst names places and formats that cannot take the report. A
// class that was graded for an hour must not be lost over one, so nothing is
// graded: no gradebook is begun.
func TestOutputIsTriedFirst(t *testing.T) {
	root := write(t, map[string]string{"class/ada/activations.go": rightUnits, "class/bela/activations.go": rightUnits, "file": "in the way"})
	for _, tt := range []struct {
		name, why, format, says string
		code                    int
	}{
		{"no folder", "a slip of the pen", "json=" + filepath.Join(root, "gone", "x.json"), "is its folder there", exitFailure},
		{"no folder of pages", "a file is in the way", "html=" + filepath.Join(root, "file", "pages"), "pages", exitFailure},
		{"one submission", "the format takes no class", "gradescope=" + filepath.Join(root, "results.json"), "holds one submission, and there are 2", exitUsage},
	} {
		t.Run(tt.name, func(t *testing.T) {
			book := filepath.Join(t.TempDir(), "class.gradebook")
			code, stdout, stderr := gradus(t, "grade", "-q", filepath.Join(root, "class"), "--format", tt.format, "--gradebook", book)
			assert.Equal(t, tt.code, code, tt.why)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.says)
			_, err := os.Stat(book)
			assert.ErrorIs(t, err, os.ErrNotExist, "nothing was graded")
		})
	}
	left, err := filepath.Glob(filepath.Join(root, ".gradus-*"))
	assert.NoError(t, err)
	assert.Empty(t, left, "trying leaves nothing behind")
}
