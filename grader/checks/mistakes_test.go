package checks_test

import (
	"math"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

type seen = map[string]grader.Status

// mistake is the key with one thing wrong.
type mistake struct {
	name, why string
	spoil     func(*specs.Solution)
	seen      seen // what every check that is not passed says
}

func mistakes() []mistake {
	return []mistake{
		{"linear: constant", "knows XOR's θ and nothing else", func(s *specs.Solution) { s.XORLinear = linearConstant{} },
			seen{"xor-linear/fit-xor": grader.Failed, "xor-linear/fit": grader.Failed, "xor-linear/rank": grader.Failed}},
		{"linear: never an error", "garbage for a singular matrix", func(s *specs.Solution) { s.XORLinear = linearGarbage{} },
			seen{"xor-linear/rank": grader.Failed}},
		{"linear: always an error", "an error is no answer where there is one", func(s *specs.Solution) { s.XORLinear = linearAfraid{} },
			seen{"xor-linear/fit-xor": grader.Failed, "xor-linear/fit": grader.Failed, "xor-linear/rank": grader.Failed}},
		{"network: W transposed", "invisible where W is symmetric; ŷ is right for the h it has", func(s *specs.Solution) { s.XORNetwork = networkTransposed{} },
			seen{"xor-network/hidden": grader.Failed}},
		{"network: rectified output", "invisible where outputs are positive", func(s *specs.Solution) { s.XORNetwork = networkClipped{} },
			seen{"xor-network/output": grader.Failed}},
		{"network: leaky", "h is wrong, ŷ is right given h", func(s *specs.Solution) { s.XORNetwork = networkLeaky{} },
			seen{"xor-network/course": grader.Failed, "xor-network/hidden": grader.Failed}},
		{"training: ∂J/∂c missing", "one part of four; the descent is right for what it is given", func(s *specs.Solution) { s.XORTraining = trainingNoC{} },
			seen{"xor-training/gradients": grader.Partial}},
		{"training: V updated before use", "one step shows it", func(s *specs.Solution) { s.XORTraining = trainingAscends{} },
			seen{"xor-training/steps": grader.Failed, "xor-training/solves-xor": grader.Failed, "xor-training/solves-gates": grader.Failed}},
		{"training: stays at the start", "a loss of its own does not help", func(s *specs.Solution) { s.XORTraining = trainingStays{} },
			seen{"xor-training/steps": grader.Failed, "xor-training/solves-xor": grader.Failed, "xor-training/solves-gates": grader.Failed}},
		{"training: one slice for all", "the way is lost, the end is right", func(s *specs.Solution) { s.XORTraining = trainingAliases{} },
			seen{"xor-training/steps": grader.Failed}},
		{"units: naive softplus", "right in the middle, infinite on the right", func(s *specs.Solution) { s.Activations = unitsNaive{} },
			seen{"activations/softplus-tails": grader.Failed}},
		{"units: slope 1 everywhere", "the wrong derivative of a right value", func(s *specs.Solution) { s.Activations = unitsSlope{} },
			seen{"activations/relu": grader.Failed}},
		{"sgd: clips each part", "by value, not by norm", func(s *specs.Solution) { s.PrecisionSGD = sgdByValue{} },
			seen{"precision-sgd/clip": grader.Failed}},
		{"sgd: returns a", "the softplus forgotten", func(s *specs.Solution) { s.PrecisionSGD = sgdLinear{} },
			seen{"precision-sgd/predict": grader.Failed}},
		{"sgd: one epoch of history", "the history is one loss short", func(s *specs.Solution) { s.PrecisionSGD = sgdShort{} },
			seen{"precision-sgd/history": grader.Failed}},
		{"relu: x forgotten", "one term; the descent is right for what it is given", func(s *specs.Solution) { s.PrecisionReLU = reluNoX{} },
			seen{"precision-relu/backward": grader.Partial}},
		{"relu: sum for mean", "two terms follow from a wrong one", func(s *specs.Solution) { s.PrecisionReLU = reluSum{} },
			seen{"precision-relu/backward": grader.Partial}},
		{"relu: adds up", "a gradient that is never set to zero grows from call to call", func(s *specs.Solution) { s.PrecisionReLU = &reluAddsUp{} },
			seen{"precision-relu/backward": grader.Partial}},
		{"relu: no mask", "invisible for a > 0", func(s *specs.Solution) { s.PrecisionReLU = reluUnmasked{} },
			seen{"precision-relu/inactive": grader.Failed}},
		{"relu: NaN for a ≤ 0", "0 · Inf", func(s *specs.Solution) { s.PrecisionReLU = reluNaN{} },
			seen{"precision-relu/inactive": grader.Failed}},
		{"relu: gradient of ones", "a constant is nothing to build on", func(s *specs.Solution) { s.PrecisionReLU = reluOnes{} },
			seen{"precision-relu/backward": grader.Failed, "precision-relu/inactive": grader.Failed, "precision-relu/descend": grader.Failed,
				"precision-relu/converges": grader.Failed, "precision-relu/dies": grader.Failed}},
		{"relu: echo", "nor is a number of the question", func(s *specs.Solution) { s.PrecisionReLU = reluEcho{} },
			seen{"precision-relu/backward": grader.Failed, "precision-relu/inactive": grader.Failed}},
		{"relu: ascends", "its descent is right for its gradient, infinities and all", func(s *specs.Solution) { s.PrecisionReLU = reluAscends{} },
			seen{"precision-relu/backward": grader.Partial}},
		{"relu: no Forward, no x", "explaining a mistake must not cost points", func(s *specs.Solution) { s.PrecisionReLU = reluHalfDone{} },
			seen{"precision-relu/forward": grader.NotAttempted, "precision-relu/inactive": grader.NotAttempted, "precision-relu/backward": grader.Partial}},
		{"relu: jumps to the optimum", "the end is right and the way is not", func(s *specs.Solution) { s.PrecisionReLU = reluJumps{} },
			seen{"precision-relu/descend": grader.Failed, "precision-relu/dies": grader.Failed}},
		{"relu: one step too few", "the trace is too short", func(s *specs.Solution) { s.PrecisionReLU = reluShort{} },
			seen{"precision-relu/descend": grader.Failed, "precision-relu/converges": grader.Failed, "precision-relu/dies": grader.Failed}},
		{"softplus: half of the loss", "the ½ of the course's text", func(s *specs.Solution) { s.PrecisionSoftplus = softplusHalf{} },
			seen{"precision-softplus/forward": grader.Partial, "precision-softplus/backward": grader.Partial, "precision-softplus/tails": grader.Failed}},
		{"softplus: σ(β) for σ(a)", "one term of four", func(s *specs.Solution) { s.PrecisionSoftplus = softplusOfBeta{} },
			seen{"precision-softplus/backward": grader.Partial, "precision-softplus/tails": grader.Failed}},
		{"landscape: columns by b", "invisible on a square, symmetric grid", func(s *specs.Solution) { s.PrecisionLandscape = landscapeTurned{} },
			seen{"precision-landscape/surface": grader.Failed, "precision-landscape/tails": grader.Failed}},
		{"landscape: square of the sum", "the slip of the course's code", func(s *specs.Solution) { s.PrecisionLandscape = landscapeSlip{} },
			seen{"precision-landscape/surface": grader.Failed, "precision-landscape/tails": grader.Failed}},
		{"means: hard assignment", "the nearest mean takes all; the means end elsewhere", func(s *specs.Solution) { s.MixtureMeans, s.TwoPrecisions = meansHard{}, constantTwo{} },
			seen{"mixture-means/forward": grader.Partial}},
	}
}

type linearConstant struct{ reference.XORLinear }

func (linearConstant) Fit([][]float64, []float64) ([]float64, error) {
	return []float64{0, 0, 0.5}, nil
}

type linearGarbage struct{ reference.XORLinear }

func (l linearGarbage) Fit(X [][]float64, y []float64) ([]float64, error) {
	theta, err := l.XORLinear.Fit(X, y)
	if err != nil {
		theta = []float64{8, 1, 5, 0}[:len(X[0])]
	}
	return theta, nil
}

type linearAfraid struct{ reference.XORLinear }

func (linearAfraid) Fit([][]float64, []float64) ([]float64, error) {
	return nil, specs.ErrNotImplemented
}

type networkTransposed struct{ reference.XORNetwork }

func (n networkTransposed) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	if len(p.W) == len(p.W[0]) {
		p.W = transpose(p.W)
	}
	return n.XORNetwork.Forward(X, p)
}

