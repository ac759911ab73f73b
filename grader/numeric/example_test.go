package numeric_test

import (
	"errors"
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader/numeric"
)

// The course's loss of a precision β, and its slope at β = 1/1000.
func ExampleDerivative() {
	loss := func(beta float64) float64 { return -math.Log(beta) + 10*beta }

	e, err := numeric.Derivative(loss, 0.001, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.8g, off by less than 1e-7: %t\n", e.Value, e.Bound < 1e-7)
	// Output: -990, off by less than 1e-7: true
}

// A function that has no derivative is not given one.
func ExampleDerivative_kink() {
	relu := func(z float64) float64 { return max(0, z) }

	_, err := numeric.Derivative(relu, 0, 0)
	fmt.Println(err)
	fmt.Println(errors.Is(err, numeric.ErrKink))
	// Output:
	// differentiate at 0: the function has a kink
	// true
}

// A gradient by hand is held against the loss it belongs to.
func ExampleEstimate_Agrees() {
	loss := func(w float64) float64 { return -math.Log(2*w) + 10*2*w }
	byHand := func(w float64) float64 { return -1/w + 20 }
	withoutX := func(w float64) float64 { return (-1/(2*w) + 10) * 1 }

	w := 0.3
	e, err := numeric.Derivative(loss, w, 0)
	roundings := numeric.Tolerance(numeric.KappaBasic, 1/w+20)
	fmt.Println(err, e.Agrees(byHand(w), roundings), e.Agrees(withoutX(w), roundings))
	// Output: <nil> true false
}

func ExampleGradient() {
	f := func(p []float64) float64 { return p[0]*p[0]*p[1] + math.Exp(p[1]) }

	gradient, err := numeric.Gradient(f, []float64{3, 0}, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range gradient {
		fmt.Printf("%.6f\n", e.Value)
	}
	// Output:
	// 0.000000
	// 10.000000
}

func ExampleOneSided() {
	leaky := func(z float64) float64 { return max(0.1*z, z) }

	s, err := numeric.OneSided(leaky, 0, 0)
	fmt.Printf("%.3f %.3f %t %v\n", s.Left.Value, s.Right.Value, s.Kink(), err)
	// Output: 0.100 1.000 true <nil>
}

// A loss that is kept in float32 is off in the seventh digit.
func ExampleNoise() {
	loss := func(w float64) float64 { return float64(float32(5 + w*w)) }

	eta, ok := numeric.Noise(loss, 1)
	fmt.Println(ok, eta > 1e-7, eta < 1e-5)
	// Output: true true true
}

func ExampleWithin() {
	fmt.Println(numeric.Within(0.99, 1, 0.1))
	fmt.Println(numeric.Within(math.NaN(), math.NaN(), 0.1))
	fmt.Println(numeric.Within(math.Inf(1), math.Inf(1), 0.1))
	// Output:
	// true
	// false
	// true
}

// m − 1/β nearly vanishes at the optimum; its roundings do not.
func ExampleTolerance() {
	m, beta := 10.0, 0.1
	tol := numeric.Tolerance(numeric.KappaBasic, m+1/beta)
	fmt.Printf("%.1e\n", tol)
	// Output: 4.4e-11
}

// With 26 significant bits, x ± h is exact for every h that is used.
func ExampleDyadic() {
	third := 1.0 / 3
	x := numeric.Dyadic(third)
	fmt.Println(x)
	fmt.Println(third+0.25-0.25 == third, x+0.25-0.25 == x)
	// Output:
	// 0.3333333358168602
	// false true
}
