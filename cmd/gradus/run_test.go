package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// gradus runs a command as a user would type it.
func gradus(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"gradus"}, args...), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// write writes files below a new folder.
func write(t *testing.T, files map[string]string) string {
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return root
}

func TestMisuse(t *testing.T) {
	root := write(t, map[string]string{"empty/sub/.keep": "", "text/README.md": "x", "seed": " \n", "ada/xor_linear.go": "package student\n"})
	require.NoError(t, os.Mkdir(filepath.Join(root, "nothing"), 0o755))
	ada := filepath.Join(root, "ada")
	for _, tt := range []struct {
		name, why string
		args      []string
		want      string // in the error
		hint      string
	}{
		{"unknown command", "a typing mistake", []string{"grad", "x"}, `there is no command "grad"`, "grade, list, explain, doctor, ci, report, history, diff, adjust, figures, handout, mutate"},
		{"no path", "nothing to do", []string{"grade"}, "nothing to grade was named", "gradus grade PATH"},
		{"unknown flag", "a typing mistake", []string{"grade", ada, "--formt", "json"}, "formt", "--help"},
		{"flag without value", "the end of the line", []string{"grade", ada, "--format"}, "needs an argument", "--help"},
		{"unknown format", "flags count after paths too", []string{"grade", ada, "--format", "yaml"}, `there is no format "yaml"`, "text, json"},
		{"two formats in one place", "neither could be read", []string{"grade", ada, "-f", "text", "-f", "json"}, "two formats", "--format json=grades.json"},
		{"missing path", "a typing mistake", []string{"grade", filepath.Join(root, "adda")}, "adda", "name a folder"},
		{"empty folder", "nothing to grade", []string{"grade", filepath.Join(root, "nothing")}, "no Go file", "a class is a folder of such folders"},
		{"folder without Go files", "nothing to grade", []string{"grade", filepath.Join(root, "text")}, "no Go file", "a class is a folder of such folders"},
		{"not a Go file", "nothing to grade", []string{"grade", filepath.Join(root, "text", "README.md")}, "neither a folder nor a .go file", "name a folder"},
		{"twice the same", "one student, one report", []string{"grade", ada, ada}, "twice", "name a folder"},
		{"unknown exercise", "a typing mistake", []string{"grade", "-e", "xor", ada}, `there is no exercise "xor"`, "gradus list"},
		{"percentage", "not a number", []string{"grade", ada, "--require", "most"}, `"most"`, "--require 60"},
		{"percentage over 100", "nobody could reach it", []string{"grade", ada, "--require=101"}, `"101"`, "0 to 100"},
		{"percentage NaN", "compares false with everything", []string{"grade", ada, "--require=NaN"}, `"NaN"`, "0 to 100"},
		{"workers", "a negative number of them", []string{"grade", ada, "--workers", "-1"}, "workers", "processor"},
		{"missing seed", "a typing mistake", []string{"grade", ada, "--seed-file", filepath.Join(root, "sed")}, "sed", "secret"},
		{"empty seed", "it would be no secret", []string{"grade", ada, "--seed-file", filepath.Join(root, "seed")}, "is empty", "secret"},
		{"explain nothing", "there is much", []string{"explain"}, "takes one name", "gradus list"},
		{"explain unknown", "a typing mistake", []string{"explain", "xor-linear/fitt"}, `"xor-linear/fitt"`, "gradus list"},
		{"list something", "it lists everything", []string{"list", "xor-linear"}, "takes no argument", "gradus explain xor-linear"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := gradus(t, tt.args...)
			assert.Equal(t, exitUsage, code, tt.why)
			assert.Empty(t, stdout, "a misunderstanding prints no report")
			lines := strings.Split(strings.TrimSpace(stderr), "\n")
			require.Len(t, lines, 2, "one sentence and a way out: %s", stderr)
			assert.True(t, strings.HasPrefix(lines[0], "gradus: error: "), lines[0])
			assert.True(t, strings.HasPrefix(lines[1], "gradus: hint: "), lines[1])
			assert.Contains(t, lines[0], tt.want)
			assert.Contains(t, lines[1], tt.hint)
		})
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"grade", "--help"}, {"doctor", "-h"}} {
		code, stdout, stderr := gradus(t, args...)
		assert.Equal(t, exitGraded, code)
		assert.Contains(t, stdout, "USAGE")
		assert.Empty(t, stderr)
	}
	_, stdout, _ := gradus(t, "grade", "--help")
	for _, flag := range []string{"--format", "--output", "--seed-file", "--workers", "--exercise", "--require", "--details", "--quiet"} {
		assert.Contains(t, stdout, flag)
	}
}

func TestListAndExplainCoverEverything(t *testing.T) {
	code, listed, stderr := gradus(t, "list")
	require.Equal(t, exitGraded, code, stderr)
	for _, e := range specs.Catalogue() {
		assert.Contains(t, listed, string(e.ID))
		code, sheet, _ := gradus(t, "explain", string(e.ID))
		assert.Equal(t, exitGraded, code)
		assert.Contains(t, sheet, e.File)
	}
	for _, c := range checks.All() {
		assert.Contains(t, listed, c.Name)
		code, text, _ := gradus(t, "explain", c.Name)
		assert.Equal(t, exitGraded, code)
		assert.Contains(t, text, c.Doc)
	}
	code, rules, _ := gradus(t, "explain", "vetting")
	assert.Equal(t, exitGraded, code)
	assert.Contains(t, rules, "import")
}

