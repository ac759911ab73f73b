package student

import "github.com/gradus-grader/gradus/specs"

// XORLinear is linear regression, which cannot solve XOR (sheet:
// specs/xor-linear.md).
//
// Fit finds the θ for which Xθ is nearest to y, ‖Xθ − y‖² least, by the normal
// equations
//
//	θ = (XᵀX)⁻¹ Xᵀy,
//
// where X is n×d, one example a row, and y has the n targets. Use X as it is
// given: where a bias is wanted, X has a column of ones. On XOR with a column of
// ones, θ is (0, 0, ½).
//
// If the columns of X are linearly dependent, XᵀX has no inverse: return an
// error then. A library may give you numbers all the same (and an error that is
// easily overlooked). Columns may come in very different units, so "the
// determinant is small" is not the question.
//
// Predict returns ŷ = Xθ, one number a row. Look at what it says about XOR, and
// why it must: a straight line has f(1,0) + f(0,1) = f(0,0) + f(1,1).
//
// You may use gonum's mat and floats here.
type XORLinear struct{}

// Fit returns θ, of length d, or an error if the columns of X are dependent.
func (XORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	panic(specs.ErrNotImplemented)
}

// Predict returns Xθ, of length n.
func (XORLinear) Predict(X [][]float64, theta []float64) []float64 {
	panic(specs.ErrNotImplemented)
}
