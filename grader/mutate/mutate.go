// Package mutate makes wrong answers of a right one: every program that differs
// from it in a single edit.
//
// It stands beside the flow and puts the rubric to the test. The mutants are
// submissions like any other and are graded like any other; one that loses no
// point is a mistake the rubric does not see, unless it is listed as equivalent.
//
// Start reading at [Mutants]; what an edit may be stands in one file per idea
// (arithmetic.go, constants.go, conditions.go, bounds.go, names.go, calls.go,
// statements.go).
package mutate

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Mutant is a submission with a single edit.
type Mutant struct {
	File     string
	Line     int    // where the edit begins
	In       string // the declaration it is in, such as "softplus" or "Activations.ReLU"
	Operator string // the stable name of the kind of edit, such as "negate"
	// Before and After are the source lines of the edit, blanks run together.
	Before, After string
	Submission    grader.Submission
}

// String returns the mutant as a line of a report shows it.
func (m Mutant) String() string {
	return fmt.Sprintf("%s:%d  %s  %s → %s", m.File, m.Line, m.Operator, m.Before, m.After)
}

// edit replaces the bytes [from, to) of a file. All others stay as they are.
type edit struct {
	operator string
	from, to int
	text     string
}

// operators returns all kinds of edits. Each looks at one node and the nodes
// around it, the outermost first.
func operators() []func(f *file, n ast.Node, around []ast.Node) []edit {
	return []func(*file, ast.Node, []ast.Node) []edit{
		swapArithmetic, dropOperand, negate, changeAssignment,
		changeConstant,
		changeComparison, changeCondition,
		shiftIndex, shortenRange, shiftLength,
		swapName, swapField, swapValues,
		swapFunction, dropCall,
		removeStatement,
	}
}

// Mutants returns every mutant of a submission that can be told to compile, in
// the order of the files and in each of the places. Some of them do not compile
// after all: what other packages declare is known only in part, see contract.go.
// Test files are left alone. Two edits with the same result are one mutant. An
// error means that the submission cannot be parsed.
func Mutants(s grader.Submission) ([]Mutant, error) {
	p, err := parse(s)
	if err != nil {
		return nil, err
	}
	var all []Mutant
	for _, f := range p.files {
		seen := map[string]bool{string(f.src): true}
		for _, e := range f.edits() {
			src := e.apply(f.src)
			if seen[string(src)] || !p.compilesWith(f, src) {
				continue
			}
			seen[string(src)] = true
			all = append(all, p.mutant(s, f, e, src))
		}
	}
	return all, nil
}

// edits returns the edits of a file in order.
func (f *file) edits() []edit {
	var all []edit
	ast.PreorderStack(f.tree, nil, func(n ast.Node, around []ast.Node) bool {
		if !mutable(n) {
			return false
		}
		for _, operator := range operators() {
			all = append(all, operator(f, n, around)...)
		}
		return true
	})
	slices.SortStableFunc(all, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.from, b.from), strings.Compare(a.operator, b.operator), cmp.Compare(a.to, b.to), strings.Compare(a.text, b.text))
	})
	return all
}

// mutable reports whether a node can hold an edit: imports and types cannot, and
// neither can a variable without a name, which is an assertion to the compiler.
func mutable(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec, *ast.TypeSpec, *ast.FieldList:
		return false
	case *ast.ValueSpec:
		return n.Names[0].Name != "_"
	}
	return true
}

func (e edit) apply(src []byte) []byte {
	return slices.Concat(src[:e.from], []byte(e.text), src[e.to:])
}

func (p *program) mutant(s grader.Submission, f *file, e edit, src []byte) Mutant {
	s.Files = slices.Clone(s.Files)
	i := slices.IndexFunc(s.Files, func(of grader.File) bool { return of.Name == f.name })
	s.Files[i].Content = src
	line := 1 + bytes.Count(f.src[:e.from], []byte("\n"))
	s.Name = fmt.Sprintf("%s:%d %s", f.name, line, e.operator)
	return Mutant{
		File: f.name, Line: line, In: f.declarationAt(e.from), Operator: e.operator,
		Before: linesOf(f.src, e.from, e.to), After: linesOf(src, e.from, e.from+len(e.text)),
		Submission: s,
	}
}

// linesOf returns the lines of which [from, to) is part, in one.
func linesOf(src []byte, from, to int) string {
	start := bytes.LastIndexByte(src[:from], '\n') + 1
	end := len(src)
	if i := bytes.IndexByte(src[to:], '\n'); i >= 0 {
		end = to + i
	}
	return strings.Join(strings.Fields(string(src[start:end])), " ")
}
