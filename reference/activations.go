package reference

import (
	"math"

	"github.com/gradus-grader/gradus/specs"
)

// Activations are the hidden units, in forms that hold for every finite z.
type Activations struct{}

var _ specs.Activations = Activations{}

// ReLU has derivative 0 at 0, as the course's code has.
func (Activations) ReLU(z float64) (value, derivative float64) {
	if z > 0 {
		derivative = 1
	}
	return max(0, z), derivative
}

// Softplus has the sigmoid for derivative.
func (Activations) Softplus(z float64) (value, derivative float64) {
	return softplus(z), sigmoid(z)
}

// Sigmoid has its derivative to full precision in both tails.
func (Activations) Sigmoid(z float64) (value, derivative float64) {
	return sigmoid(z), sigmoidSlope(z)
}

// Tanh is 2σ(2z) − 1, so its derivative is 4σ′(2z); 1 − tanh² is 0 above 19.1.
func (Activations) Tanh(z float64) (value, derivative float64) {
	return math.Tanh(z), 4 * sigmoidSlope(2*z)
}

// Abs has derivative 0 at 0, halfway between its sides.
func (Activations) Abs(z float64) (value, derivative float64) {
	switch {
	case z > 0:
		derivative = 1
	case z < 0:
		derivative = -1
	}
	return math.Abs(z), derivative
}
