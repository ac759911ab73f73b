package specs_test

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
)

// gram returns XᵀX and Xᵀy.
func gram(X [][]float64, y []float64) (XtX [][]float64, Xty []float64) {
	d := len(X[0])
	XtX, Xty = make([][]float64, d), make([]float64, d)
	for i := range d {
		XtX[i] = make([]float64, d)
		for r := range X {
			for j := range d {
				XtX[i][j] += X[r][i] * X[r][j]
			}
			Xty[i] += X[r][i] * y[r]
		}
	}
	return XtX, Xty
}

// solve solves Ax = b by elimination, for a positive definite A: no pivot is 0.
func solve(A [][]float64, b []float64) []float64 {
	rows := make([][]float64, len(A)) // [A | b]
	for i := range A {
		rows[i] = append(slices.Clone(A[i]), b[i])
	}
	for i := range rows {
		for k := range rows {
			if k == i {
				continue
			}
			f := rows[k][i] / rows[i][i]
			for j := range rows[k] {
				rows[k][j] -= f * rows[i][j]
			}
		}
	}
	x := make([]float64, len(A))
	for i := range x {
		x[i] = rows[i][len(A)] / rows[i][i]
	}
	return x
}

// quarters prints a row of fractions whose denominators divide 4.
func quarters(v []float64) string {
	texts := make([]string, len(v))
	for i := range v {
		texts[i] = big.NewRat(int64(math.Round(4*v[i])), 4).RatString()
	}
	return strings.Join(texts, " ")
}

func workedXORLinear() []string {
	X, y := [][]float64{{1, 1}, {2, 1}, {4, 1}}, []float64{1, 3, 4}
	A, b := gram(X, y)
	line := solve(A, b)
	lines := []string{
		fmt.Sprintf("X = [%s] y = %s XᵀX = [%s] Xᵀy = %s [%s] [ %s] [%s]",
			row(X[0]...), vec(y...), row(A[0]...), vec(b...), row(X[1]...), row(A[1]...), row(X[2]...)),
		fmt.Sprintf("det XᵀX = %g·%g - %g·%g = %g", A[0][0], A[1][1], A[0][1], A[1][0], A[0][0]*A[1][1]-A[0][1]*A[1][0]),
		fmt.Sprintf("θ = ((%g·%g - %g·%g)/14, (%g·%g - %g·%g)/14)", A[1][1], b[0], A[0][1], b[1], A[0][0], b[1], A[1][0], b[0]),
		"θ = (13/14, 1/2) = " + vec(line...),
		"ŷ = Xθ = " + vec(line[0]+line[1], 2*line[0]+line[1], 4*line[0]+line[1]),
	}

	X, y = [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 0, 1}, {1, 1, 1}}, []float64{1, 1, 0, 0}
	A, b = gram(X, y)
	inverse := [][]float64{solve(A, []float64{1, 0, 0}), solve(A, []float64{0, 1, 0}), solve(A, []float64{0, 0, 1})}
	_, scaled := gram(X, []float64{5, 5, 3, 3})
	bare, bareTargets := gram([][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}, y)
	return append(lines,
		fmt.Sprintf("X = [%s] y = %s XᵀX = [%s] (XᵀX)⁻¹ = [ %s]", row(X[0]...), vec(y...), row(A[0]...), quarters(inverse[0])),
		fmt.Sprintf("[%s] [%s] [ %s]", row(X[1]...), row(A[1]...), quarters(inverse[1])),
		fmt.Sprintf("[%s] [%s] [%s]", row(X[2]...), row(A[2]...), quarters(inverse[2])),
		fmt.Sprintf("[%s] Xᵀy = %s", row(X[3]...), vec(b...)),
		"θ = (0, 0, 1/2) = "+vec(solve(A, b)...),
		"θ for y′ = 2y + 3 "+vec(solve(A, scaled)...),
		"θ without the column of ones "+vec(solve(bare, bareTargets)...),
	)
}

// network is a 2-2-1 network with one row of w per input.
type network struct {
	w    [2][2]float64
	c, v [2]float64
	b    float64
}

func (p network) forward(x [2]float64) (z, h [2]float64, yhat float64) {
	yhat = p.b
	for k := range 2 {
		z[k] = x[0]*p.w[0][k] + x[1]*p.w[1][k] + p.c[k]
		h[k] = math.Max(z[k], 0)
		yhat += h[k] * p.v[k]
	}
	return z, h, yhat
}

