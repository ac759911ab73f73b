package mutate

import (
	"go/ast"
	"go/constant"
	"go/token"
	"math"
	"slices"
	"strconv"
)

// changeConstant makes 1 of a number, 0 of 1, and of c its negative and c + 1.
// An index among constants is a constant like any other.
func changeConstant(f *file, n ast.Node, _ []ast.Node) []edit {
	l, ok := n.(*ast.BasicLit)
	if !ok {
		return nil
	}
	c, ok := number(l)
	if !ok {
		return nil
	}
	values := []string{"1", strconv.FormatFloat(c+1, 'f', -1, 64)}
	if c == 1 {
		values[0] = "0"
	}
	if c != 0 {
		values = append(values, "(-"+l.Value+")")
	}
	slices.Sort(values)
	var edits []edit
	for _, v := range slices.Compact(values) {
		edits = append(edits, f.replace("change-constant", l, v))
	}
	return edits
}

// number returns the value of a whole or floating-point number.
func number(l *ast.BasicLit) (float64, bool) {
	if l.Kind != token.INT && l.Kind != token.FLOAT {
		return 0, false
	}
	c, _ := constant.Float64Val(constant.ToFloat(constant.MakeFromLiteral(l.Value, l.Kind, 0)))
	return c, !math.IsInf(c, 0)
}
