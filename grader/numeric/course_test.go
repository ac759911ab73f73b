package numeric_test

import (
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// course is one point of the course's loss −log β + βS, where β is the
// rectifier or softplus of w·x + b.
type course struct {
	x, w, b  float64
	y        []float64
	mu       float64
	softplus bool
}

// s is the mean square of observations about μ.
func (c course) s(y []float64) float64 {
	sum := 0.0
	for _, y := range y {
		sum += float64((y - c.mu) * (y - c.mu))
	}
	return sum / float64(len(y))
}

// a is the argument of the activation.
func (c course) a() float64 { return float64(c.w*c.x) + c.b }

// activate returns β and ∂β/∂a.
func (c course) activate(a float64) (beta, slope float64) {
	if c.softplus {
		return stableSoftplus(a), 1 / (1 + math.Exp(-a))
	}
	if a > 0 {
		return a, 1
	}
	return 0, 0
}

// program is a way to compute ∂L/∂a, given S, β and ∂β/∂a.
type program struct {
	name  string
	right bool
	slope func(c course, s, beta, act float64) float64
}

// rightProgram uses the textbook's formula.
func rightProgram() program {
	return program{"right", true, func(_ course, s, beta, act float64) float64 { return (s - 1/beta) * act }}
}

// part is a part of the table: a kind of points, and the programs that are
// judged there.
type part struct {
	name     string
	draw     func(r *rand.Rand) course
	programs []program
}

func parts() []part {
	return []part{
		{"softplus, a in [-5, 5]", drawModerate, []program{
			rightProgram(),
			{"twice", false, func(_ course, s, beta, act float64) float64 { return 2 * (s - 1/beta) * act }},
			{"sigma'(beta)", false, func(c course, s, beta, _ float64) float64 {
				_, act := c.activate(beta)
				return (s - 1/beta) * act
			}},
			{"/(N-1)", false, func(c course, s, beta, act float64) float64 {
				n := float64(len(c.y))
				return (s*n/(n-1) - 1/beta) * act
			}},
			{"one dropped", false, func(c course, _, beta, act float64) float64 {
				return (c.s(c.y[:len(c.y)-1]) - 1/beta) * act
			}},
			{"-1/(beta+1e-5)", false, func(_ course, s, beta, act float64) float64 { return (s - 1/(beta+1e-5)) * act }},
			{"-1/(beta+1e-8)", false, func(_ course, s, beta, act float64) float64 { return (s - 1/(beta+1e-8)) * act }},
		}},
		{"ReLU, beta 1e-7 to 1e-3", drawSmall, []program{
			rightProgram(),
			{"sign", false, func(_ course, s, beta, act float64) float64 { return -(s - 1/beta) * act }},
		}},
		{"softplus, beta 1e2 to 1e6", drawLarge, []program{
			rightProgram(),
			{"twice", false, func(_ course, s, beta, act float64) float64 { return 2 * (s - 1/beta) * act }},
			{"zero", false, func(course, float64, float64, float64) float64 { return 0 }},
		}},
	}
}

func drawModerate(r *rand.Rand) course { return drawCourse(r, uniform(r, -5, 5), true) }
func drawSmall(r *rand.Rand) course    { return drawCourse(r, logUniform(r, 1e-7, 1e-3), false) }
func drawLarge(r *rand.Rand) course    { return drawCourse(r, logUniform(r, 1e2, 1e6), true) }

// drawCourse draws a generic point with the given a: no two numbers alike, none
// of them 1, and S well off 1/β, where twice the gradient is right as well. The
// parameters have 26 bits, so that every right program finds the very same a.
func drawCourse(r *rand.Rand, a float64, softplus bool) course {
	sign := func(x float64) float64 { return math.Copysign(x, uniform(r, -1, 1)) }
	c := course{
		x:        numeric.Dyadic(sign(uniform(r, 0.6, 2.2))),
		w:        numeric.Dyadic(sign(uniform(r, 0.3, 2))),
		y:        make([]float64, 1000),
		mu:       numeric.Dyadic(sign(uniform(r, 0.4, 1.4))),
		softplus: softplus,
	}
	c.b = numeric.Dyadic(a - float64(c.w*c.x))
	for !softplus && c.a() <= 0 {
		c.b += 0x1p-24
	}
	beta, _ := c.activate(c.a())
	ratio := math.Exp(math.Copysign(uniform(r, 0.3, 1.4), uniform(r, -1, 1)))
	for i := range c.y {
		c.y[i] = c.mu + math.Sqrt(ratio/beta)*r.NormFloat64()
	}
	return c
}

// ask makes a question of the gradient that a program computes. Its loss is
// right.
func (c course) ask(prog program) question {
	s, a := c.s(c.y), c.a()
	beta, act := c.activate(a)
	slope := prog.slope(c, s, beta, act)
	exactly, size := (s-1/beta)*act, (s+1/beta)*act
	if c.softplus {
		exactly = slopeOfA(a, s)
	}
	noise := 2*numeric.Eps*(math.Abs(math.Log(beta))+beta*s+1) + math.Abs(exactly)*numeric.Eps*(math.Abs(c.w*c.x)+math.Abs(c.b))
	return question{
		loss: func(p pair) float64 {
			beta, _ := c.activate(float64(p[0]*c.x) + p[1])
			return lossOfBeta(s)(beta)
		},
		at:       pair{c.w, c.b},
		gradient: pair{slope * c.x, slope},
		right:    pair{exactly * c.x, exactly},
		size:     pair{size * math.Abs(c.x), size},
		noise:    pair{noise, noise},
	}
}
