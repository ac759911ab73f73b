package mutate

import (
	"go/ast"
	"go/types"
)

// shiftIndex takes the next element, exchanges two indices of a matrix, and
// moves the ends of a slice by one.
func shiftIndex(f *file, n ast.Node, _ []ast.Node) []edit {
	var edits []edit
	next := func(e ast.Expr, by string) {
		if _, constant := e.(*ast.BasicLit); e != nil && !constant && f.has(e, types.IsInteger) {
			edits = append(edits, f.replace("shift-index", e, f.text(e)+by))
		}
	}
	switch n := n.(type) {
	case *ast.IndexExpr:
		next(n.Index, "+1")
		if row, ok := n.X.(*ast.IndexExpr); ok {
			edits = append(edits, f.swap("transpose", row.Index, n.Index))
		}
	case *ast.SliceExpr:
		next(n.Low, "+1")
		next(n.High, "-1")
	}
	return edits
}

// shortenRange leaves out the last round of a loop over a number, and the first
// or the last of one over a slice.
func shortenRange(f *file, n ast.Node, _ []ast.Node) []edit {
	loop, ok := n.(*ast.RangeStmt)
	if !ok || f.typeOf(loop.X) == nil {
		return nil
	}
	over := f.text(loop.X)
	switch t := f.typeOf(loop.X).Underlying().(type) {
	case *types.Basic:
		if t.Info()&types.IsInteger != 0 {
			return []edit{f.replace("shorten-range", loop.X, over+"-1")}
		}
	case *types.Slice:
		return []edit{
			f.replace("shorten-range", loop.X, over+"[1:]"),
			f.replace("shorten-range", loop.X, over+"[:len("+over+")-1]"),
		}
	}
	return nil
}

// shiftLength counts one less, as in a mean over n − 1.
func shiftLength(f *file, n ast.Node, _ []ast.Node) []edit {
	call, ok := n.(*ast.CallExpr)
	if !ok || callee(call) != "len" {
		return nil
	}
	return []edit{f.replace("shift-length", call, "("+f.text(call)+"-1)")}
}

// swap returns the edit that exchanges two expressions, the first of which
// stands before the second.
func (f *file) swap(operator string, a, b ast.Expr) edit {
	from, to := f.offset(a.Pos()), f.offset(b.End())
	between := string(f.src[f.offset(a.End()):f.offset(b.Pos())])
	return edit{operator, from, to, f.text(b) + between + f.text(a)}
}
