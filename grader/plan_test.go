package grader_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/gradus-grader/gradus"

// plan says for each package which of ours it may import: arrows point from
// doing to naming. A package that is not here does not belong to the house.
func plan() map[string][]string {
	return map[string][]string{
		"specs":                  {},
		"reference":              {"specs"},
		"student":                {"specs"},
		"grader":                 {"specs"},
		"grader/numeric":         {},
		"grader/checks":          {"grader", "specs", "grader/numeric", "grader/checks/diagnose"},
		"grader/checks/diagnose": {"specs", "grader/numeric"},
		"grader/mutate":          {"grader", "specs"},
		"grader/wire":            {"specs", "grader"},
		"grader/git":             {},
		"grader/git/gittest":     {"grader/git"}, // for tests
		"grader/intake":          {"grader", "grader/git"},
		"grader/build":           {"grader", "specs", "grader/wire"},
		"grader/build/guest":     {"specs", "grader/wire", "student"}, // compiled with a submission, never into this program
		"grader/fuel":            {},
		"grader/sandbox":         {"grader/fuel"},
		"grader/worker":          {"grader/sandbox"},
		"grader/engine":          {"grader", "specs", "grader/build", "grader/sandbox", "grader/wire", "grader/worker"},
		"grader/report":          {"grader", "specs", "grader/report/html"},
		"grader/report/html":     {"grader", "specs"},
		"grader/spool":           {},
		"grader/roster":          {"grader"},
		"grader/figures":         {"grader", "specs", "grader/report"},
		"grader/gradebook":       {"grader", "specs", "grader/roster"},
		"grader/manifest":        {},
		"grader/handout": {"grader", "specs", "grader/build", "grader/checks", "grader/checks/diagnose", "grader/engine", "grader/fuel", "grader/git", "grader/intake", "grader/manifest",
			"grader/numeric", "grader/report", "grader/report/html", "grader/sandbox", "grader/spool", "grader/wire", "grader/worker"}, // for their text
		"cmd/gradus": {"specs", "reference", "grader", "grader/checks", "grader/build", "grader/engine", "grader/figures", "grader/intake", "grader/mutate", "grader/report", "grader/spool", "grader/worker", "grader/gradebook", "grader/roster", "grader/manifest", "grader/handout"},
	}
}

// process lists what only a command may mention: a library neither exits nor
// prints.
var process = []string{"Args", "Exit", "Stdin", "Stdout", "Stderr"}

func TestPlan(t *testing.T) {
	found, err := violations(os.DirFS(".."), plan())
	require.NoError(t, err)
	assert.Empty(t, found)
}

// TestPlanIsHeld breaks each rule once in a synthetic tree.
func TestPlanIsHeld(t *testing.T) {
	small := map[string][]string{"specs": {}, "grader": {"specs"}, "student": {"specs"}, "cmd/gradus": {"grader"}}
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	imports := func(paths ...string) *fstest.MapFile {
		return file("package p\nimport (\n_ \"" + strings.Join(paths, "\"\n_ \"") + "\"\n)\n")
	}
	good := fstest.MapFS{
		"specs/a.go":                 file("package specs"),
		"grader/a.go":                imports("fmt", module+"/specs"),
		"grader/a_test.go":           imports(module + "/cmd/gradus"),
		"student/a.go":               imports(module + "/specs"),
		"student/a_test.go":          imports(module + "/student"),
		"cmd/gradus/main.go":         file("package main\nimport \"os\"\nfunc main() { os.Exit(0) }"),
		"cmd/gradus/testdata/x/x.go": imports(module + "/reference"),
		".git/x.go":                  file("not Go"),
	}
	for _, tt := range []struct {
		name, why, path, want string
		file                  *fstest.MapFile
	}{
		{"nothing", "the tree is as planned", "README.md", "", file("text")},
		{"arrow turned round", "specs names, grader does", "specs/b.go", "specs/b.go imports grader", imports(module + "/grader")},
		{"student in the trusted part", "nothing trusted links a submission", "grader/b.go", "grader/b.go imports student", imports(module + "/student")},
		{"student in a foreign test", "only its own test may", "grader/b_test.go", "grader/b_test.go imports student", imports(module + "/student")},
		{"unknown package", "each package has its place", "grader/utils/u.go", "grader/utils is not in the plan", file("package utils")},
		{"a library exits", "only commands do", "grader/b.go", "grader/b.go mentions os.Exit", file("package grader\nimport \"os\"\nfunc f() { os.Exit(1) }")},
		{"a library prints", "only commands do", "grader/b.go", "grader/b.go mentions os.Stdout", file("package grader\nimport \"os\"\nvar w = os.Stdout")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree := fstest.MapFS{tt.path: tt.file}
			for name, f := range good {
				tree[name] = f
			}
			found, err := violations(tree, small)
			require.NoError(t, err)
			if tt.want == "" {
				assert.Empty(t, found, tt.why)
				return
			}
			assert.Equal(t, []string{tt.want}, found, tt.why)
		})
	}
	t.Run("missing package", func(t *testing.T) {
		small["grader/wire"] = nil
		found, err := violations(good, small)
		require.NoError(t, err)
		assert.Equal(t, []string{"grader/wire is in the plan and not in the tree"}, found)
	})
}

// violations reads every Go file of a tree and says where it is not as planned.
func violations(tree fs.FS, plan map[string][]string) ([]string, error) {
	var found []string
	seen := map[string]bool{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || len(d.Name()) > 1 && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		pkg := path.Dir(name)
		allowed, planned := plan[pkg]
		if !planned {
			found = append(found, pkg+" is not in the plan")
			return nil
		}
		seen[pkg] = true
		inFile, err := fileViolations(tree, name, pkg, allowed)
		found = append(found, inFile...)
		return err
	})
	for pkg := range plan {
		if !seen[pkg] {
			found = append(found, pkg+" is in the plan and not in the tree")
		}
	}
	slices.Sort(found)
	return slices.Compact(found), err
}

func fileViolations(tree fs.FS, name, pkg string, allowed []string) ([]string, error) {
	src, err := fs.ReadFile(tree, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []string
	test := strings.HasSuffix(name, "_test.go")
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		ours, ok := strings.CutPrefix(imported, module+"/")
		if !ok || test && (ours != "student" || pkg == "student") || slices.Contains(allowed, ours) {
			continue
		}
		found = append(found, fmt.Sprintf("%s imports %s", name, ours))
	}
	if test || strings.HasPrefix(pkg, "cmd/") {
		return found, nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && slices.Contains(process, s.Sel.Name) {
			if of, ok := s.X.(*ast.Ident); ok && of.Name == "os" {
				found = append(found, fmt.Sprintf("%s mentions os.%s", name, s.Sel.Name))
			}
		}
		return true
	})
	return found, nil
}
