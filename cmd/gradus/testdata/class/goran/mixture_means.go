package student

import "github.com/gradus-grader/gradus/specs"

// MixtureMeans learns the means of a mixture of m = 3 Gaussians with equal weights
// and variances 1 (Ex 3 (b) on Ex 2 (b); sheet: specs/mixture-means.md).
//
// This exercise and [TwoPrecisions] are a choice: do either one. If you do both,
// the better one counts.
//
// There are n examples (xᵢ, yᵢ), all single numbers, and m linear heads, one for
// each mean. Forward computes
//
//	μᵢₖ = wₖ xᵢ + bₖ
//	lᵢₖ = −½ (yᵢ − μᵢₖ)²
//	rᵢₖ = exp(lᵢₖ) / Σⱼ exp(lᵢⱼ)
//	L   = (1/n) Σᵢ [ log m + ½ log 2π − log Σₖ exp(lᵢₖ) ]
//
// where rᵢₖ, the responsibility, is how probable it is that component k made yᵢ.
// For a y far from every mean each exp(lᵢₖ) is 0, and so is their sum: take the
// greatest lᵢₖ out before exponentiating.
//
// Backward computes, from the μ and r of the forward pass,
//
//	∂L/∂μᵢₖ = (1/n) rᵢₖ (μᵢₖ − yᵢ)
//	∂L/∂wₖ  = Σᵢ ∂L/∂μᵢₖ · xᵢ
//	∂L/∂bₖ  = Σᵢ ∂L/∂μᵢₖ
//
// Descend steps w ← w − ε ∂L/∂w, b ← b − ε ∂L/∂b, both from the same gradient,
// and returns every pair on the way: the start first, so steps+1 of them, each
// with slices of its own. What becomes of heads that start alike?
type MixtureMeans struct{}

// Forward returns μ and r, n×m, and the loss L.
func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	panic(specs.ErrNotImplemented)
}

// Backward returns ∂L/∂μ, ∂L/∂w and ∂L/∂b.
func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	panic(specs.ErrNotImplemented)
}

// Descend returns the steps+1 heads from start to the last step.
func (MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	panic(specs.ErrNotImplemented)
}
