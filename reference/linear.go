package reference

import "slices"

// dot returns Σⱼ uⱼ vⱼ.
func dot(u, v []float64) float64 {
	sum := 0.0
	for j := range u {
		sum += float64(u[j] * v[j])
	}
	return sum
}

// zeros returns an n×m matrix of zeros.
func zeros(n, m int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, m)
	}
	return rows
}

// cloneRows returns a copy of a matrix that shares nothing with it.
func cloneRows(v [][]float64) [][]float64 {
	rows := make([][]float64, len(v))
	for i := range rows {
		rows[i] = slices.Clone(v[i])
	}
	return rows
}
