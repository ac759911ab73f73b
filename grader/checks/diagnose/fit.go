package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// FitPoint is a question to Fit of PrecisionSGD.
type FitPoint struct {
	Start specs.Unit
	X, Y  []float64
	Mu    float64
	Opt   specs.SGD
}

// FitAnswer is what a Fit returned.
type FitAnswer struct {
	End     specs.Unit
	History []float64
}

// SGDFit names the mistakes in a Fit that returned got at points, two at most in
// its steps and two in its history, in this order. A history that is right for
// steps that are wrong is no mistake of its own; of steps that have no name it
// says nothing.
func SGDFit(points []FitPoint, got []FitAnswer) []Fault {
	if len(points) < fewest || !slices.EqualFunc(points, got, FitPoint.fits) {
		return nil
	}
	steps := term{"(w, b)", "(w, b) = (w, b) − ε·g, with g the mean over the batch of (∂L/∂a · x, ∂L/∂a), clipped, and ∂L/∂a = (−1/β + (y − μ)²)·σ(a)"}
	ends := func(m descent) bool { return sameEnds(points, got, m) }
	wrong := explain(rightDescent(), descentLibrary(), ends)
	if len(wrong) == 0 && !ends(rightDescent()) {
		return nil
	}
	m := rightDescent()
	for _, o := range wrong {
		o.apply(&m)
	}
	var faults []Fault
	if len(wrong) > 0 {
		faults = append(faults, fault(steps, wrong))
	}
	// The loss may be got wrong as the gradient is, or be right in spite of it.
	of := []descent{m}
	if len(wrong) > 0 {
		right := m
		right.loss = rightLoss()
		of = append(of, right)
	}
	recorded := func(m descent) bool { return sameHistories(points, got, m) }
	if slices.ContainsFunc(of, recorded) {
		return faults
	}
	history := term{"the history", "history[e] = the mean, over the examples of epoch e, of the losses −log β + β(y − μ)² found before each update"}
	return append(faults, diagnose(history, m, recordLibrary(), recorded)...)
}

// fits reports whether the answer has the right shape.
func (p FitPoint) fits(g FitAnswer) bool { return len(g.History) == len(p.Opt.Order) }

func sameEnds(points []FitPoint, got []FitAnswer, m descent) bool {
	for i, p := range points {
		want := m.end(p)
		if !nearOnTheWay(got[i].End.W, want.W) || !nearOnTheWay(got[i].End.B, want.B) {
			return false
		}
	}
	return true
}

func sameHistories(points []FitPoint, got []FitAnswer, m descent) bool {
	for i, p := range points {
		if !slices.EqualFunc(got[i].History, m.run(p).History, nearOnTheWay) {
			return false
		}
	}
	return true
}

// nearOnTheWay allows for the rounding of a few steps and of the loss at their
// ends.
func nearOnTheWay(got, want float64) bool { return near(got, want, 10*(1+math.Abs(want))) }

// FitPoints returns points that tell the mistakes of [SGDFit] apart: with
// clipping that is needed, by ε·g too, and without, last batches that are shorter, an order
// that is not its own inverse and another one for each epoch.
func FitPoints() []FitPoint {
	x := []float64{0.75, -1.3125, 0.5625, 1.4375, -0.6875, -0.9375, 1.1875}
	y := []float64{1.625, -0.875, 2.0625, 0.1875, 2.5, -1.3125, 1.25}
	orders := [][]int{{2, 0, 5, 1, 6, 3, 4}, {6, 4, 2, 0, 1, 3, 5}}
	shorter := [][]int{{3, 0, 4, 1, 2}, {1, 2, 4, 0, 3}}
	point := func(start specs.Unit, n int, mu float64, opt specs.SGD) FitPoint {
		return FitPoint{start, x[:n], y[:n], mu, opt}
	}
	return []FitPoint{
		point(specs.Unit{W: 0.6875, B: 0.3125}, 7, 0.4375, specs.SGD{Rate: 0.125, BatchSize: 3, Order: orders}),
		point(specs.Unit{W: -0.5625, B: 0.4375}, 5, -0.6875, specs.SGD{Rate: 0.0625, BatchSize: 2, Order: shorter}),
		point(specs.Unit{W: 0.8125, B: -0.5625}, 7, 0.5625, specs.SGD{Rate: 0.125, ClipNorm: 0.3125, BatchSize: 3, Order: orders}),
		point(specs.Unit{W: -0.4375, B: -0.8125}, 7, -0.3125, specs.SGD{Rate: 0.1875, ClipNorm: 0.6875, BatchSize: 2, Order: orders}),
		point(specs.Unit{W: 0.3125, B: 0.6875}, 5, 0.8125, specs.SGD{Rate: 0.25, ClipNorm: 0.03125, BatchSize: 3, Order: shorter[:1]}),
	}
}

// descent is a Fit, taken apart.
type descent struct {
	beta               betaTerm // of one example
	slope, input, bias of
	loss               loss // of one example
	order              func(order [][]int, e int) (x, y []int)
	batches            func(epoch, size int) [][2]int // from and to in the epoch
	divisor            func(b batch) float64
	gradient           func(m *descent, b batch) [2]float64 // mean, clipped
	clip               clip
	step               func(s *state, g [2]float64)
	at                 func(s *state) specs.Unit // where the gradient is taken
	record             func(m *descent, r record) float64
}

