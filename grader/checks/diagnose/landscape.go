package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// GridPoint is a question to Surface of PrecisionLandscape or, with one w, to
// Curve.
type GridPoint struct {
	W, B   []float64
	Sample specs.Sample
}

// Curve names the mistakes, two at most, in a Curve of PrecisionLandscape that
// returned got at points, each with one w; got has one row then, and a column
// for each b.
func Curve(points []GridPoint, got [][][]float64) []Fault {
	return gridFaults(points, got, term{"L", "L = −log β + β · (1/n) Σᵢ (yᵢ − μ)² with β = max(0, w·x + b)"}, curveValue(), true)
}

// curveValue is the rectifier as far as the loss tells: for a ≤ 0 that of a leak
// is NaN, as it is without a rectifier, and that of min(0, a) is nowhere a number.
func curveValue() value {
	act := rectifierValue()
	act.wrong = slices.DeleteFunc(act.wrong, func(alt alternative) bool {
		return slices.Contains([]string{"leaky-relu", "activation-missing", "relu-inverted"}, alt.code)
	})
	act.wrong = append(act.wrong, alternative{"activation-missing", "the rectifier is missing, or leaks for a ≤ 0: the logarithm of a negative number is NaN", onA(identity)})
	return act
}

// Surface does for a Surface what [Curve] does for a Curve. It is meant for
// |a| ≤ 5.
func Surface(points []GridPoint, got [][][]float64) []Fault {
	return gridFaults(points, got, term{"L", "L = −log β + β · (1/n) Σᵢ (yᵢ − μ)² with β = log(1 + e^(w·x + b)), a row for each b and a column for each w"}, surfaceValue(), false)
}

// surfaceValue is the softplus as far as the loss tells: that of −ζ(a) is NaN
// everywhere, which is like nothing.
func surfaceValue() value {
	act := softplusValue()
	act.wrong = slices.DeleteFunc(act.wrong, func(alt alternative) bool { return alt.code == "negated" })
	return act
}

func gridFaults(points []GridPoint, got [][][]float64, t term, act value, turned bool) []Fault {
	number := func(row []float64) bool { return slices.ContainsFunc(row, func(x float64) bool { return x-x == 0 }) }
	if len(points) < fewest || len(got) != len(points) || !slices.ContainsFunc(slices.Concat(got...), number) {
		return nil
	}
	return diagnose(t, grid{affine, act.right, rightLoss(), turned}, gridLibrary(act), func(m grid) bool {
		for i, p := range points {
			want, size := m.at(p), 10*(1+p.size())
			if !slices.EqualFunc(got[i], want, func(g, w []float64) bool {
				return slices.EqualFunc(g, w, func(a, b float64) bool { return near(a, b, size) || math.IsNaN(a) && math.IsNaN(b) })
			}) {
				return false
			}
		}
		return true
	})
}

func (p GridPoint) size() float64 {
	size := unit{y: p.Sample.Y, mu: p.Sample.Mu}.meanSquare()
	for _, w := range p.W {
		for _, b := range p.B {
			size = max(size, math.Abs(w*p.Sample.X)+math.Abs(b))
		}
	}
	return size
}

// grid is a loss at every (w, b), taken apart.
type grid struct {
	a, beta of
	loss    loss
	turned  bool // a row for each w
}

func (m grid) at(p GridPoint) [][]float64 {
	var rows [][]float64
	for _, b := range p.B {
		var row []float64
		for _, w := range p.W {
			u := unit{w: w, b: b, x: p.Sample.X, y: p.Sample.Y, mu: p.Sample.Mu}
			u.a = m.a(u)
			u.beta = m.beta(u)
			row = append(row, m.loss.at(u))
		}
		rows = append(rows, row)
	}
	if m.turned {
		return transposed(rows)
	}
	return rows
}

func gridLibrary(act value) []option[grid] {
	affines := slices.DeleteFunc(wrongAffines(), func(alt alternative) bool { return alt.code == "negated" }) // it is that of β's argument
	all := slices.Concat(
		options("a", affines, func(m *grid, f of) { m.a = f }),
		options("β", act.wrong, func(m *grid, f of) { m.beta = f }),
	)
	for _, o := range lossLibrary() {
		all = append(all, option[grid]{"loss " + o.slot, o.code, o.why, func(m *grid) { o.apply(&m.loss) }})
	}
	return append(all, option[grid]{"layout", "transposed", "rows and columns have changed places", func(m *grid) { m.turned = !m.turned }})
}

