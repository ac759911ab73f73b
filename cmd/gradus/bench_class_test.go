package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/mutate"
	"github.com/gradus-grader/gradus/specs"
)

// nursery grows classes of any size, in which no two submissions are alike: right
// programs and programs with a mistake, each with names of its own for its
// variables and its functions in an order of its own.
type nursery struct {
	course   []grader.Submission // of all ten exercises: the key, and its mutants
	exercise []grader.Submission // of one each: the variants of the gate, and mutants of the key
}

// newNursery reads the programs that are to be disguised. A mutant that may loop
// is left out: it would take its time wherever it is graded.
func newNursery(b *testing.B) nursery {
	key, err := keySubmission()
	require.NoError(b, err)
	key.Files = slices.DeleteFunc(key.Files, func(f grader.File) bool { return f.Name == "reference.go" }) // the constructor, which students have in student.go
	mutants, err := mutate.Mutants(key)
	require.NoError(b, err)
	mutants = slices.DeleteFunc(mutants, func(m mutate.Mutant) bool {
		return strings.Contains(m.Before, "for ") || m.Operator == "remove-statement" || strings.Contains(m.Before, "+=") || strings.Contains(m.Before, "break")
	})

	var n nursery
	variants, err := filepath.Glob(filepath.Join("..", "..", "grader", "engine", "testdata", "gate", "variants", "*", "*.go"))
	require.NoError(b, err)
	require.NotEmpty(b, variants)
	for _, path := range variants {
		content, err := os.ReadFile(path)
		require.NoError(b, err)
		n.exercise = append(n.exercise, grader.Submission{Files: []grader.File{{Name: filepath.Base(path), Content: content}}})
	}
	var parts []mutate.Part
	for _, e := range specs.Catalogue() {
		part, err := mutate.PartOf(key, e.Type)
		require.NoError(b, err)
		parts = append(parts, part)
	}
	for i, m := range mutants {
		if i%3 == 0 { // as many as there are right ones, or nearly
			n.course = append(n.course, key)
		}
		n.course = append(n.course, m.Submission)
		for _, part := range parts {
			if part.Declarations[m.In] {
				n.exercise = append(n.exercise, exercisePart{Part: part}.of(m.Submission))
			}
		}
	}
	return n
}

// grow makes n submissions of some programs, no two alike.
func grow(b *testing.B, programs []grader.Submission, n int) []grader.Submission {
	order := rand.New(rand.NewPCG(5, 7)).Perm(len(programs))
	// Names and orders that no cache has seen before.
	now := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(now, 7))
	class := make([]grader.Submission, n)
	for i := range class {
		class[i] = grader.Submission{Name: fmt.Sprintf("s%05d", i)}
		for _, f := range programs[order[i%len(order)]].Files {
			content, err := disguised(f.Content, fmt.Sprintf("%dof%x", i, now), random)
			require.NoError(b, err, f.Name)
			class[i].Files = append(class[i].Files, grader.File{Name: f.Name, Content: content})
		}
	}
	return class
}

// disguised returns a file with other names for the variables of its functions,
// its functions in another order, and no comments.
func disguised(content []byte, mark string, random *rand.Rand) ([]byte, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", content, 0)
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{} // of composite literals: a field may have the name of a variable
	ast.Inspect(tree, func(n ast.Node) bool {
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				keys[id.Name] = true
			}
		}
		return true
	})
	var functions, rest []ast.Decl
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			rest = append(rest, d)
			continue
		}
		functions = append(functions, f)
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if ok && id.Obj != nil && id.Obj.Kind == ast.Var && tree.Scope.Objects[id.Name] != id.Obj && id.Name != "_" && !keys[id.Name] {
				id.Name += "of" + mark
			}
			return true
		})
	}
	random.Shuffle(len(functions), func(i, j int) { functions[i], functions[j] = functions[j], functions[i] })
	out := bytes.NewBufferString("package student\n")
	for _, d := range append(rest, functions...) {
		out.WriteString("\n")
		if err := format.Node(out, fset, d); err != nil {
			return nil, err
		}
		out.WriteString("\n")
	}
	return out.Bytes(), nil
}

// plant writes the files of a submission into a folder.
func plant(b *testing.B, folder string, s grader.Submission) {
	require.NoError(b, os.MkdirAll(folder, 0o777))
	for _, f := range s.Files {
		require.NoError(b, os.WriteFile(filepath.Join(folder, f.Name), f.Content, 0o666))
	}
}

// plantAmongStubs does so for a folder that is a whole package student.
func plantAmongStubs(b *testing.B, folder string, s grader.Submission) {
	held := map[string]bool{}
	for _, f := range s.Files {
		for _, e := range specs.Catalogue() {
			if bytes.Contains(f.Content, []byte("type "+e.Type+" ")) {
				held[e.File] = true
			}
		}
	}
	stubs, err := filepath.Glob(filepath.Join("..", "..", "student", "*.go"))
	require.NoError(b, err)
	require.NoError(b, os.RemoveAll(folder))
	require.NoError(b, os.MkdirAll(folder, 0o777))
	for _, path := range stubs {
		if name := filepath.Base(path); !held[name] && name != "student_test.go" {
			content, err := os.ReadFile(path)
			require.NoError(b, err)
			require.NoError(b, os.WriteFile(filepath.Join(folder, name), content, 0o666))
		}
	}
	plant(b, folder, s)
}
