package numeric

import "math"

const (
	// columns is how many entries a row of a table has. More change nothing: by
	// then what is left of the error is rounding.
	columns = 7

	// witnesses is how many finer rows there must be for an entry to count, lest
	// the last word be that of an entry which nobody could contradict.
	witnesses = 2

	// ample is a ratio that leaves no doubt about which number is larger. Where
	// there is a derivative, the bound ends up at 1 to 10 times the noise.
	ample = 1 << 10
)

// entry is one value of a table.
type entry struct {
	value float64
	noise float64 // how far off rounding can have put it
	bound float64 // how far off it is altogether, if no finer row objects
}

// row is what one step has to say: the plain difference quotient, which has no
// bound, then its extrapolations to step 0.
type row struct {
	level   int // the step is h₀·2⁻ˡᵉᵛᵉˡ
	entries [columns]entry
	n       int // how many of the entries are in use
}

// table is Richardson's extrapolation of difference quotients to step 0, in
// Neville's form, in which steps may be left out. Its rows go from the coarsest
// step to the finest.
//
// The bounds follow C. J. F. Ridders, "Accurate computation of F′(x) and
// F′(x)F″(x)", Advances in Engineering Software 4 (1982): an entry is off by no
// more than it differs from the two entries that it was made of. They can agree
// by accident, so the entry below, of the next finer step, has a say as well. To
// this the noise of the samples is added, propagated with the weights in
// absolute value.
type table struct {
	order int // the error of a quotient is a series in stepᵒʳᵈᵉʳ
	rows  []row
}

func newTable(order int) table { return table{order: order, rows: make([]row, 0, levels)} }

// add puts a difference quotient below the others.
//
//	Tᵢ₀ = quotient,   Tᵢⱼ = (p·Tᵢ,ⱼ₋₁ − Tᵢ₋₁,ⱼ₋₁)/(p − 1),   p = (hᵢ₋ⱼ/hᵢ)ᵒʳᵈᵉʳ
func (t *table) add(level int, quotient, noise float64) {
	r := row{level: level, n: 1}
	r.entries[0] = entry{value: quotient, noise: noise}
	if len(t.rows) > 0 {
		above := &t.rows[len(t.rows)-1]
		for ; r.n < columns && r.n <= len(t.rows); r.n++ {
			left, diagonal := r.entries[r.n-1], above.entries[r.n-1]
			p := math.Ldexp(1, t.order*(level-t.rows[len(t.rows)-r.n].level))
			r.entries[r.n] = entry{
				value: left.value + (left.value-diagonal.value)/(p-1),
				noise: (float64(p*left.noise) + diagonal.noise) / (p - 1),
			}
			r.entries[r.n].widen(left)
			r.entries[r.n].widen(diagonal)
		}
		for j := 1; j < above.n; j++ {
			above.entries[j].widen(r.entries[j])
		}
	}
	t.rows = append(t.rows, r)
}

// widen makes the bound of e cover the distance to a neighbour.
func (e *entry) widen(neighbour entry) {
	e.bound = max(e.bound, math.Abs(e.value-neighbour.value)+e.noise)
}

// best returns the entry with the smallest bound that no entry of a finer row
// contradicts, among those with at least so many finer rows. Two entries
// contradict each other if they are further apart than their bounds together.
//
// Without the finer rows, coarse entries could agree by accident: on the wrong
// slope of sin(100x), or on the mean of two slopes where a kink is near.
func (t *table) best(finer int) (best entry, ok bool) {
	best.bound = math.Inf(1)
	// The lower ends of the finer intervals value ± bound reach up to low, the
	// upper ends down to high. An interval meets them all if it meets both.
	low, high := math.Inf(-1), math.Inf(1)
	for i := len(t.rows) - 1; i >= 0; i-- {
		entries := t.rows[i].entries[1:t.rows[i].n]
		if i+finer < len(t.rows) {
			for _, e := range entries {
				if e.bound < best.bound && e.value+e.bound >= low && e.value-e.bound <= high {
					best = e
				}
			}
		}
		for _, e := range entries {
			low = max(low, e.value-e.bound)
			high = min(high, e.value+e.bound)
		}
	}
	return best, best.bound < math.Inf(1)
}

// limit returns the value at step 0, if the quotients tend to one. They do not
// where the best bound is due neither to noise nor small beside the quotients,
// as at a jump, at a vertical tangent, or where f lives on a smaller scale than
// the finest step.
func (t *table) limit() (entry, bool) {
	steepest := 0.0
	for _, r := range t.rows {
		steepest = max(steepest, math.Abs(r.entries[0].value))
	}
	e, ok := t.best(witnesses)
	return e, ok && (e.bound <= ample*e.noise || ample*e.bound <= steepest)
}

// done reports whether no finer row can have a smaller bound: halving the step
// doubles the noise of a quotient, and extrapolation only adds to it.
func (t *table) done() bool {
	if len(t.rows) == 0 {
		return false
	}
	best, ok := t.best(1)
	return ok && best.bound <= 2*t.rows[len(t.rows)-1].entries[0].noise
}
