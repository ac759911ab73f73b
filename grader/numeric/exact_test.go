package numeric_test

import (
	"math"
	"math/big"
)

// The derivatives that the estimates are held against are computed with 240
// bits and rounded once, so that no rounding of theirs can excuse or blame a
// bound.
const bits = 240

func exact(x float64) *big.Float { return new(big.Float).SetPrec(bits).SetFloat64(x) }

func add(x, y *big.Float) *big.Float { return exact(0).Add(x, y) }
func sub(x, y *big.Float) *big.Float { return exact(0).Sub(x, y) }
func mul(x, y *big.Float) *big.Float { return exact(0).Mul(x, y) }
func quo(x, y *big.Float) *big.Float { return exact(0).Quo(x, y) }

func rounded(x *big.Float) float64 {
	y, _ := x.Float64()
	return y
}

// exp is the Taylor series at x/2ᵏ, squared k times.
func exp(x *big.Float) *big.Float {
	halvings := max(x.MantExp(nil)+8, 0)
	t := exact(0).SetMantExp(x, -halvings)
	sum, term := exact(1), exact(1)
	for i := 1.0; term.Sign() != 0 && term.MantExp(nil) > -bits; i++ {
		term = quo(mul(term, t), exact(i))
		sum = add(sum, term)
	}
	for range halvings {
		sum = mul(sum, sum)
	}
	return sum
}

// log corrects the logarithm of float64 by Halley's rule, which triples the
// digits.
func log(y *big.Float) *big.Float {
	l := exact(math.Log(rounded(y)))
	for range 2 {
		e := exp(l)
		l = add(l, mul(exact(2), quo(sub(y, e), add(y, e))))
	}
	return l
}

// sigmoid returns 1/(1 + e⁻ᵃ).
func sigmoid(a *big.Float) *big.Float {
	return quo(exact(1), add(exact(1), exp(exact(0).Neg(a))))
}

// softplus returns log(1 + eᵃ), by way of e⁻ᵃ where eᵃ is no float64.
func softplus(a *big.Float) *big.Float {
	if a.Sign() > 0 {
		return add(a, softplus(exact(0).Neg(a)))
	}
	return log(add(exact(1), exp(a)))
}

// tanh returns 2σ(2a) − 1.
func tanh(a *big.Float) *big.Float {
	return sub(mul(exact(2), sigmoid(mul(exact(2), a))), exact(1))
}

// cos is the Taylor series at x/2ᵏ, doubled k times: cos 2t = 2cos²t − 1.
func cos(x *big.Float) *big.Float {
	halvings := max(x.MantExp(nil)+4, 0)
	t := exact(0).SetMantExp(x, -halvings)
	square := mul(t, t)
	sum, term := exact(1), exact(1)
	for i := 1.0; term.Sign() != 0 && term.MantExp(nil) > -bits; i++ {
		term = quo(mul(term, square), exact(-2*i*(2*i-1)))
		sum = add(sum, term)
	}
	for range halvings {
		sum = sub(mul(exact(2), mul(sum, sum)), exact(1))
	}
	return sum
}