// CurvePoints returns points that tell the mistakes of [Curve] apart: one w
// each, a of either sign.
func CurvePoints() []GridPoint {
	var points []GridPoint
	for i, p := range ForwardPoints() {
		b := p.Unit.B
		points = append(points, GridPoint{[]float64{p.Unit.W}, []float64{b, b + 0.3125 + 0.125*float64(i%3), b - 1.1875}, p.Sample})
	}
	return points
}

// SurfacePoints returns points that tell the mistakes of [Surface] apart: grids
// that are not square, and square ones that are not symmetric.
func SurfacePoints() []GridPoint {
	s := samples()
	return []GridPoint{
		{[]float64{0.6875, -1.0625, 0.3125}, []float64{0.4375, -0.8125}, s[0]},
		{[]float64{-0.5625, 1.1875}, []float64{0.8125, -0.3125}, s[1]},
		{[]float64{0.9375, -0.4375}, []float64{-0.6875, 0.5625, 1.3125}, s[2]},
		{[]float64{-0.8125, 0.5625}, []float64{0.3125, -1.4375}, s[3]},
	}
}

// SurfaceTails names the formula that overflowed or underflowed in a row of
// losses, Surface(w, [0], s), where |w·x| is large. See [SurfaceTailPoint]. It is
// meant for a Surface that is right where |w·x| is small: see [SurfaceRight].
func SurfaceTails(p GridPoint, got [][]float64) []Fault {
	if len(p.B) != 1 || len(p.W) < fewest || len(got) != 1 || len(got[0]) != len(p.W) {
		return nil
	}
	plain := func(beta func(a float64) float64) of {
		return func(u unit) float64 { u.beta = beta(u.a); return -math.Log(u.beta) + u.beta*u.meanSquare() }
	}
	stable := func(u unit) float64 {
		if u.a < -37 {
			return -u.a + softplus(u.a)*u.meanSquare() // log ζ(a) is a
		}
		return plain(softplus)(u)
	}
	library := options("L", []alternative{
		{"naive-softplus", "log(1 + eᵃ) as it stands is 0 for a < −37, where 1 + eᵃ is 1, and infinite for a > 709, where eᵃ overflows",
			plain(func(a float64) float64 { return math.Log(1 + math.Exp(a)) })},
		{"exp-overflows", "eᵃ overflows for a > 709, and for a < −745 β is 0 and its logarithm infinite", plain(func(a float64) float64 { return math.Log1p(math.Exp(a)) })},
		{"log-of-underflow", "for a < −745 β is 0 in float64 and its logarithm infinite: log β tends to a there", plain(softplus)},
	}, setWhole)
	return diagnose(term{"L", "L = −log ζ(a) + ζ(a)·S with ζ(a) = max(a, 0) + log1p(e^−|a|), and log ζ(a) = a for a < −37"}, of(stable), library, func(m of) bool {
		for j, w := range p.W {
			want := m(unit{a: w*p.Sample.X + p.B[0], y: p.Sample.Y, mu: p.Sample.Mu})
			if !near(got[0][j], want, p.size()) && !(math.IsNaN(got[0][j]) && math.IsNaN(want)) {
				return false
			}
		}
		return true
	})
}

// SurfaceRight reports whether got is right at points, for |a| ≤ 5.
func SurfaceRight(points []GridPoint, got [][][]float64) bool {
	right := grid{affine, softplusValue().right, rightLoss(), false}
	for i, p := range points {
		if !sameMatrix(got[i], right.at(p), 10*(1+p.size())) {
			return false
		}
	}
	return true
}

// SurfaceTailPoint returns a point where every formula of [SurfaceTails] shows.
func SurfaceTailPoint() GridPoint {
	return GridPoint{[]float64{-640, -320, -32, 32, 320, 640}, []float64{0}, specs.Sample{X: 1.25, Mu: 0.5, Y: []float64{1.25, -0.875, 2.0625}}}
}
