package student

import "math"

// Functions that more than one exercise needs.

func sigmoid(z float64) float64 {
	if z >= 0 {
		return 1 / (1 + math.Exp(-z))
	}
	e := math.Exp(z)
	return e / (1 + e)
}

// softplus only ever takes exp of something negative.
func softplus(z float64) float64 {
	if z > 0 {
		return z + math.Log1p(math.Exp(-z))
	}
	return math.Log1p(math.Exp(z))
}

// logSoftplus is log(softplus(z)); for very negative z this is z itself.
func logSoftplus(z float64) float64 {
	if z < -40 {
		return z
	}
	return math.Log(softplus(z))
}

// sigmoidOverSoftplus goes to 1 on the far left.
func sigmoidOverSoftplus(z float64) float64 {
	if z < -40 {
		return 1
	}
	return sigmoid(z) / softplus(z)
}

// meanSquare is S in the exercise sheets.
func meanSquare(y []float64, mu float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += (v - mu) * (v - mu)
	}
	return sum / float64(len(y))
}
