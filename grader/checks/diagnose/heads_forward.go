package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// MixturePoint is a question to Forward of MixtureMeans.
type MixturePoint struct {
	Heads specs.Heads
	X, Y  []float64
}

// MixtureAnswer is what a Forward returned.
type MixtureAnswer struct {
	Mu, R [][]float64
	Loss  float64
}

// MixtureForward names the mistakes in a Forward of MixtureMeans that returned
// got at points: at most one for each of μ and r and two for L, in this order.
func MixtureForward(points []MixturePoint, got []MixtureAnswer) []Fault {
	if len(points) < fewest || !slices.EqualFunc(points, got, MixturePoint.fits) {
		return nil
	}
	right := make([][][]float64, len(points))
	for i, p := range points {
		right[i] = p.matrix(rightCenter)
	}
	centers := diagnose(term{"μ", "μᵢₖ = wₖxᵢ + bₖ"}, center(rightCenter), centerLibrary(), func(m center) bool {
		return sameMatrices(got, func(i int) [][]float64 { return got[i].Mu }, func(i int) [][]float64 { return points[i].matrix(m) })
	})
	// r and L follow from the submission's own μ, or from the right one.
	from := func(fits func(mu func(i int) [][]float64) bool) bool {
		return fits(func(i int) [][]float64 { return got[i].Mu }) || fits(func(i int) [][]float64 { return right[i] })
	}
	shares := diagnose(term{"r", "rᵢₖ = exp(lᵢₖ) / Σⱼ exp(lᵢⱼ) with lᵢₖ = −½(yᵢ − μᵢₖ)²"}, rightShare(), shareLibrary(), func(m share) bool {
		return from(func(mu func(i int) [][]float64) bool {
			return sameMatrices(got, func(i int) [][]float64 { return got[i].R }, func(i int) [][]float64 { return m.at(mu(i), points[i].Y) })
		})
	})
	losses := diagnose(term{"L", "L = (1/n) Σᵢ [ log m + ½ log 2π − log Σₖ exp(lᵢₖ) ] with lᵢₖ = −½(yᵢ − μᵢₖ)²"}, rightMixtureLoss(), mixtureLossLibrary(), func(m mixtureLoss) bool {
		return from(func(mu func(i int) [][]float64) bool {
			for i, p := range points {
				if want := m.at(mu(i), p.Y); !near(got[i].Loss, want, 10*(1+math.Abs(want))) {
					return false
				}
			}
			return true
		})
	})
	return slices.Concat(centers, shares, losses)
}

// fits reports whether g has the shape of an answer to p.
func (p MixturePoint) fits(g MixtureAnswer) bool {
	other := func(row []float64) bool { return len(row) != len(p.Heads.W) }
	return len(g.Mu) == len(p.X) && len(g.R) == len(p.X) && !slices.ContainsFunc(g.Mu, other) && !slices.ContainsFunc(g.R, other)
}

func sameMatrices(got []MixtureAnswer, part, want func(i int) [][]float64) bool {
	for i := range got {
		if !sameMatrix(part(i), want(i), 20) {
			return false
		}
	}
	return true
}

// MixturePoints returns points that tell the mistakes of [MixtureForward] apart.
func MixturePoints() []MixturePoint {
	var points []MixturePoint
	for i, h := range []specs.Heads{
		{W: []float64{0.5625, -1.1875, 0.3125}, B: []float64{-0.9375, 0.4375, 1.3125}},
		{W: []float64{-0.8125, 0.6875, 1.0625}, B: []float64{0.5625, -1.4375, 0.1875}},
		{W: []float64{1.3125, -0.4375, -0.9375}, B: []float64{0.3125, 0.8125, -0.6875}},
		{W: []float64{0.4375, 0.9375, -0.6875}, B: []float64{-0.5625, 1.1875, 0.0625}},
	} {
		y := samples()[i].Y
		points = append(points, MixturePoint{h, []float64{0.8125, -1.3125, 0.5625, 1.4375, -0.6875, -0.9375, 1.1875}[:len(y)], y})
	}
	return points
}

// center is μ of one head at one x.
type center func(w, b, x float64) float64

func rightCenter(w, b, x float64) float64 { return w*x + b }

