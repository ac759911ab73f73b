package grader_test

import (
	"context"
	"os"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// forgetsX is a submission whose ∂L/∂w lacks the factor x.
type forgetsX struct{ specs.PrecisionReLU }

func (f forgetsX) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := f.PrecisionReLU.Backward(a, beta, s)
	g.W = g.A
	return g
}

// The flow without the wall, as under go test: a Solution is asked by the checks
// of one exercise, and the results become a report.
func Example() {
	key := reference.Solution()
	answer := specs.Solution{PrecisionReLU: forgetsX{key.PrecisionReLU}}
	for _, c := range checks.All() {
		if c.Name != "precision-relu/backward" {
			continue
		}
		pass := &grader.Pass{Answer: answer, Key: specs.Solution{}, Rand: grader.PracticeSeed().Rand(c.Name)}
		result := grader.Judge(context.Background(), c, pass)
		report.WriteResult(os.Stdout, result)
	}
	// Output:
	// ~  backward: partly right                                            3.75 of 5
	//      asked  Backward, published: a = 0.7, β = 0.7, x = 2, μ = 0.5, y = (1, -2,
	//             0.5, 3), ∂L/∂w
	//      got    1.75893
	//      want   3.51786
	//      off    by 1.8; up to 2e-11 is allowed: 1e+04 roundings of terms that add up
	//             to 9.2
	//      why    ∂L/∂w: the factor x is missing; right is ∂L/∂w = ∂L/∂a · x
}
