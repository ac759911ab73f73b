package mutate

import (
	"go/ast"
	"go/token"
)

// removeStatement forgets an assignment, a call, or an if with its body. What
// declares a variable has to stay.
func removeStatement(f *file, n ast.Node, around []ast.Node) []edit {
	switch parent(around).(type) {
	case *ast.BlockStmt, *ast.CaseClause:
	default:
		return nil
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok == token.DEFINE {
			return nil
		}
	case *ast.IfStmt, *ast.IncDecStmt, *ast.ExprStmt, *ast.BranchStmt:
	default:
		return nil
	}
	return []edit{f.replace("remove-statement", n, "")}
}