func transpose(m [][]float64) [][]float64 {
	t := make([][]float64, len(m[0]))
	for j := range t {
		for i := range m {
			t[j] = append(t[j], m[i][j])
		}
	}
	return t
}

type networkClipped struct{ reference.XORNetwork }

func (n networkClipped) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	h, yhat := n.XORNetwork.Forward(X, p)
	for i := range yhat {
		yhat[i] = max(yhat[i], 0)
	}
	return h, yhat
}

type networkLeaky struct{ reference.XORNetwork }

func (n networkLeaky) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	yhat := make([]float64, len(X))
	h := make([][]float64, len(X))
	for i, x := range X {
		h[i] = make([]float64, len(p.C))
		yhat[i] = p.B
		for k := range h[i] {
			z := p.C[k]
			for j := range x {
				z += x[j] * p.W[j][k]
			}
			h[i][k] = max(z, 0.01*z)
			yhat[i] += h[i][k] * p.V[k]
		}
	}
	return h, yhat
}

// trainingBy descends with any gradient, as a student's Train does with their
// own.
func trainingBy(gradients func(X [][]float64, t []float64, p specs.Network) specs.Network, X [][]float64, t []float64, p specs.Network, rate float64, steps int) []specs.Network {
	trace := []specs.Network{p}
	for range steps {
		g := gradients(X, t, p)
		next := specs.Network{B: p.B - rate*g.B}
		for i := range p.W {
			next.W = append(next.W, step(p.W[i], g.W[i], rate))
		}
		next.C, next.V = step(p.C, g.C, rate), step(p.V, g.V, rate)
		p = next
		trace = append(trace, p)
	}
	return trace
}

