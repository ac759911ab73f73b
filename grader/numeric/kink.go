package numeric

import (
	"errors"
	"fmt"
	"math"
)

// Sides holds the derivatives from the two sides of a point.
type Sides struct {
	Left, Right Estimate
}

// Kink reports whether the two sides differ by more than can be an error:
// |D⁺ − D⁻| > 3(E⁺ + E⁻). It is false where a side has no estimate.
func (s Sides) Kink() bool {
	return math.Abs(s.Right.Value-s.Left.Value) > safety*(s.Right.Bound+s.Left.Bound)
}

// OneSided returns the derivatives of f at x from the left and from the right.
// Unlike [Derivative] it is at home at kinks and at the ends of a domain; its
// bounds are larger, since one-sided quotients have errors of first order.
//
// With s = max(|x|, 1), a kink within 10⁻¹²·s of x counts as one at x. One that
// is further off than 10⁻¹⁰·s is seen to be elsewhere, and both sides have the
// slope at x. In between they do not settle.
//
// The noise is that of Derivative. The error joins those of the sides that have
// no estimate; the other side is good all the same. The evaluations of Left
// include those for the noise and f(x).
func OneSided(f func(float64) float64, x, noise float64) (Sides, error) {
	s, err := sample(f, x, noise)
	if err != nil {
		none, err := s.inconclusive(err)
		return Sides{none, none}, err
	}
	left, errLeft := s.side(backward())
	if errLeft != nil {
		errLeft = fmt.Errorf("from the left: %w", errLeft)
	}
	right, errRight := s.side(forward())
	if errRight != nil {
		errRight = fmt.Errorf("from the right: %w", errRight)
	}
	right.Evaluations -= left.Evaluations
	return Sides{left, right}, errors.Join(errLeft, errRight)
}

func (s *samples) side(st stencil) (Estimate, error) {
	_, e, err := s.settle(st)
	if err != nil {
		return s.inconclusive(err)
	}
	return Estimate{e.value, e.bound, len(s.seen)}, nil
}

// agree returns nil if, by the samples of a central table, the slopes from the
// two sides can be the same. It takes no evaluation.
func (s *samples) agree(central table) error {
	left, right := newTable(backward().order), newTable(forward().order)
	for _, r := range central.rows {
		s.extend(&left, backward(), r.level)
		s.extend(&right, forward(), r.level)
	}
	l, lok := left.limit()
	r, rok := right.limit()
	switch {
	case !lok || !rok:
		return ErrUnsettled
	case math.Abs(r.value-l.value) > safety*(r.bound+l.bound):
		return ErrKink
	default:
		return nil
	}
}
