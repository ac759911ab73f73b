package mutate

import (
	"go/ast"
	"go/token"
)

// changeComparison moves the boundary of a comparison, and turns it round.
func changeComparison(f *file, n ast.Node, _ []ast.Node) []edit {
	b, ok := n.(*ast.BinaryExpr)
	if !ok {
		return nil
	}
	var boundary token.Token
	switch b.Op {
	case token.LSS:
		boundary = token.LEQ
	case token.LEQ:
		boundary = token.LSS
	case token.GTR:
		boundary = token.GEQ
	case token.GEQ:
		boundary = token.GTR
	case token.EQL, token.NEQ:
		op, _ := opposite(b.Op)
		return []edit{f.replaceToken("flip-comparison", b.OpPos, b.Op, op)}
	default:
		return nil
	}
	flipped, _ := opposite(b.Op)
	return []edit{
		f.replaceToken("move-boundary", b.OpPos, b.Op, boundary),
		f.replaceToken("flip-comparison", b.OpPos, b.Op, flipped),
	}
}

// changeCondition drops half of a condition, exchanges and with or, drops a not,
// and takes the branch of an if whatever its condition.
func changeCondition(f *file, n ast.Node, _ []ast.Node) []edit {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op != token.LAND && n.Op != token.LOR {
			return nil
		}
		op, _ := opposite(n.Op)
		return []edit{
			f.replace("drop-condition", n, f.text(n.X)),
			f.replace("drop-condition", n, f.text(n.Y)),
			f.replaceToken("swap-logic", n.OpPos, n.Op, op),
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			return []edit{f.replace("drop-not", n, f.text(n.X))}
		}
	case *ast.IfStmt:
		return []edit{f.replace("take-branch", n.Cond, "true")}
	}
	return nil
}
