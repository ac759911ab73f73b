package checks

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// descent is a question to a Descend or Train method. Parameters are listed in
// one slice, whatever their shapes.
type descent struct {
	question string
	drawn    string // as of a comparison
	start    []float64
	rate     float64
	steps    int
	ask      func() [][]float64           // the submission's trace
	key      func() [][]float64           // the answer key's; nil without one
	on       map[int][]float64            // published parameters by step, for where there is no key
	own      func(at []float64) []float64 // the submission's own gradient
	paid     func() bool                  // whether the checks of that gradient take points
	view     *view                        // how the trace is shown; nil for not at all
}

// paidFor reports whether any of these checks takes points from the submission.
// Each asks a fresh instance, which cannot know what a descent was asked before:
// otherwise a gradient could lie in favour of a descent that makes its steps up.
// They draw from a source of their own, so that the questions that follow are
// everybody's.
func paidFor(p *grader.Pass, checks ...func(*grader.Pass) grader.Verdict) func() bool {
	renew := func() {
		if p.Renew != nil {
			p.Renew()
		}
	}
	source := [2]uint64{p.Rand.Uint64(), p.Rand.Uint64()}
	return func() bool {
		defer renew() // also after a panic, for the questions that come
		apart := *p
		apart.Rand = rand.New(rand.NewPCG(source[0], source[1]))
		for _, check := range checks {
			renew()
			if check(&apart).Fraction < 1 {
				return true
			}
		}
		return false
	}
}

// judge compares every step with the key's, or, without a key, the published
// ones.
func (d descent) judge(t *tally) {
	d.judgeTrace(t, func(c *comparison, trace [][]float64) {
		want := d.on
		if d.key != nil {
			want = map[int][]float64{}
			for k, at := range d.key() {
				want[k] = at
			}
		}
		for k := range trace {
			if at, ok := want[k]; ok {
				c.path(fmt.Sprintf("the parameters after step %d", k), trace[k], at)
			}
		}
	})
}

// judgeEnd judges where the descent ends, and nothing before that.
func (d descent) judgeEnd(t *tally, judge func(c *comparison, end []float64)) {
	t.run(d.question, func(c *comparison) {
		c.drawn = d.drawn
		trace := d.ask()
		d.show(t, trace)
		if !c.that(len(trace) == d.steps+1, "the length of the trace", fmt.Sprint(len(trace)), fmt.Sprint(d.steps+1)) ||
			!c.lengthOf("the last parameters", trace[d.steps], len(d.start)) {
			return
		}
		judge(c, trace[d.steps])
		c.unless(func() bool { return d.followsOwn(trace) })
	})
}

// judgeTrace judges a trace of the right form. What is wrong with it is forgiven
// if its steps are those of the submission's own gradient: then the descent is
// right for what it was given, and the gradient has its own check.
func (d descent) judgeTrace(t *tally, judge func(c *comparison, trace [][]float64)) {
	t.run(d.question, func(c *comparison) {
		c.drawn = d.drawn
		trace := d.ask()
		d.show(t, trace)
		if !c.that(len(trace) == d.steps+1, "the length of the trace", fmt.Sprint(len(trace)), fmt.Sprint(d.steps+1)) ||
			!c.vector("the start", trace[0], d.start, exactly()) {
			return
		}
		for k := range trace {
			if !c.lengthOf(fmt.Sprintf("the parameters after step %d", k), trace[k], len(d.start)) {
				return
			}
		}
		judge(c, trace)
		c.unless(func() bool { return d.followsOwn(trace) })
	})
}

// followsOwn reports whether the first three steps and the last are those of the
// submission's own gradient. One that is the same at the start and after a step
// is no gradient but a constant, and proves nothing; one that is right where it
// is judged is no reason for wrong steps.
func (d descent) followsOwn(trace [][]float64) bool {
	if d.steps < 2 || !d.paid() || slices.Equal(d.own(trace[0]), d.own(trace[1])) {
		return false
	}
	for k := range d.steps {
		if k > 2 && k < d.steps-1 {
			continue
		}
		if !follows(trace[k], trace[k+1], d.own(trace[k]), d.rate, k == 0) {
			return false
		}
	}
	return true
}

// follows reports whether one step of gradient descent with the given gradient
// leads from now to next. Where it must move, a gradient of zero proves nothing.
func follows(now, next, gradient []float64, rate float64, mustMove bool) bool {
	if len(gradient) != len(now) {
		return false
	}
	moved := false
	for i := range now {
		step := rate * gradient[i]
		if want := now[i] - step; !alike(next[i], want, pathTolerance(now[i]).abs) {
			return false
		}
		moved = moved || math.Abs(step) > 10*pathTolerance(now[i]).abs
	}
	return moved || !mustMove
}

// alike is numeric.Within for two numbers of the submission's own: it may have
// come to infinity or NaN, both by its gradient and by its steps.
func alike(a, b, tol float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= tol
}

// path judges the parameters that a descent has come to.
func (c *comparison) path(what string, got, want []float64) {
	for i := range want {
		c.number(what, got[i], want[i], pathTolerance(want[i]))
	}
}

// flattened lists a trace.
func flattened[P any](trace []P, flat func(P) []float64) [][]float64 {
	all := make([][]float64, len(trace))
	for k, p := range trace {
		all[k] = flat(p)
	}
	return all
}

// published lists parameters by step.
func published[P any](on map[int]P, flat func(P) []float64) map[int][]float64 {
	all := map[int][]float64{}
	for k, p := range on {
		all[k] = flat(p)
	}
	return all
}
