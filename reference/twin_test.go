package reference_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/specs"
)

// A method as its signature, parameter names included, and its body.
type method struct {
	signature string
	body      *ast.BlockStmt
}

// declared returns the types a file declares and, by "Type.Name", their methods.
func declared(t *testing.T, path string) (named []string, methods map[string]method) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	methods = map[string]method{}
	for _, declaration := range file.Decls {
		switch d := declaration.(type) {
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if s, ok := spec.(*ast.TypeSpec); ok {
					named = append(named, s.Name.Name)
				}
			}
		case *ast.FuncDecl:
			if d.Recv != nil {
				receiver := types.ExprString(d.Recv.List[0].Type)
				methods[receiver+"."+d.Name.Name] = method{types.ExprString(d.Type), d.Body}
			}
		}
	}
	return named, methods
}

// isStub tells whether a body is panic(specs.ErrNotImplemented) and nothing else.
func isStub(body *ast.BlockStmt) bool {
	if len(body.List) != 1 {
		return false
	}
	statement, ok := body.List[0].(*ast.ExprStmt)
	return ok && types.ExprString(statement.X) == "panic(specs.ErrNotImplemented)"
}

// TestTwins holds the stubs a student gets to the key: the same types in the
// same files, the same methods, nothing solved.
func TestTwins(t *testing.T) {
	for _, e := range specs.Catalogue() {
		t.Run(e.File, func(t *testing.T) {
			keyTypes, key := declared(t, e.File)
			stubTypes, stubs := declared(t, filepath.Join("..", "student", e.File))
			assert.Equal(t, []string{e.Type}, keyTypes, "the key's types")
			assert.Equal(t, []string{e.Type}, stubTypes, "the student's types")
			require.NotEmpty(t, key)
			assert.Len(t, stubs, len(key), "the student's methods")
			for name, want := range key {
				got, ok := stubs[name]
				if assert.True(t, ok, "the student has no %s", name) {
					assert.Equal(t, want.signature, got.signature, "%s", name)
					assert.True(t, isStub(got.body), "%s is more than a stub", name)
				}
			}
		})
	}
}

// TestSolutionsAreWhole wants an exercise in every field: one that is forgotten
// would read as not attempted. What a student has is trusted nowhere, so it is read.
func TestSolutionsAreWhole(t *testing.T) {
	for _, path := range []string{"reference.go", filepath.Join("..", "student", "student.go")} {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, e := range specs.Catalogue() {
			assert.Regexp(t, fmt.Sprintf(`\b%[1]s:\s+new\(%[1]s\)`, e.Type), string(text), path)
		}
	}
}

// TestStubsStandAlone wants no file in the student's folder but the stubs,
// student.go and its test.
func TestStubsStandAlone(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("..", "student", "*.go"))
	require.NoError(t, err)
	allowed := map[string]bool{"student.go": true, "student_test.go": true}
	for _, e := range specs.Catalogue() {
		allowed[e.File] = true
	}
	require.GreaterOrEqual(t, len(paths), len(specs.Catalogue()))
	for _, path := range paths {
		assert.True(t, allowed[filepath.Base(path)], "%s has no twin", path)
	}
}
