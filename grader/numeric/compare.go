package numeric

import "math"

// Eps is the distance from 1 to the next float64, 2⁻⁵². One rounding is off by
// at most Eps/2, relatively.
const Eps = 0x1p-52

// How many roundings an answer may be off, by what is asked. Measured on
// dL/da of the course's loss over 20,000 points, in units of Eps times the sum
// of the absolute terms: see [Tolerance].
const (
	// KappaStable is for formulas that must hold at any a, |a| = 1000 included:
	// the worst stable formula is off by 2, an unstable one by 10³ and more.
	KappaStable = 64

	// KappaBasic is for a ∈ [−5, 5], where every textbook formula is right: the
	// worst, softplus as a + log(1 + 1/eᵃ), is off by 280. A derivative taken
	// numerically is off by 3·10⁵ and more, as a rule, and does not pass.
	KappaBasic = 1e4

	// KappaWide is for a ∈ [−10, 30], where that worst formula is off by
	// 7.6·10⁴.
	KappaWide = 1e6
)

// Tolerance returns how far an answer may be off that is a sum of terms whose
// absolute values add up to size, if kappa roundings are allowed: κ·Eps·size.
//
// It is relative to the terms and not to the answer, since terms that cancel,
// as they do at every optimum, leave their rounding errors behind.
func Tolerance(kappa, size float64) float64 { return float64(kappa * Eps * size) } // never fused into a sum

// Within reports whether got is no further than tol from want. What cannot be
// judged does not pass:
//
//   - got = NaN never passes, nor does want = NaN, nor tol = NaN or ±Inf;
//   - got = ±Inf passes only if want is the same infinity, and then a finite
//     want never does.
//
// A tol of 0 asks for the very number; 0 and −0 are the same number.
func Within(got, want, tol float64) bool {
	if math.IsInf(tol, 0) || !(tol >= 0) {
		return false
	}
	if math.IsInf(want, 0) {
		return got == want
	}
	return math.Abs(got-want) <= tol
}
