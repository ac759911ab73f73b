package diagnose_test

import (
	"fmt"

	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// A Backward that forgets x is asked at points that hide nothing.
func ExampleSoftplus() {
	backward := func(a, beta float64, s specs.Sample) specs.UnitGradient {
		g := reference.PrecisionSoftplus{}.Backward(a, beta, s)
		g.W = g.A
		return g
	}
	points := diagnose.SoftplusPoints()
	var got []specs.UnitGradient
	for _, p := range points {
		got = append(got, backward(p.A, p.Beta, p.Sample))
	}
	for _, f := range diagnose.Softplus(points, got) {
		fmt.Printf("%s\n%s\n", f.Code, f.Why)
	}
	// Output:
	// missing-x
	// ∂L/∂w: the factor x is missing; right is ∂L/∂w = ∂L/∂a · x
}
