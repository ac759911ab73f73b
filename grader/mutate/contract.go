package mutate

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"

	"github.com/gradus-grader/gradus/specs"
)

// mathSource declares what exercises use of package math.
const mathSource = `package math

const (
	Pi, E, Sqrt2, Ln2                  = 3.14, 2.72, 1.41, 0.69
	MaxFloat64, SmallestNonzeroFloat64 = 1e308, 1e-323
	MaxInt                             = 1 << 62
)

func Abs(x float64) float64
func Cosh(x float64) float64
func Exp(x float64) float64
func Expm1(x float64) float64
func Hypot(p, q float64) float64
func Inf(sign int) float64
func IsInf(f float64, sign int) bool
func IsNaN(f float64) bool
func Log(x float64) float64
func Log1p(x float64) float64
func Max(x, y float64) float64
func Min(x, y float64) float64
func NaN() float64
func Pow(x, y float64) float64
func Sinh(x float64) float64
func Sqrt(x float64) float64
func Tanh(x float64) float64
`

// known has the packages whose declarations are known to the type checker.
type known map[string]*types.Package

// contract returns what is known of other packages: package specs, and of math
// what is mentioned above. It stands in for an importer that would need a Go
// installation. Expressions of anything else have no type; an edit that takes
// them for what they are not is found by whoever compiles it.
func contract(fset *token.FileSet) (known, error) {
	k := known{}
	math, err := parser.ParseFile(fset, "math", mathSource, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("read package math: %w", err)
	}
	k.add("math", fset, []*ast.File{math})
	entries, err := specs.Contract.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	var trees []*ast.File
	for _, e := range entries {
		src, err := specs.Contract.ReadFile(e.Name())
		if err != nil {
			return nil, fmt.Errorf("read the contract: %w", err)
		}
		tree, err := parser.ParseFile(fset, e.Name(), src, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("read the contract: %w", err)
		}
		trees = append(trees, tree)
	}
	k.add("github.com/gradus-grader/gradus/specs", fset, trees)
	return k, nil
}

// add type-checks a package as well as that goes without what it imports.
func (k known) add(path string, fset *token.FileSet, trees []*ast.File) {
	config := types.Config{Importer: k, IgnoreFuncBodies: true, Error: func(error) {}}
	k[path], _ = config.Check(path, fset, trees, nil)
	k[path].MarkComplete()
}

// Import implements types.Importer.
func (k known) Import(path string) (*types.Package, error) {
	if p, ok := k[path]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("package %q is not known", path)
}
