package student

import (
	"gonum.org/v1/gonum/mat"

	"github.com/gradus-grader/gradus/specs"
)

// XORNetwork is a network with one hidden layer, which does solve XOR.
type XORNetwork struct{}

// Forward: h = max(0, XW + c), yhat = hV + b
func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	W := mat.NewDense(len(p.W), len(p.C), nil)
	for j := range p.W {
		W.SetRow(j, p.W[j])
	}
	V := mat.NewVecDense(len(p.V), p.V)
	for _, x := range X {
		z := mat.NewVecDense(len(p.C), nil)
		z.MulVec(W.T(), mat.NewVecDense(len(x), x)) // one row at a time: z = Wᵀx
		row := make([]float64, len(p.C))
		for k := range row {
			row[k] = max(0, z.AtVec(k)+p.C[k])
		}
		h = append(h, row)
		yhat = append(yhat, mat.Dot(mat.NewVecDense(len(row), row), V)+p.B)
	}
	return h, yhat
}
