package diagnose

import "math"

// XORLoss names the mistakes, two at most, in a Loss of XORTraining that
// returned got at points.
func XORLoss(points []NetworkPoint, got []float64) []Fault {
	if len(points) < fewest || len(got) != len(points) {
		return nil
	}
	return diagnose(term{"J", "J = (1/n) Σᵢ (ŷᵢ − tᵢ)²"}, rightSquaredError(), squaredErrorLibrary(), func(m squaredError) bool {
		for i, p := range points {
			if want := m.at(p); !near(got[i], want, 10*(1+math.Abs(want))) {
				return false
			}
		}
		return true
	})
}

// squaredError is Loss, taken apart.
type squaredError struct {
	forward forward
	of      func(e example) float64 // one example's share of the sum
	whole   func(sum, n float64) float64
}

func rightSquaredError() squaredError {
	return squaredError{rightForward, func(e example) float64 { return square(e.yhat - e.t) }, func(sum, n float64) float64 { return sum / n }}
}

func (m squaredError) at(p NetworkPoint) float64 {
	sum := 0.0
	rows := examples(p, m.forward)
	for _, e := range rows {
		sum += m.of(e)
	}
	return m.whole(sum, float64(len(rows)))
}

func squaredErrorLibrary() []option[squaredError] {
	var all []option[squaredError]
	for _, o := range wrongForwards() {
		m := rightBackprop()
		o.apply(&m)
		all = append(all, option[squaredError]{"forward", o.code, o.why, func(s *squaredError) { s.forward = m.forward }})
	}
	of := func(code, why string, fs ...func(e example) float64) {
		all = append(all, variants("of", func(m *squaredError, f func(example) float64) { m.of = f }, code, why, fs...)...)
	}
	residual := func(e example) float64 { return e.yhat - e.t }
	of("residual-not-squared", "ŷ − t is not squared", residual, func(e example) float64 { return -residual(e) })
	of("absolute-for-square", "|ŷ − t| stands in place of (ŷ − t)²", func(e example) float64 { return math.Abs(residual(e)) })
	of("target-missing", "the targets t are not subtracted", func(e example) float64 { return square(e.yhat) })
	of("target-added", "t is added to ŷ, not subtracted", func(e example) float64 { return square(e.yhat + e.t) })
	of("squares-subtracted", "ŷ² − t² stands in place of (ŷ − t)²", func(e example) float64 { return square(e.yhat) - square(e.t) })
	of("first-sample-only", "only the first example is used", func(e example) float64 { return square(residual(e)) * indicator(e.i == 0) },
		func(e example) float64 { return e.n * square(residual(e)) * indicator(e.i == 0) })
	of("last-sample-only", "only the last example is used", func(e example) float64 { return square(residual(e)) * indicator(e.last) },
		func(e example) float64 { return e.n * square(residual(e)) * indicator(e.last) })
	of("last-sample-dropped", "the last example is left out", func(e example) float64 { return square(residual(e)) * indicator(!e.last) })
	of("first-sample-dropped", "the first example is left out", func(e example) float64 { return square(residual(e)) * indicator(e.i > 0) })

	whole := func(code, why string, f func(sum, n float64) float64) {
		all = append(all, option[squaredError]{"whole", code, why, func(m *squaredError) { m.whole = f }})
	}
	whole("sum-for-mean", "the squares are added up and not divided by n", func(sum, _ float64) float64 { return sum })
	whole("half-loss", "there is a factor ½ too many", func(sum, n float64) float64 { return sum / n / 2 })
	whole("half-of-sum", "half of the sum stands in place of the mean", func(sum, _ float64) float64 { return sum / 2 })
	whole("mean-taken-twice", "it is divided by n twice", func(sum, n float64) float64 { return sum / n / n })
	whole("n-minus-one", "it is divided by n − 1, not n", func(sum, n float64) float64 { return sum / (n - 1) })
	whole("double", "there is a factor 2 too many", func(sum, n float64) float64 { return 2 * sum / n })
	whole("negated", "the sign is wrong", func(sum, n float64) float64 { return -sum / n })
	whole("root-of-square", "a square root is taken of the mean of the squares", func(sum, n float64) float64 { return math.Sqrt(sum / n) })
	return all
}