func step(x, g []float64, rate float64) []float64 {
	next := make([]float64, len(x))
	for i := range x {
		next[i] = x[i] - rate*g[i]
	}
	return next
}

type trainingNoC struct{ reference.XORTraining }

func (n trainingNoC) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	g := n.XORTraining.Gradients(X, t, p)
	g.C = make([]float64, len(g.C))
	return g
}

func (n trainingNoC) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	return trainingBy(n.Gradients, X, t, start, rate, steps)
}

type trainingAscends struct{ reference.XORTraining }

func (n trainingAscends) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	return n.XORTraining.Train(X, t, start, -rate, steps)
}

type trainingStays struct{ reference.XORTraining }

func (n trainingStays) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	return n.XORTraining.Train(X, t, start, 0, steps)
}

type trainingAliases struct{ reference.XORTraining }

func (n trainingAliases) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	trace := n.XORTraining.Train(X, t, start, rate, steps)
	for k := range trace {
		trace[k] = trace[steps]
	}
	return trace
}

type unitsNaive struct{ reference.Activations }

func (unitsNaive) Softplus(z float64) (float64, float64) {
	return math.Log(1 + math.Exp(z)), 1 / (1 + math.Exp(-z))
}

type unitsRectified struct{ reference.Activations }

func (unitsRectified) Softplus(z float64) (float64, float64) {
	return max(z, 0), 1 / (1 + math.Exp(-z))
}

type unitsSlope struct{ reference.Activations }

