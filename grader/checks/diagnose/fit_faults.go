package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// descentLibrary holds what can be wrong with the steps of a Fit. A mistake in
// the data or the logarithm is made in the loss too.
func descentLibrary() []option[descent] {
	return slices.Concat(wrongExamples(), wrongBatches(), wrongClippings(), wrongUpdates())
}

// wrongExamples are mistakes in what an example adds to the gradient.
func wrongExamples() []option[descent] {
	ofOne := []string{"mu-forgotten", "mu-added", "missing-data-term", "data-term-sign", "half-square", "double-square", "data-not-squared",
		"twice-data-not-squared", "absolute-for-square"}
	squares := slices.DeleteFunc(wrongSquares(), func(alt alternative) bool { return !slices.Contains(ofOne, alt.code) })
	logs := []string{"missing-log-term", "log-term-sign", "log10", "log2", "log1p", "half-log-term", "double-log-term"}
	kept := func(all []alternative) []alternative {
		return slices.DeleteFunc(all, func(alt alternative) bool { return !slices.Contains(logs, alt.code) })
	}
	all := options("data", squares, func(m *descent, f of) { m.beta.data, m.loss.data = f, f })
	for i, alt := range kept(wrongLogSlopes()) {
		inLoss := kept(wrongLogs())[i].of
		all = append(all, option[descent]{"log", alt.code, alt.why, func(m *descent) { m.beta.log, m.loss.log = alt.of, inLoss }})
	}
	inputs := slices.DeleteFunc(wrongInputs(), func(alt alternative) bool { return alt.code == "mean-for-x" })
	return slices.Concat(all,
		options("log", []alternative{
			{"log-term-squared", "β is squared in the term −1/β", ratio(logSlope, beta)},
			{"beta-not-inverted", "β stands in place of 1/β", scaled(-1, beta)},
			{"a-for-beta", "a stands in place of β in the term −1/β", func(u unit) float64 { return -1 / u.a }},
		}, func(m *descent, f of) { m.beta.log = f }),
		options("data", []alternative{
			{"data-not-differentiated", "the term of the data still has its factor β", func(u unit) float64 { return u.beta * u.meanSquare() }},
		}, func(m *descent, f of) { m.beta.data = f }),
		options("slope", slices.DeleteFunc(wrongSigmoids(), func(alt alternative) bool { return alt.code == "zero-activation-gradient" }),
			func(m *descent, f of) { m.slope = f }),
		options("input", inputs, func(m *descent, f of) { m.input = f }),
		options("bias", wrongBiases(), func(m *descent, f of) { m.bias = f }),
	)
}

// wrongBatches are mistakes in which examples make a batch, and in their mean.
func wrongBatches() []option[descent] {
	var all []option[descent]
	type divisor = func(b batch) float64
	divided := func(code, why string, fs ...divisor) {
		all = append(all, variants("divisor", func(m *descent, f divisor) { m.divisor = f }, code, why, fs...)...)
	}
	divided("sum-for-mean", "the gradients of a batch are added up and not divided by its size", func(batch) float64 { return 1 })
	divided("divided-by-batch-size", "the last batch is divided by BatchSize, not by the number of its own examples", func(b batch) float64 { return float64(b.size) })
	divided("divided-by-n", "a batch is divided by the number of all examples, not by that of its own", func(b batch) float64 { return float64(b.all) })
	divided("double", "there is a factor 2 too many", func(b batch) float64 { return float64(len(b.each)) / 2 })
	divided("half", "there is a factor ½ too many, as if the loss had one", func(b batch) float64 { return 2 * float64(len(b.each)) })
	divided("mean-taken-twice", "a batch is divided by its size twice", func(b batch) float64 { return float64(len(b.each) * len(b.each)) })

	type order = func(order [][]int, e int) (x, y []int)
	ordered := func(code, why string, fs ...order) {
		all = append(all, variants("order", func(m *descent, f order) { m.order = f }, code, why, fs...)...)
	}
	sorted := func(epoch []int) []int { return slices.Sorted(slices.Values(epoch)) }
	both := func(f func(order [][]int, e int) []int) order {
		return func(order [][]int, e int) (x, y []int) { x = f(order, e); return x, x }
	}
	ordered("order-ignored", "the examples are visited from the first to the last, whatever Order says", both(func(order [][]int, e int) []int { return sorted(order[e]) }))
	ordered("first-order-for-all", "the order of the first epoch is used for every epoch", both(func(order [][]int, _ int) []int { return order[0] }))
	ordered("order-reversed", "the order is taken from its end", both(func(order [][]int, e int) []int {
		epoch := slices.Clone(order[e])
		slices.Reverse(epoch)
		return epoch
	}))
	ordered("order-inverted", "Order is read as the place of each example, not as the example at each place", both(func(order [][]int, e int) []int {
		epoch := make([]int, len(order[e]))
		for place, i := range order[e] {
			epoch[i] = place
		}
		return epoch
	}))
	ordered("order-for-x-only", "x is taken in the order that is given and y is not", func(order [][]int, e int) (x, y []int) { return order[e], sorted(order[e]) })
	ordered("order-for-y-only", "y is taken in the order that is given and x is not", func(order [][]int, e int) (x, y []int) { return sorted(order[e]), order[e] })

	type batches = func(epoch, size int) [][2]int
	batched := func(code, why string, fs ...batches) {
		all = append(all, variants("batches", func(m *descent, f batches) { m.batches = f }, code, why, fs...)...)
	}
	right := rightDescent().batches
	batched("last-batch-dropped", "a last batch that is shorter is left out", func(epoch, size int) [][2]int { return right(epoch-epoch%size, size) })
	batched("one-batch", "the whole epoch is one batch", func(epoch, _ int) [][2]int { return right(epoch, epoch) })
	batched("one-example-a-batch", "every example is a batch of its own", func(epoch, _ int) [][2]int { return right(epoch, 1) })
	batched("first-batch-only", "an epoch ends after its first batch", func(epoch, size int) [][2]int { return right(epoch, size)[:1] })
	return all
}

