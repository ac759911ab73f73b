package diagnose

import (
	"math"
	"slices"
)

// cells lists variants of a mistake in a slot.
func cells[M any](slot string, set func(*M, ofCell)) func(code, why string, fs ...ofCell) []option[M] {
	return func(code, why string, fs ...ofCell) []option[M] { return variants(slot, set, code, why, fs...) }
}

// pullLibrary holds what can be wrong with ∂L/∂μ.
func pullLibrary() []option[pull] {
	weight := cells("weight", func(m *pull, f ofCell) { m.weight = f })
	residual := cells("residual", func(m *pull, f ofCell) { m.residual = f })
	scale := cells("scale", func(m *pull, f ofCell) { m.scale = f })
	number := func(x float64) ofCell { return func(cell) float64 { return x } }
	density := func(c cell) float64 { return math.Exp(-square(c.residual()) / 2) }
	perHead := func(c cell) float64 { // Σᵢ rᵢₖ
		sum := 0.0
		for _, r := range c.R {
			sum += r[c.k]
		}
		return sum
	}
	next := func(c cell) cell { c.k = (c.k + 1) % len(c.R[c.i]); return c }
	mirror := func(c cell) cell { c.k = len(c.R[c.i]) - 1 - c.k; return c }
	return slices.Concat(
		weight("responsibility-missing", "the responsibility r is missing", number(1)),
		weight("hard-assignment", "the nearest mean takes all: r is rounded to 0 or 1", func(c cell) float64 { return indicator(c.r() == slices.Max(c.R[c.i])) }),
		weight("uniform-responsibility", "every mean has the same share 1/m in place of r", func(c cell) float64 { return 1 / c.m() }),
		weight("responsibility-squared", "r is multiplied in twice", func(c cell) float64 { return square(c.r()) }),
		weight("responsibility-times-one-minus", "r(1 − r) stands in place of r", func(c cell) float64 { return c.r() * (1 - c.r()) }),
		weight("one-minus-responsibility", "1 − r stands in place of r", func(c cell) float64 { return 1 - c.r() }),
		weight("log-responsibility", "log r stands in place of r", func(c cell) float64 { return math.Log(c.r()) }),
		weight("density-for-responsibility", "the density is not divided by the sum over the means", density, func(c cell) float64 { return density(c) / math.Sqrt(2*math.Pi) }),
		weight("responsibility-over-examples", "r is divided by its sum over the examples",
			func(c cell) float64 { return c.r() / perHead(c) }, func(c cell) float64 { return c.n() * c.r() / perHead(c) }),
		weight("other-head", "r is that of another mean", func(c cell) float64 { return next(c).r() }, func(c cell) float64 { return mirror(c).r() }),

		residual("negated", "y − μ stands in place of μ − y", func(c cell) float64 { return -c.residual() }),
		residual("residual-missing", "the factor μ − y is missing", number(1)),
		residual("y-missing", "y is not subtracted", cell.mu),
		residual("mu-missing", "μ is missing from μ − y", func(c cell) float64 { return -c.y() }),
		residual("mu-plus-y", "y is added, not subtracted", func(c cell) float64 { return c.mu() + c.y() }),
		residual("absolute-residual", "|μ − y| stands in place of μ − y", func(c cell) float64 { return math.Abs(c.residual()) }),
		residual("residual-squared", "the square of μ − y is not differentiated",
			func(c cell) float64 { return square(c.residual()) }, func(c cell) float64 { return square(c.residual()) / 2 }),
		residual("mixture-mean-for-head", "Σₖ rₖμₖ stands in place of μₖ", func(c cell) float64 {
			sum := -c.y()
			for k, mu := range c.Mu[c.i] {
				sum += c.R[c.i][k] * mu
			}
			return sum
		}),
		residual("other-mean", "μ is that of another head", func(c cell) float64 { return next(c).residual() }, func(c cell) float64 { return mirror(c).residual() }),

		scale("sum-for-mean", "the factor 1/n is missing", number(1)),
		scale("half", "there is a factor ½ too many", func(c cell) float64 { return 0.5 / c.n() }),
		scale("double", "there is a factor 2 too many", func(c cell) float64 { return 2 / c.n() }),
		scale("mean-taken-twice", "it is divided by n twice", func(c cell) float64 { return 1 / square(c.n()) }),
		scale("n-minus-one", "it is divided by n − 1, not n", func(c cell) float64 { return 1 / (c.n() - 1) }),
		scale("averaged-over-heads", "it is divided by m too", func(c cell) float64 { return 1 / (c.n() * c.m()) }),
		scale("heads-for-n", "it is divided by m, not n", func(c cell) float64 { return 1 / c.m() }),
		scale("zero-gradient", "it is 0", number(0)),
	)
}