func (unitsSlope) ReLU(z float64) (float64, float64) { return max(z, 0), 1 }

type sgdByValue struct{ reference.PrecisionSGD }

func (sgdByValue) Clip(g []float64, c float64) []float64 {
	clipped := make([]float64, len(g))
	for i := range g {
		clipped[i] = max(-c, min(c, g[i]))
		if c <= 0 {
			clipped[i] = g[i]
		}
	}
	return clipped
}

type sgdLinear struct{ reference.PrecisionSGD }

func (sgdLinear) Predict(p specs.Unit, x []float64) []float64 {
	a := make([]float64, len(x))
	for i := range x {
		a[i] = p.W*x[i] + p.B
	}
	return a
}

type sgdShort struct{ reference.PrecisionSGD }

func (s sgdShort) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	end, history := s.PrecisionSGD.Fit(start, x, y, mu, opt)
	return end, history[:max(0, len(history)-1)]
}

// net is a precision net whose descent uses its own gradient.
type net interface {
	Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64)
	Backward(a, beta float64, s specs.Sample) specs.UnitGradient
}

func descendBy(n net, u specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := []specs.Unit{u}
	for range steps {
		a, beta, _ := n.Forward(u, s)
		g := n.Backward(a, beta, s)
		u = specs.Unit{W: u.W - rate*g.W, B: u.B - rate*g.B}
		trace = append(trace, u)
	}
	return trace
}

type reluNoX struct{ reference.PrecisionReLU }

func (n reluNoX) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionReLU.Backward(a, beta, s)
	g.W = g.A
	return g
}

func (n reluNoX) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

type reluOnes struct{ reference.PrecisionReLU }

func (reluOnes) Backward(float64, float64, specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{Beta: 1, A: 1, W: 1, B: 1}
}

func (n reluOnes) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

type reluEcho struct{ reference.PrecisionReLU }

func (reluEcho) Backward(a, beta float64, _ specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{Beta: beta, A: a, W: a, B: a}
}

type reluAscends struct{ reference.PrecisionReLU }

func (n reluAscends) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionReLU.Backward(a, beta, s)
	return specs.UnitGradient{Beta: -g.Beta, A: -g.A, W: -g.W, B: -g.B}
}

func (n reluAscends) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

type reluHalfDone struct{ reluNoX }

func (reluHalfDone) Forward(specs.Unit, specs.Sample) (a, beta, loss float64) {
	panic(specs.ErrNotImplemented)
}

func (reluHalfDone) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return reference.PrecisionReLU{}.Descend(start, s, rate, steps)
}

// reluOdd has factors that nobody would put there by mistake.
type reluOdd struct{ loss, gradient float64 }

func (n reluOdd) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a, beta, loss = reference.PrecisionReLU{}.Forward(p, s)
	return a, beta, n.loss * loss
}

func (n reluOdd) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := reference.PrecisionReLU{}.Backward(a, beta, s)
	return specs.UnitGradient{Beta: n.gradient * g.Beta, A: n.gradient * g.A, W: n.gradient * g.W, B: n.gradient * g.B}
}

func (n reluOdd) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

// reluEpsilon is afraid of 1/0.
type reluEpsilon struct{ reference.PrecisionReLU }

func (n reluEpsilon) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	if a <= 0 {
		return n.PrecisionReLU.Backward(a, beta, s)
	}
	return n.PrecisionReLU.Backward(a, beta+1e-8, s)
}

type reluSum struct{ reference.PrecisionReLU }

func (n reluSum) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	if a <= 0 {
		return specs.UnitGradient{}
	}
	sum := 0.0
	for _, y := range s.Y {
		sum += (y - s.Mu) * (y - s.Mu)
	}
	g := sum - 1/beta
	return specs.UnitGradient{Beta: g, A: g, W: g * s.X, B: g}
}

type reluAddsUp struct {
	reference.PrecisionReLU
	sum specs.UnitGradient
}

