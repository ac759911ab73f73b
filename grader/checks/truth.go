package checks

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/gradus-grader/gradus/specs"
)

// missOnce is how often the interval of a true precision misses a right program:
// once in a million draws of a sample.
const missOnce = 1e-6

// truth is a sample drawn from a Gaussian with known precision.
type truth struct {
	beta   float64
	sample specs.Sample
}

func drawTruth(r *rand.Rand, n int) truth {
	t := truth{beta: between(r, 0.4, 2.5), sample: specs.Sample{X: notOne(r), Mu: either(r, 0.4, 1.4)}}
	for range n {
		t.sample.Y = append(t.sample.Y, dyadic(t.sample.Mu+r.NormFloat64()/math.Sqrt(t.beta)))
	}
	return t
}

// interval is where 1/S lies for all but missOnce of the samples: n·S·β has the
// χ² distribution with n degrees of freedom, so 1/S is β·n/χ²ₙ exactly, and
// skewed to the right where n is small.
func (t truth) interval() (low, high float64) {
	n := float64(len(t.sample.Y))
	chi := distuv.ChiSquared{K: n}
	return t.beta * n / chi.Quantile(1-missOnce/2), t.beta * n / chi.Quantile(missOnce/2)
}

// judgeTruth asks a descent for the precision behind a drawn sample: the optimum
// of the sample first, where sampling error plays no part, and then the truth.
// beta is the activation.
func (d precisionDescent) judgeTruth(t *tally, answer precisionNet, drawn truth, o optimum, beta func(a float64) float64, paid func() bool) {
	d.sample = drawn.sample
	d.name = fmt.Sprintf("%d draws of precision %s", len(drawn.sample.Y), digits(drawn.beta))
	low, high := drawn.interval()
	q := d.to(answer, nil, paid)
	q.drawn = fmt.Sprintf("Descend, %d draws", len(drawn.sample.Y))
	q.judgeEnd(t, func(c *comparison, end []float64) {
		got := beta(d.judgeArrival(c, end, o))
		c.that(low <= got && got <= high, "β at the end", digits(got),
			fmt.Sprintf("a number from %s to %s, which a right program misses once in a million samples", digits(low), digits(high)))
	})
}
