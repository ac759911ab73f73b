package numeric_test

import (
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// problem is a function, a point, and its derivative there.
type problem struct {
	f     func(float64) float64
	x     float64
	want  float64
	noise float64 // a bound of the rounding error of f around x
}

// family draws problems of one kind.
type family struct {
	name  string
	why   string
	bound float64 // that half of the bounds are below, relative to the derivative
	draw  func(r *rand.Rand) problem
}

func families() []family {
	return []family{
		{"log-singular", "the course's loss of β, whose domain ends at distance β", 1e-11, drawLogarithm},
		{"parameter zero", "a step relative to the parameter would be 0", 1e-11, drawZero},
		{"softplus", "the course's loss of a, from the exponential to the linear tail", 1e-11, drawSoftplus},
		{"tanh network", "a parameter of an XOR network", 1e-10, drawNetwork},
		{"sin 100x", "the coarse steps see another function", 1e-10, drawSine},
		{"kink near", "the coarse steps see both sides", 1e-13, drawKinkNear},
		{"polynomial", "rounding errors of a sum with cancellation", 1e-11, drawPolynomial},
		{"exponential", "samples of very different sizes", 1e-11, drawExponential},
		{"single precision", "a loss computed in float64 and kept in float32", 1e-4, drawSingle},
		{"naive softplus", "log(1 + eᵃ), whose noise grows as e⁻ᵃ", 1e-11, drawNaive},
	}
}

func uniform(r *rand.Rand, low, high float64) float64 { return low + (high-low)*r.Float64() }

func logUniform(r *rand.Rand, low, high float64) float64 {
	return math.Exp(uniform(r, math.Log(low), math.Log(high)))
}

// somewhere rounds three points out of four, as a grader would.
func somewhere(r *rand.Rand, x float64) float64 {
	if r.IntN(4) == 0 {
		return x
	}
	return numeric.Dyadic(x)
}

func lossOfBeta(m float64) func(float64) float64 {
	return func(beta float64) float64 { return -math.Log(beta) + float64(beta*m) }
}

func drawLogarithm(r *rand.Rand) problem {
	beta, m := somewhere(r, logUniform(r, 1e-8, 1e8)), logUniform(r, 1e-8, 1e8)
	return problem{
		f:     lossOfBeta(m),
		x:     beta,
		want:  rounded(sub(exact(m), quo(exact(1), exact(beta)))),
		noise: 2 * numeric.Eps * (math.Abs(math.Log(beta)) + beta*m + 1),
	}
}

func stableSoftplus(a float64) float64 { return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }

func lossOfA(m float64) func(float64) float64 {
	loss := lossOfBeta(m)
	return func(a float64) float64 { return loss(stableSoftplus(a)) }
}

// slopeOfA is m·σ(a) − σ(a)/ζ(a).
func slopeOfA(a, m float64) float64 {
	s := sigmoid(exact(a))
	return rounded(sub(mul(exact(m), s), quo(s, softplus(exact(a)))))
}

func drawSoftplus(r *rand.Rand) problem {
	a, m := somewhere(r, uniform(r, -30, 40)), logUniform(r, 1e-8, 1e8)
	beta := stableSoftplus(a)
	return problem{
		f:     lossOfA(m),
		x:     a,
		want:  slopeOfA(a, m),
		noise: 2 * numeric.Eps * (math.Abs(math.Log(beta)) + beta*m + 1),
	}
}

func drawZero(r *rand.Rand) problem {
	x, b, m := uniform(r, -2, 2), uniform(r, -5, 5), logUniform(r, 1e-2, 1e2)
	loss, slope := lossOfA(m), slopeOfA(b, m)
	beta := stableSoftplus(b)
	return problem{
		f:     func(w float64) float64 { return loss(float64(w*x) + b) },
		x:     0,
		want:  slope * x,
		noise: numeric.Eps * (2*(math.Abs(math.Log(beta))+beta*m+1) + math.Abs(slope)*math.Abs(b)),
	}
}

// drawNetwork takes one weight of a tanh unit in a network of two:
// ŷ = v₁ tanh(w x₁ + b₁) + v₂ tanh(a₂) + c, and one squared error.
func drawNetwork(r *rand.Rand) problem {
	w := somewhere(r, uniform(r, -2, 2))
	x1, b1, rest := uniform(r, -1, 1), uniform(r, -1, 1), uniform(r, -2, 2)
	v, target := uniform(r, -2, 2), float64(r.IntN(2))
	h := tanh(add(mul(exact(w), exact(x1)), exact(b1)))
	residual := sub(add(mul(exact(v), h), exact(rest)), exact(target))
	delta := mul(mul(exact(2), residual), mul(exact(v), sub(exact(1), mul(h, h))))
	return problem{
		f: func(w float64) float64 {
			e := float64(v*math.Tanh(float64(w*x1)+b1)) + rest - target
			return e * e
		},
		x:     w,
		want:  rounded(mul(delta, exact(x1))),
		noise: 16 * numeric.Eps * (1 + math.Abs(rounded(residual))) * (math.Abs(v) + math.Abs(rest) + 1),
	}
}

func drawSine(r *rand.Rand) problem {
	x := somewhere(r, uniform(r, -3, 3))
	return problem{
		f:     func(x float64) float64 { return math.Sin(100 * x) },
		x:     x,
		want:  rounded(mul(exact(100), cos(mul(exact(100), exact(x))))),
		noise: numeric.Eps * (2 + 100*math.Abs(x)),
	}
}

func drawKinkNear(r *rand.Rand) problem {
	x := somewhere(r, uniform(r, -3, 3))
	d := math.Copysign(logUniform(r, 1e-3, 1), uniform(r, -1, 1))
	return problem{
		f:     func(t float64) float64 { return math.Abs(t - (x + d)) },
		x:     x,
		want:  math.Copysign(1, -d),
		noise: numeric.Eps * math.Abs(d),
	}
}

func drawPolynomial(r *rand.Rand) problem {
	c := make([]float64, 2+r.IntN(8))
	for i := range c {
		c[i] = uniform(r, -1, 1)
	}
	x := somewhere(r, uniform(r, -3, 3))
	slope, size := exact(0), 0.0
	for i := len(c) - 1; i > 0; i-- {
		slope = add(mul(slope, exact(x)), mul(exact(float64(i)), exact(c[i])))
	}
	for i := len(c) - 1; i >= 0; i-- {
		size = size*(math.Abs(x)+0.5) + math.Abs(c[i])
	}
	return problem{
		f: func(x float64) float64 {
			y := 0.0
			for i := len(c) - 1; i >= 0; i-- {
				y = float64(y*x) + c[i]
			}
			return y
		},
		x:     x,
		want:  rounded(slope),
		noise: float64(len(c)) * numeric.Eps * size,
	}
}

func drawExponential(r *rand.Rand) problem {
	x, rate := somewhere(r, uniform(r, -20, 20)), logUniform(r, 1e-2, 10)
	return problem{
		f:     func(x float64) float64 { return math.Exp(rate * x) },
		x:     x,
		want:  rounded(mul(exact(rate), exp(mul(exact(rate), exact(x))))),
		noise: numeric.Eps * (2 + rate*math.Abs(x)) * math.Exp(rate*x),
	}
}

func drawSingle(r *rand.Rand) problem {
	p := drawSoftplus(r)
	double := p.f
	p.f = func(a float64) float64 { return float64(float32(double(a))) }
	p.noise = 0x1p-23 * (math.Abs(double(p.x)) + math.Abs(p.want))
	return p
}

func drawNaive(r *rand.Rand) problem {
	a, m := somewhere(r, uniform(r, -20, 30)), logUniform(r, 0.1, 10)
	loss, beta := lossOfBeta(m), math.Log(1+math.Exp(a))
	return problem{
		f:     func(a float64) float64 { return loss(math.Log(1 + math.Exp(a))) },
		x:     a,
		want:  slopeOfA(a, m),
		noise: 2 * numeric.Eps * (math.Abs(math.Log(beta)) + beta*m + 1 + math.Abs(m-1/beta)),
	}
}
