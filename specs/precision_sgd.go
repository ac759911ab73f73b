package specs

// SGD says how mini-batch stochastic gradient descent is run.
type SGD struct {
	Rate      float64 // learning rate ε
	ClipNorm  float64 // greatest Euclidean norm of a gradient; 0 or less: no clipping
	BatchSize int     // examples per batch, at least 1
	// Order has one row per epoch: the n example numbers in the order in which
	// the epoch visits them. Batches are consecutive runs of BatchSize; the last
	// one of an epoch may be shorter, and its mean is over its own size.
	Order [][]int
}

// PrecisionSGD learns a precision that may depend on x, as the course does
// with Keras: one unit with softplus, β(x) = ζ(w·x + b), mini-batches, and
// gradients clipped by their norm.
type PrecisionSGD interface {
	// Clip returns g if ‖g‖₂ ≤ c or c ≤ 0, and g·c/‖g‖₂ otherwise: the length
	// is cut, the direction kept. It is the global norm, over all of g.
	Clip(g []float64, c float64) []float64

	// Fit minimises the mean over the examples of
	//
	//	L(x, y) = −log β(x) + β(x)(y − μ)²
	//
	// from start, one update per batch: g = (∂L/∂w, ∂L/∂b) is the mean over
	// the batch at the parameters before the update, clipped, and
	// (w, b) ← (w, b) − ε g.
	//
	// It returns the parameters after the last epoch and history[e], the mean
	// over the examples of epoch e of the losses found before each update (what
	// Keras reports). With no epochs the start comes back, with an empty history.
	Fit(start Unit, x, y []float64, mu float64, opt SGD) (end Unit, history []float64)

	// Predict returns β(xᵢ) = ζ(w·xᵢ + b) for every i.
	Predict(p Unit, x []float64) []float64
}
