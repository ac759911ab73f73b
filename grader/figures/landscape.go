package figures

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gradus-grader/gradus/specs"
)

func surfaceModerate(key specs.Solution) chart {
	return surfaceOf(key, math.Sqrt(10), "σ² = 10", []float64{0.1, 0.3, 1, 3, 10, 30, 100})
}

func surfaceSteep(key specs.Solution) chart {
	return surfaceOf(key, 1e4, "σ = 10⁴", []float64{1, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9})
}

// surfaceOf is the loss of the softplus unit under x = 1, over its least.
func surfaceOf(key specs.Solution, sigma float64, title string, levels []float64) chart {
	s := courseSurface(key, sigma)
	best := 1 + 2*math.Log(sigma)
	s.label, s.levels, s.bent = "L − min L", levels, true
	for _, row := range s.z {
		for j := range row {
			row[j] -= best
		}
	}
	for _, level := range levels {
		s.names = append(s.names, decimal(level))
	}
	at := math.Log(math.Expm1(1 / (sigma * sigma))) // where softplus is 1/σ²
	return chart{title: "The loss of the softplus unit, " + title, panels: []panel{s.panel(curve{
		label: "the least loss, at w + b = " + short(at), look: goal, points: []point{{s.xs[0], at - s.xs[0]}, {at - s.ys[0], s.ys[0]}}})},
		alt: fmt.Sprintf("The loss over w and b from −10 to 10, in straight bands along w + b, since it depends on their sum alone. It is least, %s, on the line w + b = %s, rises slowly on the left of it and up to %s above the least at w = b = 10.",
			short(best), short(at), decimal(s.z[len(s.ys)-1][len(s.xs)-1]))}
}

func surfaceFlat(key specs.Solution) chart {
	s := courseSurface(key, 1e-4)
	s.label = "L"
	for level := -2.0; level <= 18; level += 2 {
		s.levels, s.names = append(s.levels, level), append(s.names, decimal(level))
	}
	return chart{title: "The loss of the softplus unit, σ = 10⁻⁴", panels: []panel{s.panel(curve{label: "the least loss lies outside, at w + b = 10⁸", look: goal})},
		alt: fmt.Sprintf("The loss over w and b from −10 to 10, in straight bands along w + b. It falls from %s at w = b = −10 to %s at w = b = 10, ever more slowly: its least, −17.4, is far outside, at w + b = 10⁸.",
			short(s.z[0][0]), short(s.z[len(s.ys)-1][len(s.xs)-1]))}
}

// courseSurface asks the key for the surface from −10 to 10, for a sample with
// mean square σ² about 0.
func courseSurface(key specs.Solution, sigma float64) surface {
	var axis []float64
	for i := -20; i <= 20; i++ {
		axis = append(axis, float64(i)/2)
	}
	return surface{xs: axis, ys: axis, z: key.PrecisionLandscape.Surface(axis, axis, specs.Sample{X: 1, Y: []float64{sigma, -sigma}})}
}

// panel shows the surface with curves on it.
func (s surface) panel(curves ...curve) panel {
	return panel{xLabel: "w", yLabel: "b", x: span{s.xs[0], s.xs[len(s.xs)-1]}, y: span{s.ys[0], s.ys[len(s.ys)-1]}, surface: &s, curves: curves}
}

// kerasData makes the data of the course's mini-batch part, a thousand examples
// with x uniform and y of precision 5, and an order for every epoch. They are the
// same every time.
func kerasData(epochs int) (x, y []float64, order [][]int) {
	const n = 1000
	r := rand.New(rand.NewPCG(5, 64))
	for range n {
		x, y = append(x, r.Float64()), append(y, r.NormFloat64()/math.Sqrt(5))
	}
	for range epochs {
		order = append(order, r.Perm(n))
	}
	return x, y, order
}

// meanSquare is the mean of the squares.
func meanSquare(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += float64(v * v)
	}
	return sum / float64(len(y))
}
