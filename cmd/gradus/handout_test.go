package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHandout goes the way of a course: the repository is handed out, tested,
// worked in, and looked over.
func TestHandout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hw5")
	code, stdout, stderr := gradus(t, "handout", dir)
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stdout, "go test ./student")

	for _, tt := range []struct {
		name, why string
		args      []string
		says      string
	}{
		{"twice", "nobody's work is overwritten", []string{dir}, "is not empty"},
		{"no folder", "there is nothing to write to", nil, "takes one folder"},
		{"no such exercise", "nothing is guessed", []string{dir + "2", "--exercises", "xor"}, `there is no exercise "xor"`},
		{"verify what is not there", "a slip", []string{dir + "3", "--verify"}, "there is no folder"},
		{"update what is no handout", "a slip that would cost files", []string{t.TempDir(), "--update"}, "is no handout"},
	} {
		code, _, stderr := gradus(t, append([]string{"handout"}, tt.args...)...)
		assert.Equal(t, exitUsage, code, "%s: %s", tt.name, tt.why)
		assert.Contains(t, stderr, tt.says, tt.name)
	}

	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code, "as it was handed out")
	assert.Contains(t, stdout, "every protected file")
	work := filepath.Join(dir, "student", "xor_network.go")
	require.NoError(t, os.WriteFile(work, []byte(rightNetworkForHandout), 0o600))
	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code, "the student's own file is the student's: %s", stdout)

	check := filepath.Join(dir, "grader", "checks", "checks.go")
	require.NoError(t, os.WriteFile(check, []byte("package checks\n"), 0o600))
	code, stdout, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitBelow, code)
	assert.Contains(t, stdout, "grader/checks/checks.go")
	code, _, stderr = gradus(t, "handout", dir, "--update")
	require.Equal(t, exitGraded, code, stderr)
	kept, err := os.ReadFile(work)
	require.NoError(t, err)
	assert.Equal(t, rightNetworkForHandout, string(kept), "an update leaves the student's work")
	code, _, _ = gradus(t, "handout", dir, "--verify")
	assert.Equal(t, exitGraded, code)

	if testing.Short() {
		t.Skip("compiles the handout")
	}
	hw5 := checkout(dir)
	hw5.goes(t, nil, "vet", "./...")
	tested := hw5.goes(t, nil, "test", "-v", "./student")
	assert.Contains(t, tested, "--- PASS: TestStudent/xor-network/course")
	assert.NotContains(t, tested, "--- FAIL")
	assert.Contains(t, tested, "--- SKIP: TestStudent/activations/relu")

	summary := filepath.Join(t.TempDir(), "summary.md")
	out := hw5.goes(t, []string{"GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=" + summary}, "run", "./cmd/gradus", "ci")
	assert.Contains(t, out, "::stop-commands::")
	assert.Contains(t, out, "Every protected file is as it was handed out.")
	text, err := os.ReadFile(summary)
	require.NoError(t, err)
	assert.Contains(t, string(text), "xor-network")
	reports, err := filepath.Glob(filepath.Join(dir, "*", "junit.xml"))
	require.NoError(t, err)
	require.Len(t, reports, 1)
	junit, err := os.ReadFile(reports[0])
	require.NoError(t, err)
	var suites struct {
		Suites []struct {
			Tests int `xml:"tests,attr"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal(junit, &suites))
	require.NotEmpty(t, suites.Suites)
}

const rightNetworkForHandout = `package student

import "github.com/gradus-grader/gradus/specs"

// XORNetwork is a network with one hidden layer.
type XORNetwork struct{}

// Forward returns the hidden layer and the output.
func (XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	h, yhat := make([][]float64, len(X)), make([]float64, len(X))
	for i, x := range X {
		yhat[i] = p.B
		for k := range p.C {
			z := p.C[k]
			for j := range x {
				z += x[j] * p.W[j][k]
			}
			h[i] = append(h[i], max(z, 0))
			yhat[i] += h[i][k] * p.V[k]
		}
	}
	return h, yhat
}
`
