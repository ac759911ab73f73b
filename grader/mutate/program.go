package mutate

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// program is a submission, parsed and as far as possible typed.
type program struct {
	fset  *token.FileSet
	files []*file
	info  *types.Info
	// complaints is how many errors the type checker finds, each import that is
	// not known being one.
	complaints int
	importer   types.Importer
}

// file is a file of a program.
type file struct {
	name    string
	src     []byte
	tree    *ast.File
	program *program
}

// parse takes a submission apart. Test files are left out.
func parse(s grader.Submission) (*program, error) {
	p := &program{
		fset: token.NewFileSet(),
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{},
			Defs:  map[*ast.Ident]types.Object{},
			Uses:  map[*ast.Ident]types.Object{},
		},
	}
	var err error
	if p.importer, err = contract(p.fset); err != nil {
		return nil, err
	}
	for _, of := range s.Files {
		if strings.HasSuffix(of.Name, "_test.go") {
			continue
		}
		if of.Refusal != "" {
			return nil, fmt.Errorf("parse %q: %s", of.Name, of.Refusal)
		}
		tree, err := parser.ParseFile(p.fset, of.Name, of.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parse submission: %w", err)
		}
		p.files = append(p.files, &file{name: of.Name, src: of.Content, tree: tree, program: p})
	}
	if len(p.files) == 0 {
		return nil, errors.New("parse submission: it has no Go file")
	}
	p.complaints = p.check(p.fset, nil, nil, p.info)
	return p, nil
}

// check runs the type checker, with another tree in the place of one file, and
// returns how many errors it finds.
func (p *program) check(fset *token.FileSet, instead *file, tree *ast.File, info *types.Info) int {
	trees := make([]*ast.File, len(p.files))
	for i, f := range p.files {
		trees[i] = f.tree
		if f == instead {
			trees[i] = tree
		}
	}
	found := 0
	config := types.Config{Importer: p.importer, Error: func(error) { found++ }}
	config.Check("student", fset, trees, info) // its error is the first of those counted
	return found
}

// compilesWith reports whether the type checker finds no more to complain about
// with other content of a file.
func (p *program) compilesWith(f *file, src []byte) bool {
	tree, err := parser.ParseFile(p.fset, f.name, src, parser.SkipObjectResolution)
	return err == nil && p.check(p.fset, f, tree, nil) <= p.complaints
}

// text returns the source of a node.
func (f *file) text(n ast.Node) string { return string(f.src[f.offset(n.Pos()):f.offset(n.End())]) }

func (f *file) offset(pos token.Pos) int { return f.program.fset.Position(pos).Offset }

// replace returns the edit that puts a text in the place of a node.
func (f *file) replace(operator string, n ast.Node, text string) edit {
	return edit{operator, f.offset(n.Pos()), f.offset(n.End()), text}
}

// replaceToken returns the edit that puts a token in the place of another.
func (f *file) replaceToken(operator string, pos token.Pos, old, new token.Token) edit {
	from := f.offset(pos)
	return edit{operator, from, from + len(old.String()), new.String()}
}

// typeOf returns the type of an expression; nil if it is not known.
func (f *file) typeOf(e ast.Expr) types.Type {
	t := f.program.info.TypeOf(e)
	if t == nil || t == types.Typ[types.Invalid] {
		return nil
	}
	return t
}

// has reports whether the type of an expression is known to be basic and of a
// kind.
func (f *file) has(e ast.Expr, kind types.BasicInfo) bool {
	t := f.typeOf(e)
	if t == nil {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&kind != 0
}

// sameType reports whether two expressions are known to be of one type.
func (f *file) sameType(a, b ast.Expr) bool {
	t, u := f.typeOf(a), f.typeOf(b)
	return t != nil && u != nil && types.Identical(t, u)
}

// isType reports whether an expression is a type, as in a conversion.
func (f *file) isType(e ast.Expr) bool { return f.program.info.Types[e].IsType() }

// parent returns the node next around.
func parent(around []ast.Node) ast.Node {
	if len(around) == 0 {
		return nil
	}
	return around[len(around)-1]
}
