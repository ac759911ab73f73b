package checks

import (
	"context"
	"fmt"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks/diagnose"
	"github.com/gradus-grader/gradus/specs"
)

func xorTraining() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDXORTraining, Name: "xor-training/loss", Points: 2_000, Run: trainingLoss,
			Doc: "Loss is the mean of the squared errors, at points where mean, sum and half of it differ. Judged to rounding."},
		{Exercise: specs.IDXORTraining, Name: "xor-training/gradients", Points: 5_000, Run: trainingGradients,
			Doc: "Gradients at points where every hidden unit is active on some example and inactive on another; ∂J/∂W, ∂J/∂c, ∂J/∂V and ∂J/∂b " +
				"earn a quarter each. Judged to rounding, and by its cost, which for backpropagation does not grow with the number of parameters. Where it is wrong, the " +
				"numerical derivative of your own Loss tells which side is."},
		{Exercise: specs.IDXORTraining, Name: "xor-training/steps", Points: 3_000, Run: trainingSteps,
			Doc: "Train returns the start and every step after it: p ← p − ε ∂J/∂p, all parameters at once. Judged step by step to 1e-9, given a right " +
				"gradient, or else by your own."},
		{Exercise: specs.IDXORTraining, Name: "xor-training/solves-xor", Points: 2_000, Run: trainingSolves("XOR", 260),
			Doc: "From a fair start, from which every right program succeeds, Train solves XOR: the mean squared error falls below 1e-6 in twice the steps needed."},
		{Exercise: specs.IDXORTraining, Name: "xor-training/solves-gates", Points: 2_000, Run: trainingSolvesGates,
			Doc: "The same for AND, OR and NAND."},
	}
}

func corners() [][]float64 { return [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}} }

// trainingCase is a question to Loss and Gradients and its right answer.
type trainingCase struct {
	name string
	X    [][]float64
	t    []float64
	net  specs.Network
	loss float64
	grad specs.Network

	drawn bool
}

func trainingCases(p *grader.Pass) []trainingCase {
	cases := []trainingCase{
		{"XOR at P1", corners(), xorTargets(), networkP1(), 0.806396484375, specs.Network{
			W: [][]float64{{0.13671875, -0.1669921875}, {0.1298828125, 0.80859375}}, C: []float64{0.2939453125, 0.80859375},
			V: []float64{0.0849609375, -0.7216796875}, B: -0.53125}, false},
		{"XOR at P3", corners(), xorTargets(), networkP3(), 2.5173187255859375, specs.Network{
			W: [][]float64{{-0.10205078125, 0.549072265625, -0.051025390625}, {0, 1.710693359375, 0}},
			C: []float64{-0.10205078125, 1.79638671875, -0.12353515625},
			V: []float64{-0.06494140625, -3.28857421875, -0.0751953125}, B: -2.28515625}, false},
	}
	if key := p.Key.XORTraining; key != nil {
		d := trainingCase{name: "7 drawn examples, 3 hidden units", drawn: true, X: drawMatrix(p.Rand, 7, 2, 0.3, 1.5), t: eithers(p.Rand, 7, 0.2, 1.5), net: drawNetwork(p.Rand, 2, 3)}
		d.loss, d.grad = key.Loss(d.X, d.t, d.net), key.Gradients(d.X, d.t, d.net)
		cases = append(cases, d)
	}
	return again(cases)
}

func trainingLoss(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	for _, q := range trainingCases(p) {
		t.run("Loss, "+q.name, func(c *comparison) {
			c.drawn = drawn(q.drawn, "Loss, "+q.name)
			c.number("J", p.Answer.XORTraining.Loss(q.X, q.t, q.net), q.loss, rounding(1e3, 1+q.loss))
		})
	}
	v := t.all()
	name(&v, func() []diagnose.Fault {
		points := diagnose.NetworkPoints()
		got := make([]float64, len(points))
		for i, q := range points {
			got[i] = p.Answer.XORTraining.Loss(q.X, q.T, q.Net)
		}
		return diagnose.XORLoss(points, got)
	})
	return v, nil
}

func trainingGradients(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	return gradientsOf(p), nil
}

func gradientsOf(p *grader.Pass) grader.Verdict {
	cases := trainingCases(p)
	got := make([]specs.Network, len(cases))
	for i, q := range cases {
		got[i] = p.Answer.XORTraining.Gradients(q.X, q.t, q.net)
	}
	var t tally
	part := func(name string, of func(specs.Network) [][]float64) {
		t.stages(name, len(cases), func(i int) stage {
			return stage{where: "Gradients, " + cases[i].name, drawn: drawn(cases[i].drawn, "Gradients, "+cases[i].name), got: of(got[i]), want: of(cases[i].grad), tol: rounding(1e3, 10)}
		})
	}
	part("∂J/∂W", func(n specs.Network) [][]float64 { return n.W })
	part("∂J/∂c", func(n specs.Network) [][]float64 { return row(n.C...) })
	part("∂J/∂V", func(n specs.Network) [][]float64 { return row(n.V...) })
	part("∂J/∂b", func(n specs.Network) [][]float64 { return row(n.B) })
	v := t.share()
	if v.Fraction == 1 {
		wide := trainingCase{X: drawMatrix(p.Rand, 4, 2, 0.3, 1.5), t: eithers(p.Rand, 4, 0.2, 1.5), net: drawNetwork(p.Rand, 2, 64)}
		if !backpropagates(p,
			func() { p.Answer.XORTraining.Loss(wide.X, wide.t, wide.net) },
			func() { p.Answer.XORTraining.Gradients(wide.X, wide.t, wide.net) }) {
			return notBackpropagation("Gradients, 64 hidden units, 257 parameters")
		}
		return v
	}
	name(&v, func() []diagnose.Fault {
		points := diagnose.NetworkPoints()
		got := make([]specs.Network, len(points))
		for i, q := range points {
			got[i] = p.Answer.XORTraining.Gradients(q.X, q.T, q.Net)
		}
		return diagnose.XORTraining(points, got)
	})
	q := cases[0]
	explainGradient(&v, "Loss", flatNetwork(q.net), flatNetwork(got[0]), flatNetwork(q.grad), func(at []float64) float64 {
		return p.Answer.XORTraining.Loss(q.X, q.t, networkOf(at, q.net))
	})
	return v
}

