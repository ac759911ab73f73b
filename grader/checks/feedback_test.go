package checks_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

var update = flag.Bool("update", false, "rewrite what the README quotes")

// TestFeedbackInTheREADME holds the README to what students are told about ten
// common mistakes.
func TestFeedbackInTheREADME(t *testing.T) {
	var b strings.Builder
	for _, m := range []struct {
		name, check string
		spoil       func(*specs.Solution)
	}{
		{"the factor x forgotten", "precision-relu/backward", func(s *specs.Solution) { s.PrecisionReLU = reluNoX{} }},
		{"the sum in place of the mean", "precision-relu/backward", func(s *specs.Solution) { s.PrecisionReLU = reluSum{} }},
		{"every sign turned round", "precision-relu/backward", func(s *specs.Solution) { s.PrecisionReLU = reluAscends{} }},
		{"no mask for a ≤ 0", "precision-relu/inactive", func(s *specs.Solution) { s.PrecisionReLU = reluUnmasked{} }},
		{"a mask that is multiplied", "precision-relu/inactive", func(s *specs.Solution) { s.PrecisionReLU = reluNaN{} }},
		{"the derivative at β for that at a", "precision-softplus/backward", func(s *specs.Solution) { s.PrecisionSoftplus = softplusOfBeta{} }},
		{"the ½ of the course's text", "precision-softplus/forward", func(s *specs.Solution) { s.PrecisionSoftplus = softplusHalf{} }},
		{"a numerical derivative", "precision-softplus/backward", func(s *specs.Solution) { s.PrecisionSoftplus = softplusNumerical{} }},
		{"a gradient left at zero", "xor-training/gradients", func(s *specs.Solution) { s.XORTraining = trainingNoC{} }},
		{"another loss, rightly differentiated", "precision-relu/backward", func(s *specs.Solution) { s.PrecisionReLU = reluOdd{1.37, 1.37} }},
	} {
		answer := reference.Solution()
		m.spoil(&answer)
		r := status(t, report(answer, reference.Solution()), m.check)
		require.NotEmpty(t, r.Findings, m.name)
		require.NotEmpty(t, r.Findings[0].Why, m.name)
		fmt.Fprintf(&b, "| %s | %s |\n", m.name, r.Findings[0].Why)
	}

	const from, to = "| the mistake | what the student reads |\n|---|---|\n", "\n<!-- end of feedback -->"
	path := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	before, rest, found := strings.Cut(string(text), from)
	require.True(t, found, "the README has a table of feedback")
	quoted, after, found := strings.Cut(rest, to)
	require.True(t, found)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(before+from+b.String()+to+after), 0o644))
		return
	}
	assert.Equal(t, b.String(), quoted)
}
