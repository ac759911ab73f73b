package numeric_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// BenchmarkDerivative differentiates the course's loss −log β + 10β beside
// gonum, and reports how many decimal digits are right, relative to the size
// 1/β + 10 of the terms, and how many of them the bound vouches for.
func BenchmarkDerivative(b *testing.B) {
	const m = 10
	loss := lossOfBeta(m)
	for _, beta := range []float64{1, 1e-2, 1e-4, 1e-8} {
		x := numeric.Dyadic(beta)
		want, size := m-1/x, m+1/x
		noise := 2 * numeric.Eps * (math.Abs(math.Log(x)) + m*x + 1)
		for _, c := range []struct {
			name       string
			derivative func() numeric.Estimate
		}{
			{"numeric", func() numeric.Estimate { return derivative(loss, x, noise) }},
			{"numeric, noise unknown", func() numeric.Estimate { return derivative(loss, x, 0) }},
			{"gonum Forward", func() numeric.Estimate {
				return numeric.Estimate{Value: fd.Derivative(loss, x, nil), Bound: math.Inf(1), Evaluations: 2}
			}},
			{"gonum Central", func() numeric.Estimate {
				return numeric.Estimate{Value: fd.Derivative(loss, x, &fd.Settings{Formula: fd.Central}), Bound: math.Inf(1), Evaluations: 2}
			}},
		} {
			b.Run(fmt.Sprintf("β=%.0e/%s", beta, c.name), func(b *testing.B) {
				var e numeric.Estimate
				for b.Loop() {
					e = c.derivative()
				}
				b.ReportMetric(digits(math.Abs(e.Value-want)/size), "digits-right")
				b.ReportMetric(digits(e.Bound/size), "digits-sure")
				b.ReportMetric(float64(e.Evaluations), "calls")
			})
		}
	}
}

func derivative(f func(float64) float64, x, noise float64) numeric.Estimate {
	e, err := numeric.Derivative(f, x, noise)
	if err != nil {
		panic(err)
	}
	return e
}

// digits returns how many decimal digits a relative error leaves: 0 to 16.
func digits(off float64) float64 {
	if math.IsNaN(off) {
		return 0
	}
	return min(max(-math.Log10(off), 0), 16)
}
