package specs_test

import (
	"fmt"
	"math"
)

// The sample of the worked examples: x ≠ 1 and μ ≠ 0, so that neither can be
// forgotten unseen.
const (
	exampleX  = 2.0
	exampleMu = 0.5
	exampleW  = 0.3
	exampleB  = 0.1
	// printedS is the mean square behind the table that the course prints. It is
	// the only double that gives all of its numbers.
	printedS = 10.048927443639906
)

func exampleY() []float64 { return []float64{1, -2, 0.5, 3} }

// exampleGiven prints the sample as the sheets do.
func exampleGiven() string {
	return fmt.Sprintf("x = %g, y = %s, μ = %g", exampleX, vec(exampleY()...), exampleMu)
}

func meanSquare(y []float64, mu float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += (v - mu) * (v - mu)
	}
	return sum / float64(len(y))
}

// lossAt returns −log β + βS.
func lossAt(beta, S float64) float64 { return beta*S - math.Log(beta) }

func workedPrecisionSGD() []string {
	x, y, mu := []float64{2, -1, 0.5}, []float64{1.5, -0.5, 2}, exampleMu
	w, b, rate, limit := exampleW, exampleB, 0.1, 0.4
	lines := []string{
		fmt.Sprintf("x = %s, y = %s, μ = %g from (w, b) = %s, with", vec(x...), vec(y...), mu, vec(w, b)),
		fmt.Sprintf("Rate %g, ClipNorm %g, BatchSize 2 and Order [[2 0 1]]. First batch, examples 2 and 0:", rate, limit),
		"Second batch, example 1 alone,",
		"w = 2.3530436 and b = 3.6423688: at x = 0.858489",
	}
	total := 0.0
	for _, batch := range [][]int{{2, 0}, {1}} {
		var gw, gb float64
		n := float64(len(batch))
		for _, i := range batch {
			a := w*x[i] + b
			beta, square := softplus(a), (y[i]-mu)*(y[i]-mu)
			loss, da := lossAt(beta, square), sigmoid(a)*(square-1/beta)
			total += loss
			gw += da * x[i] / n
			gb += da / n
			lines = append(lines, row(float64(i), a, beta, loss, da, da*x[i]))
		}
		norm := math.Hypot(gw, gb)
		cut := math.Min(1, limit/norm)
		w, b = w-rate*cut*gw, b-rate*cut*gb
		lines = append(lines,
			fmt.Sprintf("g = %s ‖g‖ = %s", vec(gw, gb), num(norm)),
			fmt.Sprintf("clipped %s (w, b) = %s", vec(cut*gw, cut*gb), vec(w, b)))
	}
	return append(lines,
		"history[0] = "+num(total/3),
		fmt.Sprintf("Clip((3, 4), 1) = %s Clip((3, 4), 5) = (3, 4) Clip((3, 4), 0) = (3, 4)", vec(3.0/5, 4.0/5)),
		fmt.Sprintf("`Predict` gives %.6f", softplus(2.3530436*0.858489+3.6423688)),
		fmt.Sprintf("gives %.2f at x = 0 and %.2f at x = 1,", softplus(3.6423688), softplus(2.3530436+3.6423688)),
	)
}

func workedPrecisionReLU() []string {
	S := meanSquare(exampleY(), exampleMu)
	a := exampleW*exampleX + exampleB
	dBeta := S - 1/a
	lines := []string{
		exampleGiven() + fmt.Sprintf(", w = %g, b = %g:", exampleW, exampleB),
		fmt.Sprintf("With b = -0.9 instead, a = %.9g: β = 0, L = +Inf, and ∂L/∂a, ∂L/∂w and ∂L/∂b are 0.", exampleW*exampleX-0.9),
		fmt.Sprintf("x = 1, ε = 0.0001, start (0.01, 0), and a sample with S = %v.", printedS),
		"S = (0.5² + 2.5² + 0² + 2.5²)/4 = " + num(S),
		"a = 0.3·2 + 0.1 = " + num(a),
		"β = " + num(a),
		"L = -log 0.7 + 0.7·3.1875 = " + num(lossAt(a, S)),
		"∂L/∂β = " + num(dBeta),
		"∂L/∂a = " + num(dBeta),
		"∂L/∂w = " + num(dBeta*exampleX),
		"∂L/∂b = " + num(dBeta),
		"one step with ε = 0.01: (w, b) = " + vec(exampleW-0.01*dBeta*exampleX, exampleB-0.01*dBeta),
	}
	w, b := 0.01, 0.0
	for i := range 1001 {
		if i == 1 || i == 100 || i == 500 || i == 900 || i == 1000 {
			lines = append(lines, row(float64(i), w, b, w+b))
		}
		g := slopeReLU(w + b)
		w, b = w-0.0001*g, b-0.0001*g
	}
	g := slopeReLU(0.1 + 0.1)
	return append(lines,
		"1/S = "+num(1/printedS),
		fmt.Sprintf("goes to (w, b) = (%.5g, %.5g) in one step.", 0.1-0.02*g, 0.1-0.02*g),
		fmt.Sprintf("1/S² = %.5g", 1/printedS/printedS),
		fmt.Sprintf("2/S² = %.5g,", 2/printedS/printedS))
}