func (p MixturePoint) matrix(m center) [][]float64 {
	rows := make([][]float64, len(p.X))
	for i, x := range p.X {
		for k := range p.Heads.W {
			rows[i] = append(rows[i], m(p.Heads.W[k], p.Heads.B[k], x))
		}
	}
	return rows
}

func centerLibrary() []option[center] {
	var all []option[center]
	for _, alt := range wrongAffines() {
		if alt.code != "mu-for-x" { // there is no μ yet
			all = append(all, option[center]{"μ", alt.code, alt.why, func(m *center) {
				*m = func(w, b, x float64) float64 { return alt.of(unit{w: w, b: b, x: x}) }
			}})
		}
	}
	return all
}

// share is r, taken apart: of one example its densities, and what is made of
// them; of all examples the rest.
type share struct {
	log   func(d float64) float64 // of the density at a distance
	of    func(density []float64) []float64
	whole func(r [][]float64) [][]float64
}

func rightShare() share {
	return share{logDensity, divided, func(r [][]float64) [][]float64 { return r }}
}

func logDensity(d float64) float64 { return -d * d / 2 }

// divided divides numbers by their sum.
func divided(x []float64) []float64 { return multiplied(x, 1/sumOf(x, identity)) }

func (m share) at(mu [][]float64, y []float64) [][]float64 {
	rows := make([][]float64, len(mu))
	for i := range mu {
		rows[i] = m.of(mapped(mu[i], func(mu float64) float64 { return math.Exp(m.log(y[i] - mu)) }))
	}
	return m.whole(rows)
}

func shareLibrary() []option[share] {
	var all []option[share]
	log := func(code, why string, fs ...func(d float64) float64) {
		all = append(all, variants("log", func(m *share, f func(float64) float64) { m.log = f }, code, why, fs...)...)
	}
	log("half-missing-in-exponent", "the factor ½ is missing from the exponent", func(d float64) float64 { return -d * d })
	log("exponent-sign", "the exponent has the wrong sign", func(d float64) float64 { return d * d / 2 })
	log("square-missing-in-exponent", "the distance is not squared in the exponent",
		func(d float64) float64 { return -math.Abs(d) / 2 }, func(d float64) float64 { return -math.Abs(d) }, func(d float64) float64 { return -d / 2 }, func(d float64) float64 { return -d })
	log("distance-for-density", "l stands in place of exp(l)", func(d float64) float64 { return math.Log(d * d) })

	of := func(code, why string, fs ...func(density []float64) []float64) {
		all = append(all, variants("of", func(m *share, f func([]float64) []float64) { m.of = f }, code, why, fs...)...)
	}
	of("not-normalised", "the densities are not divided by their sum",
		func(x []float64) []float64 { return x },
		func(x []float64) []float64 { return multiplied(x, 1/math.Sqrt(2*math.Pi)) },
		func(x []float64) []float64 { return multiplied(x, 1/slices.Max(x)) },
		func(x []float64) []float64 { return multiplied(x, 1/float64(len(x))) },
		func(x []float64) []float64 { return multiplied(x, 1/math.Sqrt(2*math.Pi)/float64(len(x))) })
	of("hard-assignment", "the nearest mean takes all: r is rounded to 0 or 1", func(x []float64) []float64 {
		return mapped(x, func(density float64) float64 { return indicator(density == slices.Max(x)) })
	})
	of("uniform-responsibility", "every mean has the same share 1/m", func(x []float64) []float64 { return mapped(x, func(float64) float64 { return 1 / float64(len(x)) }) })
	of("averaged-over-heads", "r is divided by m too", func(x []float64) []float64 { return multiplied(divided(x), 1/float64(len(x))) })
	of("one-minus-responsibility", "1 − r stands in place of r", func(x []float64) []float64 { return mapped(divided(x), func(r float64) float64 { return 1 - r }) })
	of("log-responsibility", "log r stands in place of r", func(x []float64) []float64 { return mapped(divided(x), math.Log) })

	whole := func(code, why string, f func(r [][]float64) [][]float64) {
		all = append(all, option[share]{"whole", code, why, func(m *share) { m.whole = f }})
	}
	whole("responsibility-over-examples", "r is divided by its sum over the examples", func(r [][]float64) [][]float64 {
		columns := transposed(r)
		for k := range columns {
			columns[k] = divided(columns[k])
		}
		return transposed(columns)
	})
	whole("first-row-for-all", "the responsibilities of the first example are returned for all", func(r [][]float64) [][]float64 { return slices.Repeat(r[:1], len(r)) })
	whole("last-row-for-all", "every row shows the responsibilities of the last example, as if they shared a slice", func(r [][]float64) [][]float64 { return slices.Repeat(r[len(r)-1:], len(r)) })
	return all
}