// wrongClippings are mistakes in how a gradient is clipped, and in what is.
func wrongClippings() []option[descent] {
	var all []option[descent]
	for _, o := range clipLibrary() {
		if slices.Contains([]string{"negated", "never-clipped", "constant-added-to-norm", "clips-each-part"}, o.code) {
			continue
		}
		c := clip(rightClip)
		o.apply(&c)
		all = append(all, option[descent]{"clip", o.code, "Clip is wrong: " + o.why, func(m *descent) { m.clip = c }})
	}
	type gradient = func(m *descent, b batch) [2]float64
	add := func(code, why string, fs ...gradient) {
		all = append(all, variants("clip", func(m *descent, f gradient) { m.gradient = f }, code, why, fs...)...)
	}
	over := func(g [2]float64, n float64) [2]float64 { return [2]float64{g[0] / n, g[1] / n} }
	add("never-clipped", "the gradient is not clipped", func(m *descent, b batch) [2]float64 { return m.mean(b) })
	add("batch-sum-clipped", "the sum over a batch is clipped, and divided by its size after that", func(m *descent, b batch) [2]float64 {
		n := m.divisor(b)
		g := m.mean(b)
		return over(m.clipped([2]float64{g[0] * n, g[1] * n}, b.clipNorm), n)
	})
	each := func(c func(b batch) float64) gradient {
		return func(m *descent, b batch) [2]float64 {
			clipped := b
			clipped.each = nil
			for _, g := range b.each {
				clipped.each = append(clipped.each, m.clipped(g, c(b)))
			}
			return m.mean(clipped)
		}
	}
	add("each-example-clipped", "the gradient of each example is clipped, not their mean", each(func(b batch) float64 { return b.clipNorm }))
	add("clips-each-part", "∂L/∂w and ∂L/∂b are clipped one by one, not the two together", func(m *descent, b batch) [2]float64 {
		g := m.mean(b)
		return [2]float64{m.clip(g[:1], b.clipNorm)[0], m.clip(g[1:], b.clipNorm)[0]}
	})
	add("gradient-accumulates", "the gradient is not set to 0 after an update", func(m *descent, b batch) [2]float64 {
		g, n := m.mean(b), m.divisor(b)
		return m.clipped([2]float64{g[0] + b.accumulated[0]/n, g[1] + b.accumulated[1]/n}, b.clipNorm)
	})

	update := func(code, why string, f func(s *state, g [2]float64)) {
		all = append(all, option[descent]{"clip", code, why, func(m *descent) {
			m.gradient = func(m *descent, b batch) [2]float64 { return m.mean(b) }
			m.step = f
		}})
	}
	update("step-clipped", "ε·g is clipped, not g", func(s *state, g [2]float64) {
		step := s.clipped([]float64{s.rate * g[0], s.rate * g[1]})
		s.now = moved(s.now, 1, [2]float64(step))
	})
	update("parameters-clipped", "(w, b) is clipped after the update, not the gradient before it", func(s *state, g [2]float64) {
		next := moved(s.now, s.rate, g)
		clipped := s.clipped([]float64{next.W, next.B})
		s.now = specs.Unit{W: clipped[0], B: clipped[1]}
	})
	return all
}