// slopeReLU is ∂L/∂a of the rectified unit on the course's sample, a > 0.
func slopeReLU(a float64) float64 { return printedS - 1/a }

func workedPrecisionLandscape() []string {
	S := meanSquare(exampleY(), exampleMu)
	curve := func(b float64) float64 { return lossAt(exampleW*exampleX+b, S) }
	surface := func(w, b float64) float64 { return lossAt(softplus(w*exampleX+b), S) }
	lines := []string{
		exampleGiven() + ", which makes S = " + num(S),
		"Surface((0.3, -1), (0.1, 0.5, 2)): w = 0.3 w = -1",
		fmt.Sprintf("at x = 1 with S = %v: w L at b = 1e-8 L at b = 0.1 minimum at b", printedS),
		"σ S L at a = -20 L at a = 0 L at a = 20 1 + log S",
		fmt.Sprintf("Curve(0.3, (-0.8, -0.6, 0.1, 0.7)) = (+Inf, +Inf, %s, %s)", num(curve(0.1)), num(curve(0.7))),
		"b = 0.1 " + row(surface(0.3, 0.1), surface(-1, 0.1)),
		"b = 0.5 " + row(surface(0.3, 0.5), surface(-1, 0.5)),
		"b = 2 " + row(surface(0.3, 2), surface(-1, 2)),
		"which is " + num(math.Pow(0.5-2.5+0+2.5, 2)/4) + " here",
	}
	for _, w := range []float64{0.1, 0.05, 0.01} {
		lines = append(lines, fmt.Sprintf("%g %.6f %.6f %.6f",
			w, lossAt(w+1e-8, printedS), lossAt(w+0.1, printedS), 1/printedS-w))
	}
	for _, s := range []struct {
		name   string
		square float64
	}{{"√10", 10}, {"10⁴", 1e8}, {"10⁻⁴", 1e-8}} {
		lines = append(lines, fmt.Sprintf("%s %g %.7g %.7g %.7g %.7g", s.name, s.square,
			lossAt(softplus(-20), s.square), lossAt(softplus(0), s.square), lossAt(softplus(20), s.square), 1+math.Log(s.square)))
	}
	return lines
}

func workedPrecisionSoftplus() []string {
	S := meanSquare(exampleY(), exampleMu)
	a := exampleW*exampleX + exampleB
	beta, dBeta := softplus(a), S-1/softplus(a)
	da := dBeta * sigmoid(a)
	lines := []string{
		exampleGiven() + fmt.Sprintf(", w = %g, b = %g:", exampleW, exampleB),
		fmt.Sprintf("S = %v and 1/S = %s, with x = 1 from (0.01, 0), after 1000 steps:", printedS, num(1/printedS)),
		"S = (0.5² + 2.5² + 0² + 2.5²)/4 = " + num(S),
		"a = 0.3·2 + 0.1 = " + num(a),
		"β = log(1 + e^0.7) = " + num(beta),
		"σ(a) = 1/(1 + e^-0.7) = " + num(sigmoid(a)),
		"L = " + num(lossAt(beta, S)),
		"∂L/∂β = " + num(dBeta),
		"∂L/∂a = " + num(da),
		"∂L/∂w = " + num(da*exampleX),
		"∂L/∂b = " + num(da),
		"one step with ε = 0.1: (w, b) = " + vec(exampleW-0.1*da*exampleX, exampleB-0.1*da),
		fmt.Sprintf("-40 %.9g %s %s", softplus(-40), num(40+S*softplus(-40)), num(-1+softplus(-40)*(S+0.5))),
		fmt.Sprintf("-800 0 %s %s", num(800), num(-1)),
		fmt.Sprintf("800 800 %s %s", num(lossAt(800, S)), num(S-1.0/800)),
	}
	for _, rate := range []float64{1e-4, 1e-2, 0.1} {
		w, b, _ := descendSoftplus(rate, 1000)
		lines = append(lines, row(rate, w, b, softplus(w+b)))
	}
	_, _, slow := descendSoftplus(1e-2, 2000)
	_, _, fast := descendSoftplus(0.1, 2000)
	_, _, never := descendSoftplus(1.104, 20_000)
	if never >= 0 {
		lines = append(lines, fmt.Sprintf("settles at ε = 1.104 in %d steps", never))
	}
	return append(lines, fmt.Sprintf("(%d steps to nine digits)", slow), fmt.Sprintf("(%d steps).", fast))
}

// descendSoftplus descends on the course's sample from its start. It also
// returns the step at which β first was within 1e-9 of 1/S, or -1.
func descendSoftplus(rate float64, steps int) (w, b float64, arrived int) {
	w, arrived = 0.01, -1
	for i := range steps {
		beta := softplus(w + b)
		if arrived < 0 && math.Abs(beta*printedS-1) < 1e-9 {
			arrived = i
		}
		g := sigmoid(w+b) * (printedS - 1/beta)
		w, b = w-rate*g, b-rate*g
	}
	return w, b, arrived
}