// headWeightLibrary holds what can be wrong with ∂L/∂w.
func headWeightLibrary() []option[headSum] {
	factor := headFactor()
	total := func(c cell) float64 {
		sum := 0.0
		for _, x := range c.X {
			sum += x
		}
		return sum
	}
	return slices.Concat(
		headScales(cell.input),
		factor("missing-x", "the factor x is missing", cell.one),
		factor("x-squared", "the factor is x², not x", func(c cell) float64 { return square(c.input()) }),
		factor("divided-by-x", "it is divided by x, not multiplied", func(c cell) float64 { return 1 / c.input() }),
		factor("absolute-x", "the factor is |x|, not x", func(c cell) float64 { return math.Abs(c.input()) }),
		factor("y-for-x", "the factor is y, not x", cell.y),
		factor("mu-for-x", "the factor is μ, not x", cell.mu),
		factor("responsibility-twice", "r is multiplied in once more", func(c cell) float64 { return c.r() * c.input() }),
		factor("sums-multiplied", "∂L/∂μ and x are summed one by one and then multiplied", total, func(c cell) float64 { return total(c) / c.n() }),
		factor("zero-weight-gradient", "it is 0", func(cell) float64 { return 0 }),
	)
}

// headBiasLibrary holds what can be wrong with ∂L/∂b.
func headBiasLibrary() []option[headSum] {
	factor := headFactor()
	return slices.Concat(
		headScales(cell.one),
		factor("bias-times-x", "there is a factor x too many", cell.input),
		factor("bias-times-y", "there is a factor y too many", cell.y),
		factor("bias-times-mu", "there is a factor μ too many", cell.mu),
		factor("responsibility-twice", "r is multiplied in once more", cell.r),
		factor("zero-bias-gradient", "it is 0", func(cell) float64 { return 0 }),
	)
}

func headFactor() func(code, why string, fs ...ofCell) []option[headSum] {
	return cells("factor", func(m *headSum, f ofCell) { m.factor = f })
}

// headScales are mistakes that a sum over the examples can have whatever is
// summed.
func headScales(right ofCell) []option[headSum] {
	factor := headFactor()
	by := func(f ofCell) ofCell { return func(c cell) float64 { return f(c) * right(c) } }
	number := func(x float64) ofCell { return by(func(cell) float64 { return x }) }
	from := func(code, why string, f func(slopes [][]float64, c cell) float64) []option[headSum] {
		return variants("from", func(m *headSum, f func([][]float64, cell) float64) { m.from = f }, code, why, f)
	}
	return slices.Concat(
		factor("negated", "the sign is wrong", number(-1)),
		factor("half", "there is a factor ½ too many", number(0.5)),
		factor("double", "there is a factor 2 too many", number(2)),
		factor("times-n", "there is a factor n too many", by(cell.n)),
		factor("divided-by-n", "it is divided by n once too often", by(cell.overN)),
		factor("first-sample-only", "it is that of the first example, not the sum of all", by(func(c cell) float64 { return indicator(c.i == 0) })),
		factor("last-sample-only", "it is that of the last example, not the sum of all", by(func(c cell) float64 { return indicator(c.i == len(c.X)-1) })),
		factor("last-sample-dropped", "the last example is left out", by(func(c cell) float64 { return indicator(c.i < len(c.X)-1) })),
		factor("first-sample-dropped", "the first example is left out", by(func(c cell) float64 { return indicator(c.i > 0) })),
		from("heads-summed", "it is summed over the heads too", func(slopes [][]float64, c cell) float64 {
			sum := 0.0
			for _, slope := range slopes[c.i] {
				sum += slope
			}
			return sum
		}),
		from("other-head", "it is taken from another head", func(slopes [][]float64, c cell) float64 { return slopes[c.i][(c.k+1)%len(slopes[c.i])] }),
		from("other-head", "it is taken from another head", func(slopes [][]float64, c cell) float64 { return slopes[c.i][len(slopes[c.i])-1-c.k] }),
	)
}
