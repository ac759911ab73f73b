package reference_test

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestSourceIsComplete(t *testing.T) {
	embedded, err := fs.Glob(reference.Source, "*")
	require.NoError(t, err)
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var want []string
	for _, name := range files {
		if name != "reference.go" && !strings.HasSuffix(name, "_test.go") {
			want = append(want, name)
		}
	}
	assert.Equal(t, want, embedded)
	for _, e := range specs.Catalogue() {
		assert.Contains(t, embedded, e.File, "%s", e.ID)
	}
}

// TestSourceStandsAlone compiles the source under the package clause of a
// submission, and holds it to the imports a submission may have.
func TestSourceStandsAlone(t *testing.T) {
	allowed := map[string]bool{"github.com/gradus-grader/gradus/specs": true}
	for _, name := range []string{"cmp", "errors", "fmt", "maps", "math", "slices", "sort", "strconv", "strings", "sync"} {
		allowed[name] = true
	}
	fset := token.NewFileSet()
	var files []*ast.File
	err := fs.WalkDir(reference.Source, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := reference.Source.ReadFile(name)
		require.NoError(t, err)
		require.True(t, bytes.HasPrefix(text, []byte("package reference\n")), "%s opens with its package clause", name)
		text = bytes.Replace(text, []byte("package reference\n"), []byte("package student\n"), 1)
		file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, spec := range file.Imports {
			assert.True(t, allowed[strings.Trim(spec.Path.Value, `"`)], "%s imports %s", name, spec.Path.Value)
		}
		files = append(files, file)
		return nil
	})
	require.NoError(t, err)
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	student, err := config.Check("student", fset, files, nil)
	require.NoError(t, err)
	for _, e := range specs.Catalogue() {
		assert.NotNil(t, student.Scope().Lookup(e.Type), "%s", e.Type)
	}
}

// TestNothingIsFused compiles for a machine that has a fused multiply-add and
// looks for one in the code.
func TestNothingIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the standard library for arm64 once")
	}
	cmd := exec.Command("go", "build", "-gcflags=-S", ".")
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	assembly, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", assembly)
	require.Contains(t, string(assembly), "FMULD", "this is the code")
	fused := regexp.MustCompile(`\((\S+\.go:\d+)\)\s+(FN?M(?:ADD|SUB)D)\b`)
	for _, found := range fused.FindAllSubmatch(assembly, -1) {
		assert.Fail(t, "fused", "%s: %s; write float64(x*y) + z", found[1], found[2])
	}
}
