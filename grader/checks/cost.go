package checks

import (
	"fmt"

	"github.com/gradus-grader/gradus/grader"
)

// maxCostRatio is how many times the cost of the loss a gradient may have.
// Backpropagation takes 2 to 4 times as much, whatever the number of parameters,
// and an honest tape some 20 at worst; differences, complex steps and dual numbers take once or
// more for every parameter. The limit leaves room for any honest style.
const maxCostRatio = 40

// backpropagates asks whether a gradient of many parameters is computed by
// backpropagation, or by as many evaluations of the loss. The values do not tell:
// a complex step is right to the last bit.
func backpropagates(p *grader.Pass, loss, gradient func()) bool {
	if p.Cost == nil {
		return true
	}
	return cost(p, gradient) <= maxCostRatio*cost(p, loss)
}

// cost returns the fewest instructions of three calls: the others may have had
// to collect garbage.
func cost(p *grader.Pass, call func()) uint64 {
	var least uint64
	for i := range 3 {
		before := p.Cost()
		call()
		if n := p.Cost() - before; i == 0 || n < least {
			least = n
		}
	}
	return least
}

// notBackpropagation is the verdict on a gradient that has the right values at
// the wrong price.
func notBackpropagation(question string) grader.Verdict {
	f := grader.Finding{
		Where: question,
		Got:   fmt.Sprintf("more than %d times the instructions of the loss", maxCostRatio),
		Want:  "2 to 4 times as many, whatever the number of parameters",
		Code:  "not-backpropagation",
		Why: "this gradient evaluates the loss again for every parameter, as differences, complex steps and dual numbers do; " +
			"backpropagation goes through the network once forward and once back",
	}
	return grader.Verdict{Summary: f.Why, Findings: []grader.Finding{f}}
}
