package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReport writes the class's golden report again: the text is the one that
// the README shows, and nothing is graded for it.
func TestReport(t *testing.T) {
	golden := filepath.Join("testdata", "class.golden.json")
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitGraded, run(t.Context(), []string{"gradus", "report", golden}, nil, &stdout, &stderr), stderr.String())
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	table, _, _ := strings.Cut(stdout.String(), "\nseed ")
	assert.Contains(t, string(readme), strings.TrimSpace(table))

	text, err := os.ReadFile(golden)
	require.NoError(t, err)
	forged := filepath.Join(t.TempDir(), "forged.json")
	require.NoError(t, os.WriteFile(forged, bytes.Replace(text, []byte(`"status": "failed"`), []byte(`"status": "passed"`), 1), 0o600))
	for _, c := range []struct {
		why, hint string
		args      []string
		code      int
	}{
		{"whoever changed a report did not change its hash", "grade again", []string{forged}, exitFailure},
		{"a mean class is below a high bar", "", []string{golden, "--require", "90"}, exitBelow},
		{"a folder is no report", "hint: name a file that gradus grade --format json wrote", []string{"testdata"}, exitUsage},
		{"a path with a slip of the pen", "hint: name a file that gradus grade --format json wrote", []string{"no.json"}, exitUsage},
		{"one at a time", "takes one file", []string{golden, golden}, exitUsage},
		{"a format with a slip of the pen", "the formats are text, json", []string{golden, "--format", "txet"}, exitUsage},
	} {
		stdout.Reset()
		stderr.Reset()
		assert.Equal(t, c.code, run(t.Context(), append([]string{"gradus", "report"}, c.args...), nil, &stdout, &stderr), c.why)
		assert.Contains(t, stderr.String(), c.hint, c.why)
	}
}
