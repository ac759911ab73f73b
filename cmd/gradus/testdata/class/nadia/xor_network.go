package student

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// XORNetwork has one hidden layer of rectified units.
type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	for _, x := range X {
		hidden := relu(preactivation(x, p))
		h = append(h, hidden)
		yhat = append(yhat, dot(hidden, p.V)+p.B)
	}
	return h, yhat
}

// preactivation is xW + c for one example x.
func preactivation(x []float64, p specs.Network) []float64 {
	z := make([]float64, len(p.C))
	for k := range z {
		for j := range x {
			z[k] += x[j] * p.W[j][k]
		}
		z[k] += p.C[k]
	}
	return z
}

func relu(z []float64) []float64 {
	out := make([]float64, len(z))
	for k := range z {
		out[k] = math.Max(0, z[k])
	}
	return out
}

func dot(u, v []float64) float64 {
	sum := 0.0
	for i := range u {
		sum += u[i] * v[i]
	}
	return sum
}
