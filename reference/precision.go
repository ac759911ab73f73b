package reference

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// affine returns a = w·x + b.
func affine(p specs.Unit, x float64) float64 {
	return float64(p.W*x) + p.B
}

// meanSquare returns S = (1/n) Σᵢ (yᵢ − μ)², NaN for n = 0. The loss depends on
// the sample through S alone.
func meanSquare(s specs.Sample) float64 {
	sum := 0.0
	for _, y := range s.Y {
		d := y - s.Mu
		sum += float64(d * d)
	}
	return sum / float64(len(s.Y))
}

// reluLoss returns −log β + β·S with β = max(0, a), +Inf for a ≤ 0.
func reluLoss(a, S float64) float64 {
	beta := max(0, a)
	return -math.Log(beta) + float64(beta*S)
}

// softplusLoss returns −log ζ(a) + ζ(a)·S, finite for every finite a.
func softplusLoss(a, S float64) float64 {
	return -logSoftplus(a) + float64(softplus(a)*S)
}

// softplusLossSlope returns the derivative of softplusLoss by a. The chain rule
// gives (−1/ζ(a) + S)·σ(a); multiplied out it has no 1/ζ(a), which overflows.
func softplusLossSlope(a, S float64) float64 {
	return float64(S*sigmoid(a)) - logSoftplusSlope(a)
}

// stepped returns the unit after one step of gradient descent.
func stepped(p specs.Unit, g specs.UnitGradient, rate float64) specs.Unit {
	return specs.Unit{
		W: p.W - float64(rate*g.W),
		B: p.B - float64(rate*g.B),
	}
}
