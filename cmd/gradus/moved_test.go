package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

func TestMovedBecause(t *testing.T) {
	of := func(causes ...gradebook.Cause) gradebook.Change { return gradebook.Change{Causes: causes} }
	for _, tt := range []struct {
		name, why string
		changes   []gradebook.Change
		moved     int
		want      string
	}{
		{"nothing", "nothing is said", nil, 0, ""},
		{"who came and went", "another class was graded, which moved nobody", []gradebook.Change{of(gradebook.Appeared), of(gradebook.Vanished)}, 0, ""},
		{"several", "the most frequent cause first", []gradebook.Change{of(gradebook.Rubric), of(gradebook.Source), of(gradebook.Appeared), of(gradebook.Source)}, 3,
			"2 because the source changed, 1 because the rubric changed"},
		{"two causes", "both hold", []gradebook.Change{of(gradebook.Source, gradebook.Seed)}, 1, "1 because the source changed and the seed changed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			moved, why := movedBecause(tt.changes)
			assert.Equal(t, tt.moved, moved, tt.why)
			assert.Equal(t, tt.want, why, tt.why)
		})
	}
}

func TestQuotedArgument(t *testing.T) {
	for arg, want := range map[string]string{"hw5.gradebook": "hw5.gradebook", "": "''", "a b": "'a b'", "it's": `'it'\''s'`, "$(rm)": "'$(rm)'"} {
		assert.Equal(t, want, quotedArgument(arg))
	}
}

// TestGradeSaysWhatMoved hands in something better the second time.
func TestGradeSaysWhatMoved(t *testing.T) {
	class, book := classOfStubs(t, "ada", "bela"), filepath.Join(t.TempDir(), "class.gradebook")
	args := []string{"grade", "-e", "activations", "--gradebook", book, class}
	code, _, stderr := gradus(t, args...)
	require.Equal(t, exitGraded, code, stderr)
	assert.NotContains(t, stderr, "moved")
	solved, err := os.ReadFile(filepath.Join("testdata", "class", "chidi", "activations.go"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(class, "bela", "activations.go"), solved, 0o600))
	code, _, stderr = gradus(t, args...)
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stderr, "1 moved since run 1: 1 because the source changed; this is shown by: gradus diff --gradebook "+book+" 1 2\n")
	code, _, stderr = gradus(t, args...)
	require.Equal(t, exitGraded, code, stderr)
	assert.NotContains(t, stderr, "moved")
}
