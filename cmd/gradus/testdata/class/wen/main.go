package main

import (
	"fmt"

	"github.com/gradus-grader/gradus/specs"
)

// go run . to try it out
func main() {
	_, yhat := XORNetwork{}.Forward([][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}},
		specs.Network{W: [][]float64{{1, 1}, {1, 1}}, C: []float64{0, -1}, V: []float64{1, -2}})
	fmt.Println(yhat)
	for z := -3.0; z <= 3; z++ {
		fmt.Println(Activations{}.Softplus(z))
	}
}
