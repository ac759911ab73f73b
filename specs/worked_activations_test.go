package specs_test

import (
	"fmt"
	"math"
)

func workedActivations() []string {
	lines := []string{fmt.Sprintf("ζ(2) - ζ(-2) = %.9g, σ(2) + σ(-2) = %.9g, tanh(2) = 2σ(4) - %.9g.",
		softplus(2)-softplus(-2), sigmoid(2)+sigmoid(-2), 2*sigmoid(4)-math.Tanh(2))}
	for _, z := range []float64{2, -3} {
		s, tanh := sigmoid(z), math.Tanh(z)
		lines = append(lines,
			row(z)+" Softplus "+row(softplus(z), s),
			row(z)+" Sigmoid "+row(s, s*(1-s)),
			row(z)+" Tanh "+row(tanh, 1-tanh*tanh),
			row(z)+" ReLU "+row(math.Max(0, z), step(z)),
			row(z)+" Abs "+row(math.Abs(z), 2*step(z)-1))
	}
	e40 := math.Exp(-40)
	return append(lines,
		"Softplus(-40) "+row(math.Log1p(e40), e40/(1+e40)),
		"Softplus(40) "+row(40+math.Log1p(e40), 1/(1+e40)),
		"Softplus(-700) "+row(math.Exp(-700), math.Exp(-700)),
		"Softplus(800) "+row(800, 1),
		"Sigmoid(-40) "+row(e40/(1+e40), e40/(1+e40)/(1+e40)),
		"Sigmoid(40) "+row(1/(1+e40), e40/(1+e40)/(1+e40)),
		"Sigmoid(-800) "+row(math.Exp(-800), math.Exp(-800)),
		"Tanh(20) "+row((1-e40)/(1+e40), 4*e40/(1+e40)/(1+e40)),
		"Tanh(-800) "+row(-1, 0),
	)
}

// step is the derivative of the rectifier away from 0.
func step(z float64) float64 {
	if z > 0 {
		return 1
	}
	return 0
}

func softplus(z float64) float64 { return math.Max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) }

func sigmoid(z float64) float64 {
	e := math.Exp(-math.Abs(z))
	if z < 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}
