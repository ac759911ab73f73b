package student

import "github.com/gradus-grader/gradus/specs"

// PrecisionLandscape computes the course's pictures of the loss (sheet:
// specs/precision-landscape.md).
//
// With S = (1/n) Σᵢ (yᵢ − μ)² and a = w·x + b, the loss is L = −log β + β·S.
//
// Curve takes one w and many b, and β = max(0, a): it returns L for every bᵢ,
// +Inf where a ≤ 0.
//
// Surface takes many w and many b, and β = ζ(a), the softplus: it returns L at
// every pair, a row for every b and a column for every w (row i, column j is at
// (w[j], b[i]), as NumPy's meshgrid has it). It is finite everywhere: where ζ(a)
// comes out as 0, log ζ(a) is still about a.
//
// The course's code for the surface has sum(y-mu)**2/len(y), the square of the
// sum by a slip of precedence. Compute S, the mean of the squares.
type PrecisionLandscape struct{}

// Curve returns the loss of the rectified unit at (w, bᵢ) for every i.
func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	panic(specs.ErrNotImplemented)
}

// Surface returns the loss of the softplus unit, len(b) rows of len(w) numbers.
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	panic(specs.ErrNotImplemented)
}
