package mutate_test

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/mutate"
)

// submission makes a submission of one file.
func submission(src string) grader.Submission {
	return grader.Submission{Name: "ada", Files: []grader.File{{Name: "work.go", Content: []byte(src)}}}
}

// mutants returns the mutants of a file, which are known to parse.
func mutants(t *testing.T, src string) []mutate.Mutant {
	t.Helper()
	all, err := mutate.Mutants(submission(src))
	require.NoError(t, err)
	for _, m := range all {
		_, err := parser.ParseFile(token.NewFileSet(), m.File, m.Submission.Files[0].Content, 0)
		require.NoError(t, err, "%s", m)
	}
	return all
}

func TestOperators(t *testing.T) {
	const specs = "package student\nimport \"github.com/gradus-grader/gradus/specs\"\n"
	for _, tt := range []struct {
		name, why string
		src       string
		operator  string
		want      []string // the lines after
	}{
		{"sum", "a sign of a term", "package student\nfunc f(x, y float64) float64 {\nreturn x + y\n}", "swap-arithmetic", []string{"return x - y"}},
		{"quotient", "and of an exponent", "package student\nfunc f(x, y float64) float64 {\nreturn x / y\n}", "swap-arithmetic", []string{"return x * y"}},
		{"text", "a + of strings has no opposite", "package student\nfunc f(x, y string) string {\nreturn x + y\n}", "swap-arithmetic", nil},
		{"factor", "a forgotten factor, either of two", "package student\nfunc f(x, y float64) float64 {\nreturn x * (y + 1)\n}", "drop-factor",
			[]string{"return (y + 1)", "return x"}},
		{"term", "a forgotten term", "package student\nfunc f(x, y float64) float64 {\nreturn 2 * (x - y)\n}", "drop-term",
			[]string{"return 2 * (x)", "return 2 * (y)"}},
		{"negate a value", "whole, and the first term of a sum", "package student\nfunc f(x, y float64) float64 {\nreturn x*y + y\n}", "negate",
			[]string{"return -(x*y) + y", "return -(x*y + y)"}},
		{"negate an argument", "a function of −x", "package student\nimport \"math\"\nfunc f(x float64) float64 {\nreturn math.Exp(x)\n}", "negate",
			[]string{"return -math.Exp(x)", "return math.Exp(-x)"}},
		{"remove a minus", "not twice a minus", "package student\nfunc f(x float64) float64 {\nreturn -x\n}", "negate", []string{"return x"}},
		{"negate no integer", "a negative length says nothing", "package student\nfunc f(n int) []int {\nreturn make([]int, n)\n}", "negate", nil},
		{"negate under an even function", "it would be the same program", "package student\nimport \"math\"\nfunc f(x float64) float64 {\nreturn 1 + math.Abs(x)\n}", "negate", []string{"return -(1 + math.Abs(x))"}},
		{"accumulate", "the sum becomes the last", "package student\nfunc f(g []float64, x float64) {\ng[0] += x\n}", "overwrite", []string{"g[0] = x"}},
		{"ascend", "a step in the wrong direction", "package student\nfunc f(g []float64, x float64) {\ng[0] -= x\n}", "swap-assignment", []string{"g[0] += x"}},
		{"constants", "to one, to the next, to the negative", "package student\nfunc f(x float64) float64 {\nreturn x - 2.5\n}", "change-constant",
			[]string{"return x - (-2.5)", "return x - 1", "return x - 3.5"}},
		{"one", "to nothing", "package student\nfunc f() float64 {\nreturn 1\n}", "change-constant", []string{"return (-1)", "return 0", "return 2"}},
		{"zero", "no −0, and 1 but once", "package student\nfunc f() float64 {\nreturn 0\n}", "change-constant", []string{"return 1"}},
		{"text constant", "is no number", "package student\nfunc f() string {\nreturn \"1\"\n}", "change-constant", nil},
		{"boundary", "of a comparison", "package student\nfunc f(x float64) bool {\nreturn x < 0\n}", "move-boundary", []string{"return x <= 0"}},
		{"flip", "a comparison", "package student\nfunc f(x float64) bool {\nreturn x >= 0\n}", "flip-comparison", []string{"return x <= 0"}},
		{"equality", "has no boundary", "package student\nfunc f(x float64) bool {\nreturn x == 0\n}", "flip-comparison", []string{"return x != 0"}},
		{"half a condition", "either half", "package student\nfunc f(x, y bool) bool {\nreturn x && y\n}", "drop-condition", []string{"return x", "return y"}},
		{"or", "for and", "package student\nfunc f(x, y bool) bool {\nreturn x && y\n}", "swap-logic", []string{"return x || y"}},
		{"not", "forgotten", "package student\nfunc f(x bool) bool {\nreturn !x\n}", "drop-not", []string{"return x"}},
		{"branch", "always taken", "package student\nfunc f(x int) int {\nif x > 0 {\nx = 1\n}\nreturn x\n}", "take-branch", []string{"if true {"}},
		{"index", "the next element, and no constant", "package student\nfunc f(x []int, i int) int {\nreturn x[i] + x[0]\n}", "shift-index", []string{"return x[i+1] + x[0]"}},
		{"slice", "shorter at either end", "package student\nfunc f(x []int, i, j int) []int {\nreturn x[i:j]\n}", "shift-index",
			[]string{"return x[i+1:j]", "return x[i:j-1]"}},
		{"key", "of a map has no next", "package student\nfunc f(x map[string]int, k string) int {\nreturn x[k]\n}", "shift-index", nil},
		{"transpose", "row for column", "package student\nfunc f(x [][]int, i, j int) int {\nreturn x[i][j]\n}", "transpose", []string{"return x[j][i]"}},
		{"rounds", "one less", "package student\nfunc f(n int) {\nfor range n {\n}\n}", "shorten-range", []string{"for range n-1 {"}},
		{"elements", "without the first, without the last", "package student\nfunc f(x []int) {\nfor range x {\n}\n}", "shorten-range",
			[]string{"for range x[1:] {", "for range x[:len(x)-1] {"}},
		{"mean", "over n − 1", "package student\nfunc f(x []int) float64 {\nreturn 1 / float64(len(x))\n}", "shift-length", []string{"return 1 / float64((len(x)-1))"}},
		{"parameters", "one for another of its type", "package student\nfunc f(x float64, n int, mu float64) float64 {\nreturn x\n}", "swap-name", []string{"return mu"}},
		{"declared together", "and only those", "package student\nfunc f() int {\nn, m := 1, 2\nk := n\nreturn k + n + m\n}", "swap-name", []string{"k := m", "return k + m + m"}},
		{"no result for a parameter", "it has no value yet", "package student\nfunc f(x float64) (y float64) {\nreturn x\n}", "swap-name", nil},
		{"fields", "of the contract's types, by type", specs + "func f(s specs.Sample) float64 {\nreturn s.X\n}", "swap-field", []string{"return s.Mu"}},
		{"fields of a literal", "exchanged", specs + "func f(w, b float64) specs.Unit {\nreturn specs.Unit{W: w, B: b}\n}", "swap-values", []string{"return specs.Unit{W: b, B: w}"}},
		{"results", "exchanged", "package student\nfunc f(x, y int) (int, int) {\nreturn x, y\n}", "swap-values", []string{"return y, x"}},
		{"arguments that commute", "it would be the same program", "package student\nfunc f(x, y int) int {\nreturn max(x, y)\n}", "swap-values", nil},
		{"function", "a neighbour", "package student\nfunc f(x, y int) int {\nreturn max(x, y)\n}", "swap-function", []string{"return min(x, y)"}},
		{"logarithm", "a neighbour in a package", "package student\nimport \"math\"\nfunc f(x float64) float64 {\nreturn math.Log1p(x)\n}", "swap-function", []string{"return math.Log(x)"}},
		{"drop a call", "the argument for the result", "package student\nimport \"math\"\nfunc f(x float64) float64 {\nreturn math.Pi * math.Sqrt(x+1)\n}", "drop-call", []string{"return math.Pi * (x+1)"}},
		{"last use of a package", "an import without a use does not compile", "package student\nimport \"math\"\nfunc f(x float64) float64 {\nreturn math.Sqrt(x)\n}", "drop-call", nil},
		{"share a slice", "what is not known to the type checker is known by name", "package student\nimport \"slices\"\nvar _ = slices.Max[[]int]\nfunc f(x []int) []int {\nreturn slices.Clone(x)\n}", "drop-call", []string{"return x"}},
		{"conversion", "forbids a fused multiply-add and is otherwise nothing", "package student\nfunc f(x, y float64) float64 {\nreturn float64(x*y) + 1\n}", "drop-call", nil},
		{"statement", "forgotten; a declaration has to stay", "package student\nfunc f(x []int) {\ny := 1\nx[0] = y\nx[y] = y\n}", "remove-statement", []string{"", ""}},
		{"if", "with its body", "package student\nfunc f(x int) int {\nif x > 0 {\nreturn 1\n}\nreturn x\n}", "remove-statement", []string{""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, m := range mutants(t, tt.src) {
				if m.Operator == tt.operator {
					got = append(got, m.After)
				}
			}
			assert.ElementsMatch(t, tt.want, got, tt.why)
		})
	}
}
