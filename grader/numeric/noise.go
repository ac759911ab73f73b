package numeric

import "math"

// windowSize is the number of evaluations that one look at the noise takes.
const windowSize = 9

// window returns where to evaluate, in steps. It is irregular on purpose: on an
// even grid the rounding errors of a nearly linear function fall into step with
// the grid, and look smooth.
func window() [windowSize]float64 {
	return [windowSize]float64{-4.138471, -2.861749, -2.213367, -1.170913, 0.094651, 0.832919, 1.818773, 3.220391, 4.023147}
}

// caution makes a bound of a standard deviation, which is itself an estimate
// from a handful of points.
const caution = 8

// Noise estimates how far off one evaluation of f near x is, whatever the cause:
// rounding in float64 or float32, a result cut to six decimals, a random
// mini-batch. It takes 9 evaluations as a rule and 90 at most, none at x itself.
//
// The estimate is 8 standard deviations, a bound for use with [Derivative]. A
// smooth f that is evaluated without error has 0. If ok is false, nothing near x
// looked like noise on top of a smooth function, and eta is a guess on the large
// side.
//
// The method is that of J. J. Moré and S. M. Wild, "Estimating computational
// noise", SIAM Journal on Scientific Computing 33 (2011): differences of rising
// order take a smooth function away and leave the noise. Two things differ,
// because with the original far too little noise was found now and then. The
// points are irregular, so the differences are divided ones. And they lie
// beside x, where codes tend to be less exact than at x: 0·x is exact, and so
// is a squared error where the fit is perfect.
func Noise(f func(float64) float64, x float64) (eta float64, ok bool) {
	guess, seen := 0.0, false
	for exp := -5; exp >= -37; exp -= 8 {
		offset := math.Ldexp(scale(x), exp)
		y, ok := look(f, x, offset)
		if !ok {
			if y, ok = look(f, x, -offset); !ok {
				continue // out of the domain of f on either side
			}
		}
		sigma, alternates := deviations(y)
		if sigma[0] == 0 {
			break // too near to see a difference, as it will be nearer still
		}
		if deviation, ok := level(sigma, alternates); ok {
			return caution * deviation, true
		}
		guess, seen = caution*max(sigma[windowSize-4], sigma[windowSize-3], sigma[windowSize-2]), true
	}
	return guess, !seen
}

// look evaluates f in a window around x + offset, as wide as a sixteenth of
// the offset. It stops at a value that is not finite.
func look(f func(float64) float64, x, offset float64) (y [windowSize]float64, ok bool) {
	for i, t := range window() {
		y[i] = f(x + offset + float64(offset/128*t))
		if !finite(y[i]) {
			return y, false
		}
	}
	return y, true
}

// deviations returns what the standard deviation of the noise is by the
// divided differences of order 1, 2, …, if all that is left in them is noise.
// Noise makes differences of both signs; alternates says where there are.
func deviations(y [windowSize]float64) (sigma [windowSize - 1]float64, alternates [windowSize - 1]bool) {
	spread := 0.0 // taken out, so that no square overflows or vanishes
	for i := range y {
		spread = max(spread, math.Abs(y[i]-y[0]))
	}
	if spread == 0 {
		return sigma, alternates
	}
	t := window()
	for order := 1; order < windowSize; order++ {
		sum, positive, negative := 0.0, false, false
		for i := 0; i+order < windowSize; i++ {
			d := difference(t[i:i+order+1], y[i:i+order+1]) / spread
			sum += float64(d * d)
			positive = positive || d > 0
			negative = negative || d < 0
		}
		sigma[order-1] = spread * math.Sqrt(sum/float64(windowSize-order))
		alternates[order-1] = positive && negative
	}
	return sigma, alternates
}

// difference returns the divided difference of y over t, divided by the
// standard deviation that it has if y is noise of standard deviation 1:
//
//	Σᵢ λᵢ yᵢ / √Σᵢ λᵢ²,   λᵢ = Πⱼ≠ᵢ 1/(tᵢ − tⱼ)
func difference(t, y []float64) float64 {
	sum, squares := 0.0, 0.0
	for i := range t {
		weight := 1.0
		for j := range t {
			if j != i {
				weight /= t[i] - t[j]
			}
		}
		sum += float64(weight * (y[i] - y[0]))
		squares += float64(weight * weight)
	}
	return sum / math.Sqrt(squares)
}

// level returns the deviation at which three successive orders agree within a
// factor of 4, the first with differences of both signs. Where differences
// vanish altogether, there is no noise.
func level(sigma [windowSize - 1]float64, alternates [windowSize - 1]bool) (float64, bool) {
	for k := 0; k+2 < len(sigma); k++ {
		low := min(sigma[k], sigma[k+1], sigma[k+2])
		high := max(sigma[k], sigma[k+1], sigma[k+2])
		if high == 0 || alternates[k] && high <= 4*low {
			return high, true
		}
	}
	return 0, false
}
