package specs_test

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/specs"
)

func TestCatalogueAddsUpTo100Points(t *testing.T) {
	groups := map[string]int{}
	for _, e := range specs.Catalogue() {
		assert.Positive(t, e.Points, e.ID)
		assert.Zero(t, e.Points%1000, "%s: a sheet prints whole points", e.ID)
		if points, seen := groups[e.Choice]; seen && e.Choice != "" {
			assert.Equal(t, points, e.Points, "%s: either exercise of a choice earns the same", e.ID)
		}
		groups[e.Choice] = e.Points
	}
	assert.Equal(t, 100_000, specs.Total())
}

func TestCatalogueNamesAreConsistent(t *testing.T) {
	ids, files := map[specs.ID]bool{}, map[string]bool{}
	for _, e := range specs.Catalogue() {
		assert.False(t, ids[e.ID], "%s stands there twice", e.ID)
		assert.False(t, files[e.File], "%s stands there twice", e.File)
		ids[e.ID], files[e.File] = true, true
		assert.Equal(t, strings.ReplaceAll(string(e.ID), "-", "_")+".go", e.File)
		assert.NotEmpty(t, e.Title, e.ID)
		assert.NotEmpty(t, e.Source, e.ID)
	}
}

func TestSolutionHasOneFieldPerExercise(t *testing.T) {
	solution := reflect.TypeFor[specs.Solution]()
	catalogue := specs.Catalogue()
	require.Equal(t, len(catalogue), solution.NumField())
	for i, e := range catalogue {
		field := solution.Field(i)
		assert.Equal(t, e.Type, field.Name, "the fields stand in the order of the course")
		assert.Equal(t, e.Type, field.Type.Name())
		assert.Equal(t, reflect.Interface, field.Type.Kind())
		assert.Positive(t, field.Type.NumMethod(), "%s asks for nothing", e.Type)
	}
}

func TestLookup(t *testing.T) {
	for _, want := range specs.Catalogue() {
		got, ok := specs.Lookup(want.ID)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	for _, id := range []specs.ID{"", "xor", "XOR-linear", "xor-linear "} {
		got, ok := specs.Lookup(id)
		assert.False(t, ok, "%q", id)
		assert.Zero(t, got)
	}
}

func TestCatalogueIsTheCallers(t *testing.T) {
	specs.Catalogue()[0].Points = 0
	assert.NotZero(t, specs.Catalogue()[0].Points)
}

func TestContractCompilesByItself(t *testing.T) {
	want := []string{"specs.go"}
	for _, e := range specs.Catalogue() {
		want = append(want, e.File)
	}
	slices.Sort(want)
	names, err := fs.Glob(specs.Contract, "*")
	require.NoError(t, err)
	require.Equal(t, want, names, "a submission is compiled against all of the contract and nothing else")

	fset := token.NewFileSet()
	files := parseContract(t, fset, names)
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	contract, err := conf.Check("specs", fset, files, nil)
	require.NoError(t, err)
	for _, e := range specs.Catalogue() {
		declared := contract.Scope().Lookup(e.Type)
		require.NotNil(t, declared, e.Type)
		assert.True(t, types.IsInterface(declared.Type()), "%s is an interface", e.Type)
	}
}

// parseContract parses the files of the contract and asserts that they import
// nothing but errors.
func parseContract(t *testing.T, fset *token.FileSet, names []string) []*ast.File {
	t.Helper()
	var files []*ast.File
	for _, name := range names {
		source, err := fs.ReadFile(specs.Contract, name)
		require.NoError(t, err)
		file, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, imported := range file.Imports {
			assert.Equal(t, `"errors"`, imported.Path.Value, name)
		}
		files = append(files, file)
	}
	return files
}

func TestSheetPrintsTheSignaturesOfTheContract(t *testing.T) {
	fset := token.NewFileSet()
	for _, e := range specs.Catalogue() {
		file := parseContract(t, fset, []string{e.File})[0]
		signatures := methods(t, fset, file, e.Type)
		require.NotEmpty(t, signatures, e.Type)
		for _, signature := range signatures {
			assert.Contains(t, specs.Sheet(e.ID), "\n    "+signature+"\n", e.ID)
		}
	}
}

// methods returns the methods of an interface as they are written in file.
func methods(t *testing.T, fset *token.FileSet, file *ast.File, name string) []string {
	t.Helper()
	var signatures []string
	ast.Inspect(file, func(n ast.Node) bool {
		declared, ok := n.(*ast.TypeSpec)
		if !ok || declared.Name.Name != name {
			return true
		}
		for _, method := range declared.Type.(*ast.InterfaceType).Methods.List {
			var text strings.Builder
			require.NoError(t, printer.Fprint(&text, fset, method.Type))
			signatures = append(signatures, method.Names[0].Name+strings.TrimPrefix(text.String(), "func"))
		}
		return false
	})
	return signatures
}
