package specs

// PrecisionLandscape computes the course's pictures of the loss: Loss(b) of the
// rectified unit for a fixed w, and the surface over (w, b) with softplus.
//
// The course's code for the surface computes (Σ(y−μ))²/n by a slip of operator
// precedence. The mean of the squares, S of [Sample], is meant and asked for.
type PrecisionLandscape interface {
	// Curve returns the loss of [PrecisionReLU] at (w, bᵢ) for every i; +Inf
	// where w·x + bᵢ ≤ 0.
	Curve(w float64, b []float64, s Sample) []float64

	// Surface returns the loss of [PrecisionSoftplus] on a grid: row i has b[i],
	// column j has w[j], as NumPy's meshgrid(w, b) lays it out. It is finite
	// at every finite (w, b).
	Surface(w, b []float64, s Sample) [][]float64
}
