package student

import (
	"gonum.org/v1/gonum/mat"

	"github.com/gradus-grader/gradus/specs"
)

// XORNetwork, as in NumPy.
type XORNetwork struct{}

func toDense(rows [][]float64) *mat.Dense {
	var flat []float64
	for _, row := range rows {
		flat = append(flat, row...)
	}
	return mat.NewDense(len(rows), len(rows[0]), flat)
}

// Forward: np.maximum(0, X @ W + c) @ V + b
func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	var H mat.Dense
	H.Mul(toDense(X), toDense(p.W))
	H.Apply(func(i, k int, v float64) float64 { return max(0, v+p.C[k]) }, &H)
	var y mat.VecDense
	y.MulVec(&H, mat.NewVecDense(len(p.V), p.V))
	for i := range X {
		h = append(h, mat.Row(nil, i, &H))
		yhat = append(yhat, y.AtVec(i)+p.B)
	}
	return h, yhat
}
