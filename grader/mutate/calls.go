package mutate

import (
	"go/ast"
)

// callee returns what is called, as in "len" and "math.Exp"; "" if it has no
// plain name.
func callee(call *ast.CallExpr) string {
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if of, ok := fun.X.(*ast.Ident); ok {
			return of.Name + "." + fun.Sel.Name
		}
	}
	return ""
}

// neighbour returns the function that one is mistaken for.
func neighbour(function string) (string, bool) {
	pairs := [][2]string{
		{"max", "min"}, {"math.Max", "math.Min"}, {"math.Exp", "math.Expm1"}, {"math.Log", "math.Log1p"},
		{"math.Sinh", "math.Cosh"},
	}
	for _, p := range pairs {
		switch function {
		case p[0]:
			return p[1], true
		case p[1]:
			return p[0], true
		}
	}
	return "", false
}

// swapFunction calls a neighbour of the function.
func swapFunction(f *file, n ast.Node, _ []ast.Node) []edit {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	other, ok := neighbour(callee(call))
	if !ok {
		return nil
	}
	return []edit{f.replace("swap-function", call.Fun, other)}
}

// dropCall takes the argument for the result where both are of one type, as in
// Sqrt(x) and in Clone(x), which then shares the slice. A conversion is no call:
// without float64(x*y) a program is the same but for the last bit.
func dropCall(f *file, n ast.Node, _ []ast.Node) []edit {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || f.isType(call.Fun) {
		return nil
	}
	if !f.sameType(call, call.Args[0]) && callee(call) != "slices.Clone" {
		return nil
	}
	text := f.text(call.Args[0])
	if _, ok := call.Args[0].(*ast.BinaryExpr); ok {
		text = "(" + text + ")"
	}
	return []edit{f.replace("drop-call", call, text)}
}
