package student

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) {
	// XᵀX
	d := len(X[0])
	gram := make([][]float64, d)
	for j := range d {
		gram[j] = make([]float64, d)
		for i := range X {
			for k := range d {
				gram[j][k] += X[i][j] * X[i][k]
			}
		}

	// Xᵀy
	rhs := make([]float64, d)
	for i := range X {
		for j := range d {
			rhs[j] += X[i][j] * y[i]
		}
	}
	return solve(gram, rhs)
}

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	var yhat []float64
	for _, row := range X {
		sum := 0.0
		for j, x := range row {
			sum += x * theta[j]
		}
		yhat = append(yhat, sum)
	}
	return yhat
}