func (n *reluAddsUp) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionReLU.Backward(a, beta, s)
	if a <= 0 {
		return g
	}
	n.sum = specs.UnitGradient{Beta: n.sum.Beta + g.Beta, A: n.sum.A + g.A, W: n.sum.W + g.W, B: n.sum.B + g.B}
	return n.sum
}

type reluUnmasked struct{ reference.PrecisionReLU }

func (n reluUnmasked) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionReLU.Backward(1, beta, s)
	return g
}

type reluNaN struct{ reference.PrecisionReLU }

func (n reluNaN) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	mask := 0.0
	if a > 0 {
		mask = 1
	}
	g := n.PrecisionReLU.Backward(1, beta, s)
	return specs.UnitGradient{Beta: g.Beta, A: g.Beta * mask, W: g.Beta * mask * s.X, B: g.Beta * mask}
}

type reluJumps struct{ reference.PrecisionReLU }

func (n reluJumps) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	sum := 0.0
	for _, y := range s.Y {
		sum += (y - s.Mu) * (y - s.Mu) / float64(len(s.Y))
	}
	trace := []specs.Unit{start}
	for range steps {
		trace = append(trace, specs.Unit{B: 1 / sum})
	}
	return trace
}

type reluShort struct{ reference.PrecisionReLU }

func (n reluShort) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return n.PrecisionReLU.Descend(start, s, rate, max(0, steps-1))
}

type softplusHalf struct{ reference.PrecisionSoftplus }

func (n softplusHalf) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a, beta, loss = n.PrecisionSoftplus.Forward(p, s)
	return a, beta, loss / 2
}

func (n softplusHalf) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionSoftplus.Backward(a, beta, s)
	return specs.UnitGradient{Beta: g.Beta / 2, A: g.A / 2, W: g.W / 2, B: g.B / 2}
}

func (n softplusHalf) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

type softplusNumerical struct{ reference.PrecisionSoftplus }

func (softplusNumerical) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	const h = 1e-5
	loss := func(a float64) float64 {
		_, _, l := reference.PrecisionSoftplus{}.Forward(specs.Unit{B: a}, s)
		return l
	}
	slope := (loss(a+h) - loss(a-h)) / (2 * h)
	return specs.UnitGradient{Beta: reference.PrecisionSoftplus{}.Backward(a, beta, s).Beta, A: slope, W: slope * s.X, B: slope}
}

type softplusOfBeta struct{ reference.PrecisionSoftplus }

func (n softplusOfBeta) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	g := n.PrecisionSoftplus.Backward(a, beta, s)
	d := g.Beta / (1 + math.Exp(-beta))
	return specs.UnitGradient{Beta: g.Beta, A: d, W: d * s.X, B: d}
}

func (n softplusOfBeta) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return descendBy(n, start, s, rate, steps)
}

type landscapeTurned struct{ reference.PrecisionLandscape }

func (l landscapeTurned) Surface(w, b []float64, s specs.Sample) [][]float64 {
	return transpose(l.PrecisionLandscape.Surface(w, b, s))
}

type landscapeSlip struct{ reference.PrecisionLandscape }

func (l landscapeSlip) Surface(w, b []float64, s specs.Sample) [][]float64 {
	sum := 0.0
	for _, y := range s.Y {
		sum += y - s.Mu
	}
	s.Y = []float64{s.Mu + sum/math.Sqrt(float64(len(s.Y)))}
	return l.PrecisionLandscape.Surface(w, b, s)
}

type meansHard struct{ reference.MixtureMeans }

func (m meansHard) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	mu, r, loss = m.MixtureMeans.Forward(p, x, y)
	for i := range r {
		best := 0
		for k := range r[i] {
			if r[i][k] > r[i][best] {
				best = k
			}
		}
		for k := range r[i] {
			r[i][k] = 0
		}
		r[i][best] = 1
	}
	return mu, r, loss
}
