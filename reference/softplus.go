package reference

import "math"

// Below deep, eᵃ is less than half the spacing of numbers at 1: log ζ(a) is a
// and σ(a)/ζ(a) is 1, to the last bit.
const deep = -37

// softplus returns ζ(a) = log(1 + eᵃ). Only e to a negative power is formed, so
// nothing overflows; Log1p keeps the digits that 1 + eᵃ would drop.
func softplus(a float64) float64 {
	return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a)))
}

// logSoftplus returns log ζ(a), also where ζ(a), which is eᵃ there, underflows.
func logSoftplus(a float64) float64 {
	if a < deep {
		return a
	}
	return math.Log(softplus(a))
}

// sigmoid returns σ(a) = 1/(1 + e⁻ᵃ) = eᵃ/(1 + eᵃ), the form without overflow.
func sigmoid(a float64) float64 {
	if a >= 0 {
		return 1 / (1 + math.Exp(-a))
	}
	e := math.Exp(a)
	return e / (1 + e)
}

// sigmoidSlope returns σ′(a) = σ(a)(1 − σ(a)), which is even in a. Written with
// e = e^−|a| it subtracts nothing: 1 − σ(a) is 0 above 36.7.
func sigmoidSlope(a float64) float64 {
	e := math.Exp(-math.Abs(a))
	return e / ((1 + e) * (1 + e))
}

// logSoftplusSlope returns the derivative of log ζ(a), σ(a)/ζ(a). It tends to
// 1 for a → −∞, where both underflow, and to 1/a for a → ∞.
func logSoftplusSlope(a float64) float64 {
	if a < deep {
		return 1
	}
	return sigmoid(a) / softplus(a)
}