const rightUnits = `package student

import "math"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64) {
	if z > 0 {
		return z, 1
	}
	return 0, 0
}

func (a Activations) Softplus(z float64) (float64, float64) {
	s, _ := a.Sigmoid(z)
	return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))), s
}

func (Activations) Sigmoid(z float64) (float64, float64) {
	if z < 0 {
		e := math.Exp(z)
		return e / (1 + e), e / (1 + e) / (1 + e)
	}
	s := 1 / (1 + math.Exp(-z))
	return s, s * (1 - s)
}

func (Activations) Tanh(z float64) (float64, float64) {
	t := math.Tanh(z)
	return t, 1 - t*t
}

func (Activations) Abs(z float64) (float64, float64) {
	if z < 0 {
		return -z, -1
	}
	return z, 1
}
`

func TestGrade(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	half := strings.Replace(rightUnits, "return t, 1 - t*t", "return t, 1 - t", 1)
	root := write(t, map[string]string{"right/activations.go": rightUnits, "class/ada/activations.go": rightUnits, "class/bela/activations.go": half, "class/cleo/notes.txt": "none", "seed": "secret"})
	right, class := filepath.Join(root, "right"), filepath.Join(root, "class")

	t.Run("one", func(t *testing.T) {
		code, stdout, stderr := gradus(t, "grade", right, "-e", "activations", "--require", "100%")
		require.Equal(t, exitGraded, code, stderr)
		assert.Empty(t, stderr)
		assert.Contains(t, stdout, "10 of 10")
		assert.Contains(t, stdout, "tanh-tails: passed")
	})
	t.Run("a class, below what is required", func(t *testing.T) {
		code, stdout, stderr := gradus(t, "grade", "--require", "60", "--quiet", "--exercise", "activations", class)
		assert.Equal(t, exitBelow, code, "cleo has handed in nothing")
		assert.Empty(t, stderr, "the report says it all")
		for _, line := range []string{"ada             10 10.0", "bela           7.5  7.5", "cleo             0    x"} {
			assert.Contains(t, stdout, line)
		}
	})
	t.Run("a file", func(t *testing.T) {
		code, stdout, stderr := gradus(t, "grade", filepath.Join(right, "activations.go"), "-e", "activations")
		require.Equal(t, exitGraded, code, stderr)
		assert.Contains(t, stdout, "10 of 10")
	})
	t.Run("into a file", func(t *testing.T) {
		out := filepath.Join(t.TempDir(), "report.json")
		code, stdout, stderr := gradus(t, "grade", right, "-e", "activations", "--format", "json", "-o", out)
		require.Equal(t, exitGraded, code, stderr)
		assert.Empty(t, stdout)
		text, err := os.ReadFile(out)
		require.NoError(t, err)
		var doc struct {
			Schema  string
			Reports []struct{ Score float64 }
		}
		require.NoError(t, json.Unmarshal(text, &doc))
		assert.Equal(t, "gradus/report/v1", doc.Schema)
		assert.Equal(t, 10.0, doc.Reports[0].Score)
		left, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".gradus-*"))
		require.NoError(t, err)
		assert.Empty(t, left, "nothing is left beside it")
	})
	t.Run("into a folder that is not there", func(t *testing.T) {
		code, _, stderr := gradus(t, "grade", right, "-e", "activations", "-o", filepath.Join(root, "no", "report.txt"))
		assert.Equal(t, exitFailure, code)
		assert.Contains(t, stderr, "gradus: hint: is its folder there")
	})
	t.Run("another seed", func(t *testing.T) {
		_, practice, _ := gradus(t, "grade", right, "-e", "activations")
		_, secret, _ := gradus(t, "grade", right, "-e", "activations", "--seed-file", filepath.Join(root, "seed"))
		assert.NotEqual(t, practice, secret, "the report names the seed it comes from")
		assert.NotContains(t, secret, "secret")
	})
	t.Run("the number of workers changes nothing", func(t *testing.T) {
		_, one, _ := gradus(t, "grade", class, "--format", "json", "--workers", "1", "--quiet")
		_, eight, _ := gradus(t, "grade", class, "--workers=8", "-q", "-f", "json")
		assert.Equal(t, one, eight)
	})
	t.Run("interrupted", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var out, errs bytes.Buffer
		code := run(ctx, []string{"gradus", "grade", right}, nil, &out, &errs)
		assert.Equal(t, exitFailure, code)
		assert.Contains(t, errs.String(), "gradus: error: interrupted")
	})
}

func TestDoctor(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	code, stdout, stderr := gradus(t, "doctor")
	require.Equal(t, exitGraded, code, stderr)
	assert.Contains(t, stdout, "toolchain  go1.")
	whole := report.Points(specs.Total())
	assert.Contains(t, stdout, "the key, handed in: "+whole+" of "+whole)
	assert.Contains(t, stdout, "all is well")
}

func TestNoToolchain(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv(cacheVariable, t.TempDir())
	code, _, stderr := gradus(t, "grade", write(t, map[string]string{"ada/xor_linear.go": "package student\n"}))
	assert.Equal(t, exitFailure, code)
	assert.Contains(t, stderr, "gradus: error: ")
	assert.Contains(t, stderr, "Go")
}
