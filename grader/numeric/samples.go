package numeric

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/diff/fd"
)

const (
	// levels is how many steps h₀, h₀/2, h₀/4, … there are. With h₀ a quarter
	// of the scale of x, the finest is 2⁻³⁷ of it.
	levels = 36

	// stride is how many levels apart the steps are that are only taken to see
	// whether they contradict.
	stride = 3
)

// stencil is a difference quotient with the order of its error in the step.
type stencil struct {
	points []fd.Point
	order  int
}

func central() stencil  { return stencil{fd.Central.Stencil, 2} }
func forward() stencil  { return stencil{fd.Forward.Stencil, 1} }
func backward() stencil { return stencil{fd.Backward.Stencil, 1} }

// samples evaluates a function around x, each point at most once: the tables
// of the two sides have for nothing what the central one has paid for.
type samples struct {
	f       func(float64) float64
	x, fx   float64
	noise   float64 // of one evaluation, on top of the rounding of its result
	guessed bool    // the noise is an estimate
	doubted bool    // and has been checked
	seen    map[float64]float64
}

// sample prepares to differentiate f at x. A noise of 0 is estimated.
func sample(f func(float64) float64, x, noise float64) (*samples, error) {
	if !(noise >= 0) || math.IsInf(noise, 0) {
		panic("numeric: the noise of an evaluation must be finite and not negative")
	}
	s := &samples{f: f, x: x, noise: noise, seen: make(map[float64]float64, 2*levels)}
	if !finite(x) {
		return s, ErrNotFinite
	}
	if s.fx = s.at(x); !finite(s.fx) {
		return s, ErrNotFinite
	}
	if noise == 0 {
		s.noise, _ = Noise(s.at, x)
		s.guessed = true
	}
	return s, nil
}

// scale returns the greatest power of two that is not above max(|x|, 1).
func scale(x float64) float64 {
	return math.Ldexp(1, math.Ilogb(max(math.Abs(x), 1)))
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// at returns f(x).
func (s *samples) at(x float64) float64 {
	y, ok := s.seen[x]
	if !ok {
		y = s.f(x)
		s.seen[x] = y
	}
	return y
}

// quotient returns the difference quotient of a level and how far rounding and
// noise can have put it off. If a sample is not finite neither is the quotient,
// and the samples after that one are not taken.
func (s *samples) quotient(st stencil, level int) (value, noise float64) {
	h := math.Ldexp(scale(s.x), -2-level)
	for _, p := range st.points {
		step := h * p.Loc
		y := s.at(s.x + step)
		if !finite(y) {
			return math.NaN(), math.NaN()
		}
		value += float64(p.Coeff * y)
		// If the point is off by slip, the sample is off by the slope times that;
		// the slope is taken to be at most four times that of the chord.
		chord := math.Abs(y-s.fx) / h
		off := s.noise + float64(2*Eps*math.Abs(y)) + float64(4*s.slip(step)*chord)
		noise += float64(math.Abs(p.Coeff) * off)
	}
	return value / h, noise / h
}

// slip returns how far off x + step is. An f of which nothing is known may do
// the same again, by multiplying it with a weight, say.
func (s *samples) slip(step float64) float64 {
	slip := math.Abs(roundoff(s.x, step))
	if s.guessed {
		slip += Eps / 2 * math.Abs(s.x+step)
	}
	return slip
}

// roundoff returns the error of the sum a + b, exactly (D. Knuth's TwoSum).
func roundoff(a, b float64) float64 {
	sum := a + b
	t := sum - a
	return (a - (sum - t)) + (b - t)
}

// settle extrapolates to step 0. It takes finer steps until no still finer one
// could have a smaller bound, then goes on in strides, only for the finer steps
// to have their say. If they contradict, something happens at a scale that was
// passed over, and every step is taken.
func (s *samples) settle(st stencil) (table, entry, error) {
	first := s.coarsest(st)
	t := newTable(st.order)
	level := first
	for ; level < levels && !t.done(); level++ {
		s.extend(&t, st, level)
	}
	hope, _ := t.best(1)
	for level += stride - 1; level < levels; level += stride {
		s.extend(&t, st, level)
	}
	if e, ok := t.limit(); ok && e.bound <= hope.bound {
		return t, e, nil
	}
	if s.doubt() {
		return s.settle(st)
	}
	t = s.every(st, first)
	e, ok := t.limit()
	switch {
	case ok:
		return t, e, nil
	case len(t.rows) == 0:
		return t, e, ErrNotFinite
	default:
		return t, e, ErrUnsettled
	}
}

// doubt reports whether the noise was estimated too low, as happens by chance
// one time in 10⁵, and raises it. It looks at the other side of x, once.
func (s *samples) doubt() bool {
	if !s.guessed || s.doubted {
		return false
	}
	s.doubted = true
	noise, _ := Noise(func(x float64) float64 { return s.at(s.x - (x - s.x)) }, s.x)
	if !(noise > s.noise) {
		return false
	}
	s.noise = noise
	return true
}

// every returns the table of all steps from a level on.
func (s *samples) every(st stencil, first int) table {
	t := newTable(st.order)
	for level := first; level < levels; level++ {
		s.extend(&t, st, level)
	}
	return t
}

// extend adds a level to a table. Where a sample is not finite the table starts
// anew below it: so the stencil shrinks until it fits into the domain of f.
func (s *samples) extend(t *table, st stencil, level int) {
	value, noise := s.quotient(st, level)
	if !finite(value) || !finite(noise) {
		t.rows = t.rows[:0]
		return
	}
	t.add(level, value, noise)
}

// coarsest returns the level of the greatest step that fits into the domain of
// f, if that is an interval around x.
func (s *samples) coarsest(st stencil) int {
	fits := func(level int) bool {
		value, _ := s.quotient(st, level)
		return finite(value)
	}
	if fits(0) {
		return 0
	}
	return 1 + sort.Search(levels-1, func(i int) bool { return fits(i + 1) })
}
