package mutate

import (
	"go/ast"
	"go/token"
	"go/types"
)

// opposite pairs the operators that are exchanged.
func opposite(op token.Token) (token.Token, bool) {
	pairs := [][2]token.Token{
		{token.ADD, token.SUB}, {token.MUL, token.QUO},
		{token.ADD_ASSIGN, token.SUB_ASSIGN}, {token.MUL_ASSIGN, token.QUO_ASSIGN},
		{token.INC, token.DEC}, {token.LAND, token.LOR}, {token.EQL, token.NEQ},
		{token.LSS, token.GTR}, {token.LEQ, token.GEQ},
	}
	for _, p := range pairs {
		switch op {
		case p[0]:
			return p[1], true
		case p[1]:
			return p[0], true
		}
	}
	return op, false
}

// arithmetic returns the node as a sum, difference, product or quotient.
func arithmetic(n ast.Node) (*ast.BinaryExpr, bool) {
	b, ok := n.(*ast.BinaryExpr)
	if !ok {
		return nil, false
	}
	switch b.Op {
	case token.ADD, token.SUB, token.MUL, token.QUO:
		return b, true
	}
	return nil, false
}

// swapArithmetic exchanges + and −, · and /.
func swapArithmetic(f *file, n ast.Node, _ []ast.Node) []edit {
	b, ok := arithmetic(n)
	if !ok {
		return nil
	}
	op, _ := opposite(b.Op)
	return []edit{f.replaceToken("swap-arithmetic", b.OpPos, b.Op, op)}
}

// dropOperand leaves one operand of two: a forgotten term or factor. An operand
// binds at least as tightly as the whole, so it needs no parentheses.
func dropOperand(f *file, n ast.Node, _ []ast.Node) []edit {
	b, ok := arithmetic(n)
	if !ok {
		return nil
	}
	operator := "drop-factor"
	if b.Op == token.ADD || b.Op == token.SUB {
		operator = "drop-term"
	}
	return []edit{f.replace(operator, b, f.text(b.X)), f.replace(operator, b, f.text(b.Y))}
}

// negate flips a sign: it removes a minus, or puts one before a whole value or
// the first term of a sum. Before a factor it would be the same mutant again,
// before the second term it is swapArithmetic, before a number changeConstant.
func negate(f *file, n ast.Node, around []ast.Node) []edit {
	if u, ok := n.(*ast.UnaryExpr); ok && u.Op == token.SUB {
		return []edit{f.replace("negate", u, f.text(u.X))}
	}
	e, ok := n.(ast.Expr)
	if !ok || !f.has(e, types.IsFloat) || !f.isValue(e, parent(around)) {
		return nil
	}
	switch e.(type) {
	case *ast.BasicLit:
		return nil
	case *ast.BinaryExpr:
		return []edit{f.replace("negate", e, "-("+f.text(e)+")")}
	}
	return []edit{f.replace("negate", e, "-"+f.text(e))}
}

// isValue reports whether an expression is a whole value in what is around it, or
// the first term of a sum.
func (f *file) isValue(e ast.Expr, in ast.Node) bool {
	switch in := in.(type) {
	case *ast.AssignStmt:
		return (in.Tok == token.ASSIGN || in.Tok == token.DEFINE) && e.Pos() > in.TokPos
	case *ast.ReturnStmt, *ast.KeyValueExpr:
		return true
	case *ast.CompositeLit:
		return e != in.Type
	case *ast.CallExpr:
		return e != in.Fun && !isEven(callee(in)) && !f.isType(in.Fun)
	case *ast.BinaryExpr:
		return (in.Op == token.ADD || in.Op == token.SUB) && e == in.X
	}
	return false
}

// isEven reports whether the signs of a function's arguments make no difference.
func isEven(function string) bool {
	return function == "math.Abs" || function == "math.Cosh" || function == "math.Hypot"
}

// changeAssignment exchanges += and −=, and overwrites where it should add up.
func changeAssignment(f *file, n ast.Node, _ []ast.Node) []edit {
	switch n := n.(type) {
	case *ast.IncDecStmt:
		op, _ := opposite(n.Tok)
		return []edit{f.replaceToken("swap-assignment", n.TokPos, n.Tok, op)}
	case *ast.AssignStmt:
		if op, ok := opposite(n.Tok); ok {
			return []edit{
				f.replaceToken("swap-assignment", n.TokPos, n.Tok, op),
				f.replaceToken("overwrite", n.TokPos, n.Tok, token.ASSIGN),
			}
		}
	}
	return nil
}
