package handout_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/modfile"

	"github.com/gradus-grader/gradus/grader/handout"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

var update = flag.Bool("update", false, "copy the stubs from the folder student")

// TestStubs holds the copies to the folder student, where they are looked after.
func TestStubs(t *testing.T) {
	paths, err := filepath.Glob("../../student/*.go")
	require.NoError(t, err)
	copies, err := filepath.Glob("files/student/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	if !*update {
		assert.Len(t, copies, len(paths))
	}
	for _, path := range paths {
		want, err := os.ReadFile(path)
		require.NoError(t, err)
		twin := filepath.Join("files", "student", filepath.Base(path)+".txt")
		if *update {
			require.NoError(t, os.WriteFile(twin, want, 0o644))
		}
		got, err := os.ReadFile(twin)
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), "go test ./grader/handout -update copies it")
	}
}

// TestModule holds the versions of a handout to those this program is built with.
func TestModule(t *testing.T) {
	read := func(path string) *modfile.File {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		f, err := modfile.Parse(path, text, nil)
		require.NoError(t, err)
		return f
	}
	ours, theirs := read("../../go.mod"), read("files/go.mod.txt")
	assert.Equal(t, ours.Module.Mod, theirs.Module.Mod)
	assert.Equal(t, ours.Go.Version, theirs.Go.Version)
	version := map[string]string{}
	for _, r := range ours.Require {
		version[r.Mod.Path] = r.Mod.Version
	}
	require.NotEmpty(t, theirs.Require)
	for _, r := range theirs.Require {
		assert.Equal(t, version[r.Mod.Path], r.Mod.Version, r.Mod.Path)
	}
	assert.Empty(t, theirs.Tool)
}

// TestNoKey looks for every function of the answer key, and every file, however
// it is laid out.
func TestNoKey(t *testing.T) {
	files, err := handout.Of(nil, nil)
	require.NoError(t, err)
	var handed strings.Builder
	for name, content := range files {
		text := string(content)
		if strings.HasSuffix(name, ".go") {
			text = normal(t, parse(t, name, content))
		}
		handed.WriteString(squeezed(text) + "\n")
		assert.NotContains(t, name, "testdata")
		assert.False(t, strings.HasSuffix(name, "_test.go") && name != "student/student_test.go", name)
	}
	entries, err := reference.Source.ReadDir(".")
	require.NoError(t, err)
	sought := 0
	for _, e := range entries {
		content, err := reference.Source.ReadFile(e.Name())
		require.NoError(t, err)
		file := parse(t, e.Name(), content)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			body := squeezed(normal(t, f.Body))
			if len(body) < 60 {
				continue // what anybody writes
			}
			sought++
			assert.False(t, strings.Contains(handed.String(), body), "%s: %s is handed out", e.Name(), f.Name.Name)
		}
	}
	assert.Greater(t, sought, 30)
}

func parse(t *testing.T, name string, content []byte) *ast.File {
	file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.SkipObjectResolution)
	require.NoError(t, err)
	return file
}

func normal(t *testing.T, node any) string {
	var b bytes.Buffer
	require.NoError(t, printer.Fprint(&b, token.NewFileSet(), node))
	return b.String()
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestOnlySome hands out two exercises, and nothing that names the others' types.
func TestOnlySome(t *testing.T) {
	files, err := handout.Of([]specs.ID{specs.IDMixtureMeans, specs.IDXORLinear}, nil)
	require.NoError(t, err)
	var sheets, stubs []string
	for _, e := range specs.Catalogue() {
		if files["specs/"+string(e.ID)+".md"] != nil {
			sheets = append(sheets, string(e.ID))
		}
		if files["student/"+e.File] != nil {
			stubs = append(stubs, e.File)
		}
	}
	assert.Equal(t, []string{"xor-linear", "mixture-means"}, sheets)
	assert.Equal(t, []string{"xor_linear.go", "mixture_means.go"}, stubs)
	assert.Equal(t, 2, strings.Count(string(files["student/student.go"]), "new("))
	assert.Contains(t, string(files["grader/checks/assigned.go"]), `{"xor-linear", "mixture-means"}`)
	assert.Contains(t, string(files["README.md"]), "- Three means of a mixture, 12 points: `student/mixture_means.go`")
	assert.NotContains(t, string(files["README.md"]), "the better one counts", "there is no choice")

	_, err = handout.Of([]specs.ID{"xor"}, nil)
	assert.EqualError(t, err, `there is no exercise "xor"`)
}
