package student

import (
	"cmp"
	"math"
)

// number is anything one can add up.
type number interface{ ~float64 | ~int }

// pairwise adds halves to halves; rounding grows with log n only.
func pairwise[T number](xs []T) T {
	switch n := len(xs); n {
	case 0:
		return 0
	case 1:
		return xs[0]
	default:
		return pairwise(xs[:n/2]) + pairwise(xs[n/2:])
	}
}

func apply[A, B any](f func(A) B, xs []A) []B {
	out := make([]B, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func zip[A, B, C any](f func(A, B) C, as []A, bs []B) []C {
	i := -1
	return apply(func(a A) C { i++; return f(a, bs[i]) }, as)
}

// iterate lists start, f(start), f(f(start)), ...
func iterate[P any](start P, steps int, f func(P) P) []P {
	if steps == 0 {
		return []P{start}
	}
	return append([]P{start}, iterate(f(start), steps-1, f)...)
}

func largest[T cmp.Ordered](first T, rest ...T) T {
	for _, x := range rest {
		first = max(first, x)
	}
	return first
}

// average of f over ys, one division per element, added pairwise.
func average(f func(float64) float64, ys []float64) float64 {
	n := float64(len(ys))
	if n == 0 {
		return math.NaN()
	}
	return pairwise(apply(func(y float64) float64 { return f(y) / n }, ys))
}

// A smooth unit with everything one may ask of it.
var curve = map[string]func(float64) float64{
	"ζ": func(a float64) float64 { return math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) },
	"σ": func(a float64) float64 {
		tail := math.Exp(-math.Abs(a))
		if math.Signbit(a) {
			return tail / (1 + tail)
		}
		return 1 / (1 + tail)
	},
	// log ζ and σ/ζ by their series where ζ is too small
	"log ζ": func(a float64) float64 {
		if a < -37 {
			return a - math.Exp(a)/2
		}
		return math.Log(math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))))
	},
	"σ/ζ": func(a float64) float64 {
		if a < -37 {
			return 1 - math.Exp(a)/2
		}
		beta := math.Max(a, 0) + math.Log1p(math.Exp(-math.Abs(a)))
		return -math.Expm1(-beta) / beta
	},
}
