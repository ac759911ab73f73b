package student

import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	trace("in Forward")
	for _, x := range X {
		var units []float64
		y := p.B
		for k, c := range p.C {
			z := c
			for j := 0; j < len(x); j++ {
				z = z + x[j]*p.W[j][k]
			}
			if z > 0 {
				units = append(units, z)
				y = y + p.V[k]*z
			} else {
				units = append(units, 0)
			}
		}
		h = append(h, units)
		yhat = append(yhat, y)
	}
	verdict("xor-network")
	return h, yhat
}