// batch is a run of examples at a unit: what each adds to the gradient.
type batch struct {
	each        [][2]float64
	size, all   int // of a full batch, of the epoch
	clipNorm    float64
	accumulated [2]float64 // over the batches before it
}

// state is how far a descent has come.
type state struct {
	start, epochStart, now specs.Unit
	rate                   float64
	velocity               [2]float64
	e                      int
	clipped                func(g []float64) []float64
}

// record is what an epoch leaves for the history: the losses of its examples by
// batch, before each update, and after it.
type record struct {
	before, after [][]float64
	end           []float64 // of all examples, after the epoch
	begin         []float64 // and before it
}

func rightDescent() descent {
	return descent{
		beta: rightBeta(), slope: unit.sigmoid, input: unit.input, bias: unit.one, loss: rightLoss(), clip: rightClip,
		order: func(order [][]int, e int) (x, y []int) { return order[e], order[e] },
		batches: func(epoch, size int) [][2]int {
			var all [][2]int
			for from := 0; from < epoch; from += size {
				all = append(all, [2]int{from, min(from+size, epoch)})
			}
			return all
		},
		divisor:  func(b batch) float64 { return float64(len(b.each)) },
		gradient: func(m *descent, b batch) [2]float64 { return m.clipped(m.mean(b), b.clipNorm) },
		step:     func(s *state, g [2]float64) { s.now = moved(s.now, s.rate, g) },
		at:       func(s *state) specs.Unit { return s.now },
		record:   func(_ *descent, r record) float64 { return mean(slices.Concat(r.before...)) },
	}
}

func moved(u specs.Unit, rate float64, g [2]float64) specs.Unit {
	return specs.Unit{W: u.W - rate*g[0], B: u.B - rate*g[1]}
}

func (m *descent) clipped(g [2]float64, c float64) [2]float64 { return [2]float64(m.clip(g[:], c)) }

func (m *descent) mean(b batch) [2]float64 {
	var g [2]float64
	for _, e := range b.each {
		g[0], g[1] = g[0]+e[0], g[1]+e[1]
	}
	n := m.divisor(b)
	return [2]float64{g[0] / n, g[1] / n}
}

func mean(x []float64) float64 { return sumOf(x, identity) / float64(len(x)) }

// run answers a question as the descent does.
func (m descent) run(p FitPoint) FitAnswer {
	var history []float64
	end := m.follow(p, func(e []visit) { history = append(history, m.record(&m, m.recorded(p, e))) })
	return FitAnswer{end, history}
}

// end is the end of run alone.
func (m descent) end(p FitPoint) specs.Unit { return m.follow(p, func([]visit) {}) }

// visit is one batch of an epoch, with the parameters before its update and
// after it.
type visit struct {
	x, y          []int
	before, after specs.Unit
}

// follow goes through all updates, and shows every epoch that is done.
func (m descent) follow(p FitPoint, done func(epoch []visit)) specs.Unit {
	s := &state{start: p.Start, now: p.Start, rate: p.Opt.Rate}
	s.clipped = func(g []float64) []float64 { return m.clip(g, p.Opt.ClipNorm) }
	var accumulated [2]float64
	for e := range p.Opt.Order {
		s.e, s.epochStart = e, s.now
		x, y := m.order(p.Opt.Order, e)
		var epoch []visit
		for _, run := range m.batches(len(x), p.Opt.BatchSize) {
			v := visit{x: x[run[0]:run[1]], y: y[run[0]:run[1]], before: s.now}
			b := batch{each: m.gradients(p, m.at(s), v.x, v.y), size: p.Opt.BatchSize, all: len(x), clipNorm: p.Opt.ClipNorm, accumulated: accumulated}
			for _, g := range b.each {
				accumulated[0], accumulated[1] = accumulated[0]+g[0], accumulated[1]+g[1]
			}
			m.step(s, m.gradient(&m, b))
			v.after = s.now
			epoch = append(epoch, v)
		}
		done(epoch)
	}
	return s.now
}

// recorded returns the losses of an epoch.
func (m *descent) recorded(p FitPoint, epoch []visit) (r record) {
	first, last := epoch[0], epoch[len(epoch)-1]
	for _, v := range epoch {
		r.before = append(r.before, m.losses(p, v.before, v.x, v.y))
		r.after = append(r.after, m.losses(p, v.after, v.x, v.y))
		r.begin = append(r.begin, m.losses(p, first.before, v.x, v.y)...)
		r.end = append(r.end, m.losses(p, last.after, v.x, v.y)...)
	}
	return r
}

// example is one example of a question at a unit: a sample of one.
func (p FitPoint) example(u specs.Unit, x, y int) unit {
	e := unit{w: u.W, b: u.B, x: p.X[x], y: p.Y[y : y+1], mu: p.Mu}
	e.a = affine(e)
	e.beta = softplus(e.a)
	return e
}

func (m *descent) gradients(p FitPoint, u specs.Unit, x, y []int) [][2]float64 {
	all := make([][2]float64, len(x))
	for i := range x {
		e := p.example(u, x[i], y[i])
		slope := m.beta.at(e) * m.slope(e)
		all[i] = [2]float64{slope * m.input(e), slope * m.bias(e)}
	}
	return all
}

func (m *descent) losses(p FitPoint, u specs.Unit, x, y []int) []float64 {
	all := make([]float64, len(x))
	for i := range x {
		all[i] = m.loss.at(p.example(u, x[i], y[i]))
	}
	return all
}