// mixtureLoss is L, taken apart.
type mixtureLoss struct {
	constant func(m float64) float64
	log      func(l []float64) float64 // of the sum of the densities
	whole    func(sum, n float64) float64
}

func rightMixtureLoss() mixtureLoss {
	return mixtureLoss{
		constant: func(m float64) float64 { return math.Log(m) + math.Log(2*math.Pi)/2 },
		log:      func(l []float64) float64 { return math.Log(sumOf(l, math.Exp)) },
		whole:    func(sum, n float64) float64 { return sum / n },
	}
}

func (m mixtureLoss) at(mu [][]float64, y []float64) float64 {
	sum := 0.0
	for i := range mu {
		l := mapped(mu[i], func(mu float64) float64 { return logDensity(y[i] - mu) })
		sum += m.constant(float64(len(l))) - m.log(l)
	}
	return m.whole(sum, float64(len(mu)))
}

func mixtureLossLibrary() []option[mixtureLoss] {
	var all []option[mixtureLoss]
	constant := func(code, why string, f func(m float64) float64) {
		all = append(all, option[mixtureLoss]{"constant", code, why, func(m *mixtureLoss) { m.constant = f }})
	}
	half := math.Log(2*math.Pi) / 2
	constant("weights-missing", "the weight 1/m of each Gaussian is missing, which is log m", func(float64) float64 { return half })
	constant("normal-constant-missing", "the constant of each Gaussian is missing, which is ½ log 2π", math.Log)
	constant("constants-missing", "both constants are missing, log m and ½ log 2π", func(float64) float64 { return 0 })
	constant("half-missing-in-constant", "log 2π stands in place of ½ log 2π", func(m float64) float64 { return math.Log(m) + 2*half })
	constant("constant-sign", "log m and ½ log 2π have the wrong sign", func(m float64) float64 { return -math.Log(m) - half })

	log := func(code, why string, fs ...func(l []float64) float64) {
		all = append(all, variants("log", func(m *mixtureLoss, f func([]float64) float64) { m.log = f }, code, why, fs...)...)
	}
	log("largest-term-missing", "the greatest lᵢₖ, which was taken out before exponentiating, is not added again", func(l []float64) float64 {
		return math.Log(sumOf(l, func(x float64) float64 { return math.Exp(x - slices.Max(l)) }))
	})
	log("nearest-mean-only", "only the nearest mean is used, not the sum over all", slices.Max[[]float64])
	log("logs-summed", "the logarithms are added up in place of the densities", func(l []float64) float64 { return sumOf(l, identity) })
	log("logarithm-missing", "the logarithm of the sum is missing", func(l []float64) float64 { return sumOf(l, math.Exp) })
	log("half-missing-in-exponent", "the factor ½ is missing from the exponent", func(l []float64) float64 {
		return math.Log(sumOf(l, func(x float64) float64 { return math.Exp(2 * x) }))
	})

	whole := func(code, why string, f func(sum, n float64) float64) {
		all = append(all, option[mixtureLoss]{"whole", code, why, func(m *mixtureLoss) { m.whole = f }})
	}
	whole("sum-of-losses", "the losses are added up and not divided by n", func(sum, _ float64) float64 { return sum })
	whole("negated", "the sign is wrong", func(sum, n float64) float64 { return -sum / n })
	whole("half-loss", "there is a factor ½ too many", func(sum, n float64) float64 { return sum / n / 2 })
	whole("mean-taken-twice", "it is divided by n twice", func(sum, n float64) float64 { return sum / n / n })
	return all
}