// wrongUpdates are mistakes in the step itself.
func wrongUpdates() []option[descent] {
	var all []option[descent]
	add := func(code, why string, f func(s *state, g [2]float64)) {
		all = append(all, option[descent]{"step", code, why, func(m *descent) { m.step = f }})
	}
	add("negated", "the step is taken uphill: ε·g is added, not subtracted", func(s *state, g [2]float64) { s.now = moved(s.now, -s.rate, g) })
	add("rate-missing", "the factor ε is missing", func(s *state, g [2]float64) { s.now = moved(s.now, 1, g) })
	add("swapped-weight-bias", "the gradients of w and b have changed places", func(s *state, g [2]float64) { s.now = moved(s.now, s.rate, [2]float64{g[1], g[0]}) })
	for _, keep := range []float64{0.5, 0.8, 0.9, 0.95, 0.99} {
		add("momentum", "a velocity is kept from step to step (momentum), which nobody asked for", func(s *state, g [2]float64) {
			s.velocity = [2]float64{keep*s.velocity[0] + g[0], keep*s.velocity[1] + g[1]}
			s.now = moved(s.now, s.rate, s.velocity)
		})
	}
	for _, decay := range []float64{0.1, 0.01, 0.001} {
		add("rate-decays", "ε becomes smaller from epoch to epoch, which nobody asked for", func(s *state, g [2]float64) {
			s.now = moved(s.now, s.rate/(1+decay*float64(s.e)), g)
		})
	}
	for _, decay := range []float64{0.5, 0.9, 0.95, 0.99} {
		add("rate-decays", "ε becomes smaller from epoch to epoch, which nobody asked for", func(s *state, g [2]float64) {
			s.now = moved(s.now, s.rate*math.Pow(decay, float64(s.e)), g)
		})
	}
	at := func(code, why string, f func(s *state) specs.Unit) {
		all = append(all, option[descent]{"at", code, why, func(m *descent) { m.at = f }})
	}
	at("gradient-of-the-start", "the gradient is taken at the start, not where the descent has come to", func(s *state) specs.Unit { return s.start })
	at("gradient-of-epoch-start", "the gradient is taken where the epoch began, not at the parameters before the update", func(s *state) specs.Unit { return s.epochStart })
	return all
}

// recordLibrary holds what can be wrong with the history alone.
func recordLibrary() []option[descent] {
	var all []option[descent]
	add := func(code, why string, f func(m *descent, r record) float64) {
		all = append(all, option[descent]{"record", code, why, func(m *descent) { m.record = f }})
	}
	sum := func(x []float64) float64 { return sumOf(x, identity) }
	means := func(batches [][]float64) []float64 {
		var all []float64
		for _, b := range batches {
			all = append(all, mean(b))
		}
		return all
	}
	add("sum-for-mean", "the losses of an epoch are added up and not divided by their number", func(_ *descent, r record) float64 { return sum(slices.Concat(r.before...)) })
	add("batches-weighed-alike", "the means of the batches are averaged, and the last batch is shorter", func(_ *descent, r record) float64 { return mean(means(r.before)) })
	add("batch-means-summed", "the means of the batches are added up", func(_ *descent, r record) float64 { return sum(means(r.before)) })
	add("sum-over-batches", "the sum of the losses is divided by the number of batches, not of examples", func(_ *descent, r record) float64 {
		return sum(slices.Concat(r.before...)) / float64(len(r.before))
	})
	add("loss-after-epoch", "the losses are found after the epoch, not before each update", func(_ *descent, r record) float64 { return mean(r.end) })
	add("loss-before-epoch", "the losses are found before the epoch, not before each update", func(_ *descent, r record) float64 { return mean(r.begin) })
	add("loss-after-update", "the losses are found after each update, not before it", func(_ *descent, r record) float64 { return mean(slices.Concat(r.after...)) })
	add("last-batch-only", "only the loss of the last batch is kept", func(_ *descent, r record) float64 { return mean(r.before[len(r.before)-1]) })
	add("first-batch-only", "only the loss of the first batch is kept", func(_ *descent, r record) float64 { return mean(r.before[0]) })
	add("zero-history", "it is 0", func(*descent, record) float64 { return 0 })
	add("half-loss", "there is a factor ½ too many", func(_ *descent, r record) float64 { return mean(slices.Concat(r.before...)) / 2 })
	add("negated", "the sign is wrong", func(_ *descent, r record) float64 { return -mean(slices.Concat(r.before...)) })
	return append(all, options("data", slices.DeleteFunc(wrongSquares(), func(alt alternative) bool {
		return !slices.Contains([]string{"mu-forgotten", "half-square", "absolute-for-square", "missing-data-term"}, alt.code)
	}), func(m *descent, f of) { m.loss.data = f })...)
}
