package specs_test

import (
	"fmt"
	"math"
)

// precisionUnit is one of the two units of TwoPrecisions; they share x alone.
type precisionUnit struct {
	w [2]float64
	b float64
}

func (p precisionUnit) a(x [2]float64) float64 { return p.w[0]*x[0] + p.w[1]*x[1] + p.b }

func (p precisionUnit) step(x [2]float64, S, rate float64) precisionUnit {
	a := p.a(x)
	da := sigmoid(a) * (S - 1/softplus(a))
	return precisionUnit{w: [2]float64{p.w[0] - rate*da*x[0], p.w[1] - rate*da*x[1]}, b: p.b - rate*da}
}

func workedTwoPrecisions() []string {
	x := [2]float64{2, -0.5}
	units := [2]precisionUnit{{w: [2]float64{0.3, -0.2}, b: 0.05}, {w: [2]float64{0.1, 0.4}, b: -0.1}}
	mu, y := [2]float64{0.5, -1}, [2][2]float64{{1.5, -0.5}, {-1, 0.25}}
	var S [2]float64
	for k := range S {
		S[k] = meanSquare([]float64{y[0][k], y[1][k]}, mu[k])
	}
	var a, beta, dBeta, da [2]float64
	loss := 0.0
	for k, unit := range units {
		a[k] = unit.a(x)
		beta[k] = softplus(a[k])
		dBeta[k] = S[k] - 1/beta[k]
		da[k] = dBeta[k] * sigmoid(a[k])
		loss += lossAt(beta[k], S[k])
	}
	lines := []string{
		fmt.Sprintf("x = %s, μ = %s, two observations %s and %s:", vec(x[:]...), vec(mu[:]...), vec(y[0][:]...), vec(y[1][:]...)),
		fmt.Sprintf("W = [%s] b = %s [%s]", row(units[0].w[:]...), vec(units[0].b, units[1].b), row(units[1].w[:]...)),
		"Descent with ε = 0.1 on a sample with S = (10, 0.2), from W all 0.01 and b = 0. With x = (1, 1)",
		"S = " + vec(S[:]...),
		"a = " + vec(a[:]...),
		"β = " + vec(beta[:]...),
		"L = " + num(loss),
		"∂L/∂β = " + vec(dBeta[:]...),
		"∂L/∂a = " + vec(da[:]...),
		"∂L/∂b = " + vec(da[:]...),
		fmt.Sprintf("∂L/∂W = [%s] [%s]", row(da[0]*x[0], da[0]*x[1]), row(da[1]*x[0], da[1]*x[1])),
	}
	one, S := [2]float64{1, 1}, [2]float64{10, 0.2}
	units = [2]precisionUnit{{w: [2]float64{0.01, 0.01}}, {w: [2]float64{0.01, 0.01}}}
	for i := range 1001 {
		if i == 0 || i == 1 || i == 10 || i == 100 || i == 1000 {
			beta := [2]float64{softplus(units[0].a(one)), softplus(units[1].a(one))}
			lines = append(lines, row(float64(i), units[0].w[0], beta[0], units[1].w[0], beta[1],
				lossAt(beta[0], S[0])+lossAt(beta[1], S[1])))
		}
		for k := range units {
			units[k] = units[k].step(one, S[k], 0.1)
		}
	}
	return append(lines, fmt.Sprintf("2 + log 10 + log 0.2 = %s at β = (1/10, 1/0.2) = %s",
		num(2+math.Log(10)+math.Log(0.2)), vec(1.0/10, 1/0.2)))
}

// mixture returns the responsibilities and the loss of one example.
func mixture(mu [3]float64, y float64) (r [3]float64, loss float64) {
	nearest := math.Inf(-1)
	for _, m := range mu {
		nearest = math.Max(nearest, -(y-m)*(y-m)/2)
	}
	sum := 0.0
	for k, m := range mu {
		r[k] = math.Exp(-(y-m)*(y-m)/2 - nearest)
		sum += r[k]
	}
	for k := range r {
		r[k] /= sum
	}
	return r, math.Log(3) + math.Log(2*math.Pi)/2 - nearest - math.Log(sum)
}

// descendMixture does steps on the means themselves under x = 1, where w and b
// move alike and a mean moves twice as far as either.
func descendMixture(mu [3]float64, y []float64, rate float64, steps int) [3]float64 {
	for range steps {
		var g [3]float64
		for _, v := range y {
			r, _ := mixture(mu, v)
			for k := range g {
				g[k] += r[k] * (mu[k] - v) / float64(len(y))
			}
		}
		for k := range mu {
			mu[k] -= 2 * rate * g[k]
		}
	}
	return mu
}

func meanMixtureLoss(mu [3]float64, y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		_, loss := mixture(mu, v)
		sum += loss
	}
	return sum / float64(len(y))
}

// quantileSample is the sample of the sheet: 100 quantiles of N(m, 1) for each
// of the means m.
func quantileSample(means ...float64) []float64 {
	var y []float64
	for _, m := range means {
		for i := range 100 {
			p := (float64(i) + 0.5) / 100
			y = append(y, m+math.Sqrt2*math.Erfinv(2*p-1))
		}
	}
	return y
}

func workedMixtureMeans() []string {
	heads := struct{ w, b [3]float64 }{w: [3]float64{-0.75, 0.25, 1}, b: [3]float64{0.5, -0.5, -1}}
	lines := []string{
		fmt.Sprintf("w = %s, b = %s, two examples. The first, x = 2 and y = 0.5:", vec(heads.w[:]...), vec(heads.b[:]...)),
		"The second, x = -1 and y = 3:",
		"Descent with ε = 0.1 on 300 examples with x = 1: for each c of -4, 1 and 6 the hundred quantiles",
		"y = c + Φ⁻¹((i - ½)/100), i = 1 … 100, of the normal distribution. Start w = (-1, 0, 1), b = 0:",
	}
	var dw, db [3]float64
	total := 0.0
	for _, example := range [][2]float64{{2, 0.5}, {-1, 3}} {
		x, y := example[0], example[1]
		var mu, d [3]float64
		for k := range mu {
			mu[k] = heads.w[k]*x + heads.b[k]
		}
		r, loss := mixture(mu, y)
		for k := range d {
			d[k] = r[k] * (mu[k] - y) / 2
			dw[k] += d[k] * x
			db[k] += d[k]
		}
		total += loss
		lines = append(lines, "μ = "+vec(mu[:]...), "r = "+vec(r[:]...), "loss = "+num(loss), "∂L/∂μ = "+vec(d[:]...))
	}
	lines = append(lines, "L = "+num(total/2), "∂L/∂w = "+vec(dw[:]...), "∂L/∂b = "+vec(db[:]...))

	y := quantileSample(-4, 1, 6)
	for _, steps := range []int{0, 1, 10, 100, 500} {
		mu := descendMixture([3]float64{-1, 0, 1}, y, 0.1, steps)
		lines = append(lines, row(float64(steps), mu[0], mu[1], mu[2], meanMixtureLoss(mu, y)))
	}
	equal := descendMixture([3]float64{0.5, 0.5, 0.5}, y, 0.1, 500)
	_, far := mixture([3]float64{-1, 0, 1}, 50)
	return append(lines,
		fmt.Sprintf("all three means end at %.9g, with L = %.9g", equal[0], meanMixtureLoss(equal, y)),
		fmt.Sprintf("L = %.9g at y = 50", far))
}
