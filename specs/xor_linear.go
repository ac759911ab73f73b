package specs

// XORLinear is linear regression by the normal equations, and the proof that
// it cannot solve XOR (book section 6.1; the course's first cell).
type XORLinear interface {
	// Fit returns the θ ∈ ℝᵈ that minimises ‖Xθ − y‖² for X ∈ ℝⁿˣᵈ, y ∈ ℝⁿ,
	// by the normal equations
	//
	//	θ = (XᵀX)⁻¹ Xᵀy.
	//
	// X is used as it is given: where a bias is wanted, X has a column of ones.
	//
	// If the columns of X are linearly dependent (rank X < d, so also if n < d),
	// XᵀX has no inverse: Fit returns a non-nil error and any theta.
	//
	// On XOR with a column of ones, θ = (0, 0, ½) exactly.
	Fit(X [][]float64, y []float64) (theta []float64, err error)

	// Predict returns ŷ = Xθ ∈ ℝⁿ.
	//
	// With the θ of XOR every prediction is ½: a straight line has
	// f(1,0) + f(0,1) = f(0,0) + f(1,1), and XOR would need 2 = 0.
	Predict(X [][]float64, theta []float64) []float64
}
