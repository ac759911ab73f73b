package mutate

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// swapName takes another variable of the same type: a parameter for a parameter
// of the function, a result for a result, or a variable for one declared with it.
func swapName(f *file, n ast.Node, around []ast.Node) []edit {
	id, ok := n.(*ast.Ident)
	if !ok || isAssigned(id, parent(around)) {
		return nil
	}
	used, ok := f.program.info.Uses[id].(*types.Var)
	if !ok || used.IsField() {
		return nil
	}
	var edits []edit
	for _, group := range f.declaredTogether(around) {
		if !slices.Contains(group, used) {
			continue
		}
		for _, other := range group {
			if other != used && other.Name() != "_" && types.Identical(other.Type(), used.Type()) {
				edits = append(edits, f.replace("swap-name", id, other.Name()))
			}
		}
	}
	return edits
}

func isAssigned(id *ast.Ident, in ast.Node) bool {
	a, ok := in.(*ast.AssignStmt)
	return ok && id.Pos() < a.TokPos
}

// declaredTogether returns the variables that may be taken for one another:
// parameters, results, and what one statement of the function declares.
func (f *file) declaredTogether(around []ast.Node) [][]*types.Var {
	var groups [][]*types.Var
	for _, n := range around {
		d, ok := n.(*ast.FuncDecl)
		if !ok {
			continue
		}
		groups = append(groups, f.variables(names(d.Type.Params)), f.variables(names(d.Type.Results)))
		ast.Inspect(d.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				groups = append(groups, f.variables(names(n.Type.Params)))
			case *ast.AssignStmt:
				if n.Tok == token.DEFINE {
					groups = append(groups, f.variables(n.Lhs))
				}
			}
			return true
		})
	}
	return groups
}

// names returns the names in a list of parameters or results.
func names(list *ast.FieldList) []ast.Expr {
	var all []ast.Expr
	if list == nil {
		return nil
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			all = append(all, name)
		}
	}
	return all
}

// variables returns the variables that are declared by these names.
func (f *file) variables(names []ast.Expr) []*types.Var {
	var vars []*types.Var
	for _, n := range names {
		id, ok := n.(*ast.Ident)
		if !ok {
			continue
		}
		if v, ok := f.program.info.Defs[id].(*types.Var); ok {
			vars = append(vars, v)
		}
	}
	return vars
}

// swapField takes another field of the same type.
func swapField(f *file, n ast.Node, _ []ast.Node) []edit {
	s, ok := n.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	used, ok := f.program.info.Uses[s.Sel].(*types.Var)
	if !ok || !used.IsField() {
		return nil
	}
	fields, ok := structOf(f.typeOf(s.X))
	if !ok {
		return nil
	}
	var edits []edit
	for other := range fields.Fields() {
		if other.Name() != used.Name() && types.Identical(other.Type(), used.Type()) {
			edits = append(edits, f.replace("swap-field", s.Sel, other.Name()))
		}
	}
	return edits
}

func structOf(t types.Type) (*types.Struct, bool) {
	if t == nil {
		return nil, false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	return s, ok
}

// swapValues exchanges two arguments, two results or two fields of a literal
// that are of one type and stand side by side.
func swapValues(f *file, n ast.Node, _ []ast.Node) []edit {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if commutes(callee(n)) {
			return nil
		}
		values = n.Args
	case *ast.ReturnStmt:
		values = n.Results
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				e = pair.Value
			}
			values = append(values, e)
		}
	}
	var edits []edit
	for i := 1; i < len(values); i++ {
		if a, b := values[i-1], values[i]; f.sameType(a, b) && !f.isType(a) {
			edits = append(edits, f.swap("swap-values", a, b))
		}
	}
	return edits
}

// commutes reports whether the order of a function's arguments makes no
// difference.
func commutes(function string) bool {
	switch function {
	case "max", "min", "math.Max", "math.Min", "math.Hypot":
		return true
	}
	return false
}
