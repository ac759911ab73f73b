package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReport writes a report of two again: it is the text that grading gives.
func TestReport(t *testing.T) {
	if testing.Short() {
		t.Skip("grades two submissions")
	}
	saved, want := filepath.Join(t.TempDir(), "saved.json"), filepath.Join(t.TempDir(), "want.txt")
	var stdout, stderr bytes.Buffer
	grade := []string{"gradus", "grade", "-q", "-f", "json=" + saved, "-f", "text=" + want, filepath.Join("testdata", "class", "dana"), filepath.Join("testdata", "class", "kofi")}
	require.Equal(t, exitGraded, run(t.Context(), grade, nil, &stdout, &stderr), stderr.String())
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "report", saved}, nil, &stdout, &stderr), stderr.String())
	wanted, err := os.ReadFile(want)
	require.NoError(t, err)
	assert.Equal(t, string(wanted), stdout.String())

	text, err := os.ReadFile(saved)
	require.NoError(t, err)
	forged := filepath.Join(t.TempDir(), "forged.json")
	require.NoError(t, os.WriteFile(forged, bytes.Replace(text, []byte(`"status": "failed"`), []byte(`"status": "passed"`), 1), 0o600))
	for _, c := range []struct {
		why, hint string
		args      []string
		code      int
	}{
		{"whoever changed a report did not change its hash", "grade again", []string{forged}, exitFailure},
		{"neither has nine tenths", "", []string{saved, "--require", "90"}, exitBelow},
		{"a folder is no report", "hint: name a file that gradus grade --format json wrote", []string{"testdata"}, exitUsage},
		{"a path with a slip of the pen", "hint: name a file that gradus grade --format json wrote", []string{"no.json"}, exitUsage},
		{"one at a time", "takes one file", []string{saved, saved}, exitUsage},
		{"it holds one submission", "holds one submission, and there are 2", []string{saved, "--format", "gradescope"}, exitUsage},
		{"a format with a slip of the pen", "the formats are text, json", []string{saved, "--format", "txet"}, exitUsage},
	} {
		stdout.Reset()
		stderr.Reset()
		assert.Equal(t, c.code, run(t.Context(), append([]string{"gradus", "report"}, c.args...), nil, &stdout, &stderr), c.why)
		assert.Contains(t, stderr.String(), c.hint, c.why)
	}
}
