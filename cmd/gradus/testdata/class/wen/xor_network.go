package main

import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	for _, x := range X {
		y := p.B
		row := []float64{}
		for k := range p.C {
			z := p.C[k]
			for j := range x {
				z += x[j] * p.W[j][k]
			}
			row = append(row, max(0, z))
			y += p.V[k] * max(0, z)
		}
		h = append(h, row)
		yhat = append(yhat, y)
	}
	return h, yhat
}
