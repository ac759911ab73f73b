package diagnose

import (
	"math"
	"slices"
)

// ClipPoint is a question to Clip of PrecisionSGD.
type ClipPoint struct {
	G []float64
	C float64
}

// SGDClip names the mistake in a Clip that returned got at points, if there is
// just one.
func SGDClip(points []ClipPoint, got [][]float64) []Fault {
	if len(points) < fewest || len(got) != len(points) {
		return nil
	}
	t := term{"g", "g = g if ‖g‖ ≤ c or c ≤ 0, and g·c/‖g‖ otherwise, with ‖g‖ = √(Σ gᵢ²)"}
	return diagnose(t, clip(rightClip), clipLibrary(), func(m clip) bool {
		for i, p := range points {
			size := 1 + norm(p.G)
			if !slices.EqualFunc(got[i], m(p.G, p.C), func(got, want float64) bool { return near(got, want, size) }) {
				return false
			}
		}
		return true
	})
}

// ClipPoints returns points that tell the mistakes of [SGDClip] apart: longer
// than c and shorter, each part shorter and the whole longer, a square that is
// shorter than its root, and no bound at all.
func ClipPoints() []ClipPoint {
	return []ClipPoint{
		{[]float64{1.5, -2.25, 0.75}, 1.25},
		{[]float64{0.375, -0.25}, 0.8125},
		{[]float64{0.75, 0.125, -1}, 1.125},
		{[]float64{3, -4.5, 1, 0.5, -2}, 2.5},
		{[]float64{0.25, 0.5, -0.375}, 0.5},
		{[]float64{1.5, -0.75}, 0},
		{[]float64{-0.75, 1.25}, -0.5},
	}
}

// clip is a Clip.
type clip func(g []float64, c float64) []float64

func rightClip(g []float64, c float64) []float64 { return clipBy(norm, c/norm(g))(g, c) }

// clipBy multiplies by a factor where a norm is greater than c.
func clipBy(norm func([]float64) float64, factor float64) clip {
	return func(g []float64, c float64) []float64 {
		if c <= 0 || norm(g) <= c {
			return g
		}
		return multiplied(g, factor)
	}
}

func norm(g []float64) float64 { return math.Sqrt(sumOf(g, square)) }

func sumOf(g []float64, f func(float64) float64) float64 {
	sum := 0.0
	for _, x := range g {
		sum += f(x)
	}
	return sum
}

func multiplied(g []float64, by float64) []float64 {
	return mapped(g, func(x float64) float64 { return by * x })
}

func mapped(g []float64, f func(float64) float64) []float64 {
	all := make([]float64, len(g))
	for i, x := range g {
		all[i] = f(x)
	}
	return all
}

func clipLibrary() []option[clip] {
	var all []option[clip]
	add := func(code, why string, fs ...clip) {
		all = append(all, variants("clip", func(m *clip, f clip) { *m = f }, code, why, fs...)...)
	}
	otherNorm := func(code, why string, other func([]float64) float64) {
		add(code, why,
			func(g []float64, c float64) []float64 { return clipBy(other, c/other(g))(g, c) },
			func(g []float64, c float64) []float64 { return clipBy(norm, c/other(g))(g, c) })
	}
	each := func(g []float64, c float64) []float64 {
		return mapped(g, func(x float64) float64 { return max(-c, min(c, x)) })
	}
	add("clips-each-part", "each part is cut to [−c, c] by itself, which turns the direction", each, func(g []float64, c float64) []float64 {
		if c <= 0 {
			return g
		}
		return each(g, c)
	})
	add("always-normalised", "a gradient shorter than c is made longer", func(g []float64, c float64) []float64 {
		if c <= 0 || norm(g) == 0 {
			return g
		}
		return multiplied(g, c/norm(g))
	})
	add("normalised-to-one", "the length is cut to 1, not to c", func(g []float64, c float64) []float64 { return clipBy(norm, 1/norm(g))(g, c) })
	add("never-clipped", "nothing is cut", func(g []float64, _ float64) []float64 { return g })
	add("zero-clip-norm-clips", "a c ≤ 0, which asks for no clipping, is taken for a bound", func(g []float64, c float64) []float64 {
		if norm(g) <= c {
			return g
		}
		return multiplied(g, c/norm(g))
	}, func(g []float64, c float64) []float64 {
		if c < 0 || norm(g) <= c {
			return g
		}
		return multiplied(g, c/norm(g))
	})
	otherNorm("root-missing", "the square root is missing from the norm", func(g []float64) float64 { return sumOf(g, square) })
	otherNorm("absolute-sum-for-norm", "the sum of the absolute values stands in place of the norm", func(g []float64) float64 { return sumOf(g, math.Abs) })
	otherNorm("largest-part-for-norm", "the largest part stands in place of the norm", func(g []float64) float64 { return slices.Max(mapped(g, math.Abs)) })
	otherNorm("mean-square-for-norm", "the squares are averaged, not added up", func(g []float64) float64 { return norm(g) / math.Sqrt(float64(len(g))) })
	add("comparison-turned", "shorter gradients are made longer, and longer ones left as they are", func(g []float64, c float64) []float64 {
		if c <= 0 || norm(g) >= c || norm(g) == 0 {
			return g
		}
		return multiplied(g, c/norm(g))
	})
	add("clipped-to-zero", "a longer gradient becomes 0", func(g []float64, c float64) []float64 { return clipBy(norm, 0)(g, c) })
	add("norm-not-divided", "a longer gradient is multiplied by c and not divided by its norm", func(g []float64, c float64) []float64 { return clipBy(norm, c)(g, c) })
	add("ratio-inverted", "the factor is ‖g‖/c, not c/‖g‖", func(g []float64, c float64) []float64 { return clipBy(norm, norm(g)/c)(g, c) })
	add("negated", "the sign is wrong", func(g []float64, c float64) []float64 { return multiplied(rightClip(g, c), -1) },
		func(g []float64, c float64) []float64 { return clipBy(norm, -c/norm(g))(g, c) })
	for _, epsilon := range smallConstants() {
		add("constant-added-to-norm", "a small constant is added to the norm", func(g []float64, c float64) []float64 {
			return clipBy(norm, c/(norm(g)+epsilon))(g, c)
		})
	}
	return all
}
