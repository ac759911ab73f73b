package build

import (
	"go/ast"
	"go/token"

	"github.com/gradus-grader/gradus/grader"
)

// Loud returns the names of the files of a submission that may run code before
// they are asked anything: that have an init function, or a package variable
// whose value is more than literals, names and functions. A submission without
// any is quiet: it can do no harm by being linked in.
func Loud(s grader.Submission) []string {
	var loud []string
	for _, in := range vet(s).in {
		if in.loud() {
			loud = append(loud, in.Name)
		}
	}
	return loud
}

func (s *source) loud() bool {
	for _, decl := range s.tree.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name == "init" {
				return true
			}
		case *ast.GenDecl:
			if d.Tok == token.VAR && runsCode(d) {
				return true
			}
		}
	}
	return false
}

// runsCode reports whether a declaration holds an expression, outside function
// literals, that can do anything but be a value.
func runsCode(d *ast.GenDecl) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr, *ast.IndexExpr, *ast.SliceExpr, *ast.TypeAssertExpr, *ast.StarExpr:
			found = true
		case *ast.BinaryExpr:
			found = found || n.Op == token.QUO || n.Op == token.REM
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.ArrayType, *ast.MapType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.ChanType:
			return false // types do not run
		}
		return true
	})
	return found
}
