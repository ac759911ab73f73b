package figures

import (
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// Catalogue returns the pictures of the course in its order.
func Catalogue() []Picture {
	return []Picture{
		{"xor-planes", "XOR in the input space, where no line parts the classes, and in the hidden space, where one does", xorPlanes},
		{"loss-history", "the loss over 300 epochs of the course's mini-batch SGD, which learns a precision", lossHistory},
		{"softplus", "softplus, the smooth rectifier, which is positive everywhere", softplus},
		{"sigmoid-tanh", "the sigmoid and the hyperbolic tangent", sigmoidTanh},
		{"absolute-value", "the absolute value rectifier", absoluteValue},
		{"loss-of-b", "the loss of the rectified unit over b, for three w", lossOfB},
		{"surface-moderate", "the loss of the softplus unit over (w, b), σ² = 10", surfaceModerate},
		{"surface-steep", "the same for σ = 10⁴: a sharp descent", surfaceSteep},
		{"surface-flat", "the same for σ = 10⁻⁴: a slow one, to an optimum far outside", surfaceFlat},
	}
}

// courseS is the mean square of the sample behind the course's printed table.
const courseS = 10.048927443639906

func xorPlanes(key specs.Solution) chart {
	inputs := [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}
	hidden, outputs := key.XORNetwork.Forward(inputs, specs.Network{W: [][]float64{{1, 1}, {1, 1}}, C: []float64{0, -1}, V: []float64{1, -2}})
	scatter := func(at [][]float64) []curve {
		both := []curve{{label: "XOR is 1", look: classes}, {label: "XOR is 0", look: others}}
		for i, h := range at {
			class := 0
			if outputs[i] < 0.5 {
				class = 1
			}
			both[class].points = append(both[class].points, point{h[0], h[1]})
		}
		return both
	}
	across, up := span{-0.4, 2.6}, span{-0.5, 1.9} // one scale for both
	input := panel{title: "input space", xLabel: "x₁", yLabel: "x₂", x: across, y: up, curves: scatter(inputs)}
	for _, x := range inputs {
		input.words = append(input.words, words{text: fmt.Sprintf("(%g, %g)", x[0], x[1]), at: point{x[0], x[1]}})
	}
	space := panel{title: "hidden space", xLabel: "h₁", yLabel: "h₂", x: across, y: up,
		curves: append([]curve{{label: "h₁ − 2h₂ = 0", look: goal, points: []point{{2 * up.low, up.low}, {2 * up.high, up.high}}}}, scatter(hidden)...),
		words:  []words{{text: "(1, 0) and (0, 1)", at: point{1, 0}}, {text: "(0, 0)", at: point{0, -0.2}}, {text: "(1, 1)", at: point{2, 0.78}}}}
	return chart{title: "XOR, before and after the hidden layer", panels: []panel{input, space},
		alt: "Left: the four inputs at the corners of a square; those of one class lie at opposite corners, so no line parts them. " +
			"Right: what the hidden layer makes of them. (1, 0) and (0, 1) fall together at (1, 0); the other class lies on the line h₁ − 2h₂ = 0 at (0, 0) and (2, 1)."}
}

func lossHistory(key specs.Solution) chart {
	const epochs = 300
	x, y, order := kerasData(epochs)
	end, history := key.PrecisionSGD.Fit(specs.Unit{W: 1.0865592}, x, y, 0, specs.SGD{Rate: 0.01, ClipNorm: 1, BatchSize: 64, Order: order})
	S := meanSquare(y)
	best := 1 + math.Log(S)
	c := curve{label: "mean loss of an epoch", look: first}
	for e, loss := range history {
		c.points = append(c.points, point{float64(e + 1), loss})
	}
	all := span{0, epochs}
	return chart{title: "The history of the loss", panels: []panel{{xLabel: "epoch", yLabel: "L", x: all,
		curves: []curve{{label: "1 + log S, the least for one precision", look: goal, points: level(best, all)}, c}}},
		alt: fmt.Sprintf("The mean loss of an epoch falls from %s to %s in %d epochs, fast at first; the least loss for one precision is %s. It ends at w = %s and b = %s.",
			short(history[0]), short(history[epochs-1]), epochs, short(best), short(end.W), short(end.B))}
}

// unitCurves asks a hidden unit from −5 to 5 by tenths, as the course does.
func unitCurves(of func(z float64) (value, derivative float64)) (value, derivative []point) {
	for i := -50; i <= 50; i++ {
		z := float64(i) / 10
		v, d := of(z)
		value, derivative = append(value, point{z, v}), append(derivative, point{z, d})
	}
	return value, derivative
}

func softplus(key specs.Solution) chart {
	value, derivative := unitCurves(key.Activations.Softplus)
	rectified, _ := unitCurves(key.Activations.ReLU)
	return chart{title: "Why softplus", panels: []panel{{xLabel: "t", curves: []curve{
		{label: "max(0, t)", look: keys, points: rectified},
		{label: "softplus, log(1 + eᵗ)", look: first, points: value},
		{label: "its derivative", look: second, points: derivative},
	}}}, alt: "Softplus rises from near 0 at −5 through log 2 at 0 to near the straight line t at 5: it is a rectifier without a corner, and positive everywhere. Its derivative is the sigmoid."}
}

func sigmoidTanh(key specs.Solution) chart {
	sigmoid, _ := unitCurves(key.Activations.Sigmoid)
	tanh, _ := unitCurves(key.Activations.Tanh)
	return chart{title: "Sigmoid and hyperbolic tangent", panels: []panel{{xLabel: "t", curves: []curve{
		{label: "tanh t", look: first, points: tanh}, {label: "sigmoid, 1/(1 + e⁻ᵗ)", look: second, points: sigmoid},
	}}}, alt: "Both rise in the shape of an S. The sigmoid goes from 0 to 1 and is ½ at 0; the hyperbolic tangent goes from −1 to 1, is 0 at 0, and is steeper there."}
}

func absoluteValue(key specs.Solution) chart {
	all, _ := unitCurves(key.Activations.Abs)
	return chart{title: "The absolute value rectifier", panels: []panel{{xLabel: "t", curves: []curve{
		{label: "−t for t ≤ 0", look: second, points: all[:51]}, {label: "t for t ≥ 0", look: first, points: all[50:]},
	}}}, alt: "Two straight lines meet at 0 in a corner: −t on the left, t on the right."}
}

func lossOfB(key specs.Solution) chart {
	sample := specs.Sample{X: 1, Y: []float64{math.Sqrt(courseS)}}
	b := make([]float64, 100)
	for i := range b {
		b[i] = 1e-8 + float64(i)*(0.1-1e-8)/99
	}
	p := panel{xLabel: "b", yLabel: "L", x: span{0, 0.1}}
	best := 1 + math.Log(courseS)
	for i, w := range []float64{0.1, 0.05, 0.01} {
		p.curves = append(p.curves, curve{label: fmt.Sprintf("w = %g", w), look: first + look(i), points: line(b, key.PrecisionLandscape.Curve(w, b, sample))})
	}
	p.curves = append(p.curves, curve{label: "1 + log S", look: goal, points: level(best, p.x)})
	return chart{title: "The loss of the rectified unit over b", panels: []panel{p},
		alt: "For w = 0.1 the loss rises over all of 0 ≤ b ≤ 0.1: its minimum is left of it. For w = 0.05 it falls to its minimum near b = 0.05 and rises again. " +
			"For w = 0.01 it falls steeply and has its minimum near b = 0.09. The three minima are equal, " + short(best) + "."}
}
