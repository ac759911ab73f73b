package mutate

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gradus-grader/gradus/grader"
)

// Part is what a type of a submission stands on, itself included.
type Part struct {
	// Declarations has the functions, methods, constants and variables that it
	// uses, directly or through others, named as in Mutant.In.
	Declarations map[string]bool
	// Files has the files that are needed to compile them.
	Files map[string]bool
}

// PartOf returns the part of a submission that the type of an exercise stands
// on; it is empty if the type is not there.
func PartOf(s grader.Submission, typeName string) (Part, error) {
	p, err := parse(s)
	if err != nil {
		return Part{}, err
	}
	all := p.declarations()
	part := Part{Declarations: map[string]bool{}, Files: map[string]bool{}}
	reached := reach(all, func(d declaration) bool { return d.name == typeName })
	for _, d := range reached {
		part.Declarations[d.name] = true
		part.Files[d.file] = true
	}
	// A file is compiled whole, with all that its other declarations use.
	for _, d := range reach(all, func(d declaration) bool { return part.Files[d.file] }) {
		part.Files[d.file] = true
	}
	return part, nil
}

// declaration is what stands at the top level of a file.
type declaration struct {
	name, file string
	uses       map[string]bool // names of other declarations
}

// declarations returns those of all files. A type uses its methods.
func (p *program) declarations() []declaration {
	var all []declaration
	methods := map[string][]string{}
	for _, f := range p.files {
		for _, d := range f.tree.Decls {
			for _, n := range parts(d) {
				name := nameOf(n)
				all = append(all, declaration{name: name, file: f.name, uses: p.usedIn(n)})
				if of, ok := n.(*ast.FuncDecl); ok && of.Recv != nil {
					receiver := receiverOf(of)
					methods[receiver] = append(methods[receiver], name)
				}
			}
		}
	}
	for _, d := range all {
		for _, method := range methods[d.name] {
			d.uses[method] = true
		}
	}
	return all
}

// parts returns the function, or each line of an enclosed list.
func parts(d ast.Decl) []ast.Node {
	list, ok := d.(*ast.GenDecl)
	if !ok {
		return []ast.Node{d}
	}
	if list.Tok == token.IMPORT {
		return nil
	}
	var all []ast.Node
	for _, spec := range list.Specs {
		all = append(all, spec)
	}
	return all
}

// usedIn returns the names of the package that are used in a node.
func (p *program) usedIn(n ast.Node) map[string]bool {
	used := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if o := p.info.Uses[id]; o != nil && o.Pkg() != nil && o.Parent() == o.Pkg().Scope() {
			used[o.Name()] = true
		}
		return true
	})
	return used
}

// reach returns the declarations that can be come to from some.
func reach(all []declaration, from func(declaration) bool) []declaration {
	var reached []declaration
	wanted, seen := map[string]bool{}, make([]bool, len(all))
	for grown := true; grown; {
		grown = false
		for i, d := range all {
			if seen[i] || !wanted[d.name] && !from(d) {
				continue
			}
			seen[i], grown = true, true
			reached = append(reached, d)
			for name := range d.uses {
				wanted[name] = true
			}
		}
	}
	return reached
}

// declarationAt returns the name of the declaration that an offset lies in.
func (f *file) declarationAt(offset int) string {
	for _, d := range f.tree.Decls {
		for _, n := range parts(d) {
			if f.offset(n.Pos()) <= offset && offset < f.offset(n.End()) {
				return nameOf(n)
			}
		}
	}
	return ""
}

// nameOf returns the name of a declaration; of several constants or variables
// in a line the first.
func nameOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.FuncDecl:
		if n.Recv != nil {
			return receiverOf(n) + "." + n.Name.Name
		}
		return n.Name.Name
	case *ast.TypeSpec:
		return n.Name.Name
	case *ast.ValueSpec:
		return n.Names[0].Name
	}
	return ""
}

// receiverOf returns the type of which a function is a method.
func receiverOf(d *ast.FuncDecl) string {
	return types.ExprString(ast.Unparen(deref(d.Recv.List[0].Type)))
}

func deref(e ast.Expr) ast.Expr {
	if s, ok := e.(*ast.StarExpr); ok {
		return s.X
	}
	return e
}