// networkDescent is a question to Train, on the four corners.
type networkDescent struct {
	name  string
	t     []float64
	start specs.Network
	rate  float64
	steps int
	on    map[int]specs.Network
}

// to puts the question.
func (d networkDescent) to(answer, key specs.XORTraining, paid func() bool) descent {
	q := descent{
		question: fmt.Sprintf("Train, %s, ε = %s, %d steps", d.name, digits(d.rate), d.steps),
		paid:     paid,
		start:    flatNetwork(d.start), rate: d.rate, steps: d.steps, on: published(d.on, flatNetwork),
		ask: func() [][]float64 {
			return flattened(answer.Train(corners(), d.t, d.start, d.rate, d.steps), flatNetwork)
		},
		own: func(at []float64) []float64 {
			return flatNetwork(answer.Gradients(corners(), d.t, networkOf(at, d.start)))
		},
	}
	if key != nil {
		q.key = func() [][]float64 { return flattened(key.Train(corners(), d.t, d.start, d.rate, d.steps), flatNetwork) }
	}
	return q
}

// trainingPaid tells whether the gradient is wrong, which has a check of its own.
func trainingPaid(p *grader.Pass) func() bool { return paidFor(p, gradientsOf) }

func trainingSteps(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	for _, d := range []networkDescent{
		{name: "XOR from P1", t: xorTargets(), start: networkP1(), rate: 0.125, steps: 10, on: map[int]specs.Network{1: {
			W: [][]float64{{0.73291015625, -0.6041259765625}, {-0.5162353515625, 1.14892578125}}, C: []float64{0.0882568359375, -0.47607421875},
			V: []float64{0.8643798828125, -1.0347900390625}, B: 0.31640625}}},
		{name: "XOR from P3", t: xorTargets(), start: networkP3(), rate: 0.03125, steps: 10, on: map[int]specs.Network{1: {
			W: [][]float64{{1.2531890869140625, -0.6421585083007812, -0.49840545654296875}, {-1.75, 1.4465408325195312, -0.75}},
			C: []float64{-0.3718109130859375, 0.1938629150390625, 0.6288604736328125},
			V: []float64{1.3770294189453125, -0.7097320556640625, 0.689849853515625}, B: -0.3660888671875}}},
		{name: "no steps", t: xorTargets(), start: networkP1(), rate: 0.125},
	} {
		d.to(p.Answer.XORTraining, p.Key.XORTraining, trainingPaid(p)).judge(&t)
	}
	return t.all(), nil
}

// fairStart leads every right program to the solution of each gate, whatever it
// takes for the rectifier's derivative at 0: found by search, and still so with
// any of its parameters moved by 0.1.
func fairStart() specs.Network {
	return specs.Network{W: [][]float64{{-1, 0.5}, {-0.9, 1}}, C: []float64{0.2, -0.6}, V: []float64{-0.6, 0.1}, B: -0.3}
}

func gate(name string) []float64 {
	return map[string][]float64{"XOR": {1, 1, 0, 0}, "AND": {0, 0, 0, 1}, "OR": {1, 1, 0, 1}, "NAND": {1, 1, 1, 0}}[name]
}

func trainingSolves(name string, steps int) func(context.Context, *grader.Pass) (grader.Verdict, error) {
	return func(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
		var t tally
		solve(&t, p, name, steps)
		return t.all(), nil
	}
}

func trainingSolvesGates(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	solve(&t, p, "AND", 290)
	solve(&t, p, "OR", 650)
	solve(&t, p, "NAND", 320)
	return t.all(), nil
}

// solve asks for twice the steps that a right program needs. Only the last
// network counts, and how well it does, not what its parameters are: there are
// many that solve a gate.
func solve(t *tally, p *grader.Pass, name string, steps int) {
	judge := p.Key.XORTraining
	if judge == nil {
		judge = p.Answer.XORTraining
	}
	d := networkDescent{name: name + " from a fair start", t: gate(name), start: fairStart(), rate: 0.2, steps: steps}
	q := d.to(p.Answer.XORTraining, p.Key.XORTraining, trainingPaid(p))
	if name == "XOR" {
		q.view = networkView(d.t, d.start)
	}
	q.judgeEnd(t, func(c *comparison, end []float64) {
		loss := judge.Loss(corners(), d.t, networkOf(end, d.start))
		c.that(loss <= 1e-6, "the mean squared error at the end", digits(loss), "at most 1e-06")
		c.that(!slices.Equal(end, flatNetwork(d.start)), "the last network", "the start", "a trained network")
	})
}

// flatNetwork lists the parameters of a network: W row by row, c, V, b.
func flatNetwork(n specs.Network) []float64 {
	return append(slices.Concat(slices.Concat(n.W...), n.C, n.V), n.B)
}

// networkOf is the inverse of flatNetwork, for a network shaped like the one
// given.
func networkOf(flat []float64, like specs.Network) specs.Network {
	take := func(n int) []float64 {
		part := flat[:n:n]
		flat = flat[n:]
		return part
	}
	var n specs.Network
	for _, row := range like.W {
		n.W = append(n.W, take(len(row)))
	}
	n.C, n.V = take(len(like.C)), take(len(like.V))
	n.B = flat[0]
	return n
}
