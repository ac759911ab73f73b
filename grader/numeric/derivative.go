package numeric

import (
	"errors"
	"fmt"
	"math"
)

// Why there is no estimate.
var (
	// ErrNotFinite: f is NaN or infinite at x, or nearer to x than the finest
	// step.
	ErrNotFinite = errors.New("the function is not finite")

	// ErrKink: the derivatives from the two sides differ.
	ErrKink = errors.New("the function has a kink")

	// ErrUnsettled: the difference quotients tend to no limit, as at a jump.
	ErrUnsettled = errors.New("the difference quotients do not settle")
)

// safety multiplies bounds before anybody is judged by them. Where f has no
// second derivative, as |x|¹·⁵ at 0, an error can reach 2.4 one-sided bounds.
const safety = 3

// Estimate is a derivative and how far off it can be.
type Estimate struct {
	Value       float64 // NaN if there is no estimate
	Bound       float64 // of |Value − derivative|; +Inf if there is no estimate
	Evaluations int     // how often the function was called for it
}

// Agrees reports whether got can be this derivative: whether it is within three
// bounds plus tol, the tolerance for roundings in got itself. Nothing agrees
// where there is no estimate; look at the error first.
func (e Estimate) Agrees(got, tol float64) bool {
	return Within(got, e.Value, float64(safety*e.Bound)+tol)
}

// Derivative returns the derivative of f at x with a bound of its error. Where
// it cannot tell, which includes every kink, the error says so: ErrNotFinite,
// ErrKink or ErrUnsettled.
//
// The noise is how far off one evaluation of f near x can be, on top of the
// rounding of its result: where f adds up terms, a few Eps times their absolute
// values. 0 stands for unknown: it is then estimated, as by [Noise], which takes
// 9 evaluations or more and is nearly as safe. Ripples of f that look like noise
// count as noise.
//
// f is called at x and at x ± h for powers of two h ≤ max(|x|, 1)/4: about 33
// times, and at most 73, with the noise given. Calls come one after the other
// and each point once; the same values bring the same calls. Any x will do; one
// made by [Dyadic] spares the rounding of x ± h.
//
// The method is Richardson extrapolation of central differences over powers of
// two, with the noise propagated, the consent of finer steps, and that of the
// two sides of x.
func Derivative(f func(float64) float64, x, noise float64) (Estimate, error) {
	s, err := sample(f, x, noise)
	if err != nil {
		return s.inconclusive(err)
	}
	t, e, err := s.settle(central())
	if err != nil {
		return s.inconclusive(err)
	}
	// Central quotients are blind to whatever is symmetric about x: at a kink
	// they agree on the mean of two slopes. The two sides have to agree as well.
	if s.agree(t) != nil {
		if err := s.agree(s.every(central(), t.rows[0].level)); err != nil {
			return s.inconclusive(err)
		}
	}
	return Estimate{e.value, e.bound, len(s.seen)}, nil
}

// inconclusive returns the estimate that is none, and the reason.
func (s *samples) inconclusive(why error) (Estimate, error) {
	return Estimate{math.NaN(), math.Inf(1), len(s.seen)}, fmt.Errorf("differentiate at %v: %w", s.x, why)
}

// Gradient returns the partial derivatives of f at x, each as [Derivative]
// does, with steps that suit its coordinate. The error joins those of the
// coordinates that have no estimate; the others are good all the same.
//
// Every call of f gets a slice of its own, to do with what it likes; x is left
// as it is.
func Gradient(f func(x []float64) float64, x []float64, noise float64) ([]Estimate, error) {
	gradient := make([]Estimate, len(x))
	var problems []error
	for i := range x {
		along := func(xi float64) float64 {
			point := append([]float64(nil), x...)
			point[i] = xi
			return f(point)
		}
		var err error
		if gradient[i], err = Derivative(along, x[i], noise); err != nil {
			problems = append(problems, fmt.Errorf("coordinate %d: %w", i, err))
		}
	}
	return gradient, errors.Join(problems...)
}

// Dyadic returns x rounded to 26 significant bits. With such an x every x ± h
// of [Derivative] is exact, down to |x| = 10⁻⁸, and so are products of two.
func Dyadic(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	return math.Ldexp(math.RoundToEven(math.Ldexp(fraction, 26)), exponent-26)
}