// parameters prints a network as the sheets do, W in two lines.
func (p network) parameters() string {
	return fmt.Sprintf("W = [%s] c = %s V = %s b = %s [%s]",
		row(p.w[0][:]...), vec(p.c[:]...), vec(p.v[:]...), num(p.b), row(p.w[1][:]...))
}

func workedXORNetwork() []string {
	p := network{w: [2][2]float64{{1, 2}, {3, -1}}, c: [2]float64{1.5, -1}, v: [2]float64{3, -0.5}, b: 0.25}
	lines := []string{
		p.parameters(),
		"first row: xW = (2·1 - 1·3, 2·2 + 1·1), ŷ = 3·0.5 - 0.5·4 + 0.25",
		"With W transposed, xW would be " + vec(2*p.w[0][0]-p.w[0][1], 2*p.w[1][0]-p.w[1][1]) + ".",
	}
	for _, x := range [][2]float64{{2, -1}, {-1, 1}} {
		z, h, yhat := p.forward(x)
		lines = append(lines, row(x[0], x[1], z[0]-p.c[0], z[1]-p.c[1], z[0], z[1], h[0], h[1], yhat))
	}
	book := network{w: [2][2]float64{{1, 1}, {1, 1}}, c: [2]float64{0, -1}, v: [2]float64{1, -2}}
	lines = append(lines, book.parameters())
	for _, x := range [][2]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}} {
		z, h, yhat := book.forward(x)
		lines = append(lines, row(x[0], x[1], z[0]-book.c[0], z[1]-book.c[1], z[0], z[1], h[0], h[1], yhat))
	}
	return lines
}

var xorInputs = [][2]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}

// loss returns the mean squared error and its gradient over the four inputs.
func (p network) loss(t [4]float64) (loss float64, grad network) {
	for i, x := range xorInputs {
		z, h, yhat := p.forward(x)
		loss += (yhat - t[i]) * (yhat - t[i]) / 4
		delta := (yhat - t[i]) / 2
		grad.b += delta
		for k := range 2 {
			grad.v[k] += delta * h[k]
			if z[k] > 0 {
				grad.c[k] += delta * p.v[k]
				grad.w[0][k] += delta * p.v[k] * x[0]
				grad.w[1][k] += delta * p.v[k] * x[1]
			}
		}
	}
	return loss, grad
}

func (p network) step(grad network, rate float64) network {
	p.b -= rate * grad.b
	for k := range 2 {
		p.v[k] -= rate * grad.v[k]
		p.c[k] -= rate * grad.c[k]
		p.w[0][k] -= rate * grad.w[0][k]
		p.w[1][k] -= rate * grad.w[1][k]
	}
	return p
}

func workedXORTraining() []string {
	t := [4]float64{1, 1, 0, 0}
	start := network{w: [2][2]float64{{0.8, 1.2}, {1.1, 0.7}}, c: [2]float64{0.1, -0.6}, v: [2]float64{0.7, -1.4}, b: 0.1}
	lines := []string{start.parameters()}
	for i, x := range xorInputs {
		z, h, yhat := start.forward(x)
		lines = append(lines, row(x[0], x[1], z[0], z[1], h[0], h[1], yhat, t[i], (yhat-t[i])/2))
	}
	loss, g := start.loss(t)
	next := start.step(g, 0.1)
	after, _ := next.loss(t)
	lines = append(lines,
		"One step with ε = 0.1 leads to",
		"J = (1.11² + 0.2² + 0.17² + 0.32²)/4 = "+num(loss),
		"∂J/∂b = "+num(g.b),
		"∂J/∂V = "+vec(g.v[:]...),
		"∂J/∂c = "+vec(g.c[:]...),
		fmt.Sprintf("∂J/∂W = [%s] [%s]", row(g.w[0][:]...), row(g.w[1][:]...)),
		fmt.Sprintf("W = [%s] c = %s [%s] V = %s b = %s J = %s", row(next.w[0][:]...), vec(next.c[:]...),
			row(next.w[1][:]...), vec(next.v[:]...), num(next.b), num(after)),
	)
	solved := -1
	for p, i := start, 0; i < 1000 && solved < 0; i++ {
		loss, g := p.loss(t)
		if loss < 1e-10 {
			solved = i
		}
		p = p.step(g, 0.1)
	}
	dead := start
	for range 1000 {
		_, g := dead.loss(t)
		dead = dead.step(g, 0.5)
	}
	stuck, _ := dead.loss(t)
	return append(lines,
		fmt.Sprintf("With ε = 0.1 the loss falls below 1e-10 at step %d.", solved),
		fmt.Sprintf("With ε = 0.5 the same start dies at J = %.4g.", stuck))
}
