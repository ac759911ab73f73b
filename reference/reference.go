// Package reference is the answer key: one file per exercise of the catalogue,
// each the shortest right answer that stays right at the edges.
//
// It stands beside the submissions and takes the same road: the grader asks the
// key what it asks the student, and compares. Start reading at xor_linear.go,
// or at precision_relu.go for the first backpropagation by hand. What exercises
// have in common stands in files of its own (descent.go, linear.go, network.go,
// precision.go, softplus.go); no exercise calls another.
//
// A product that is added to something is written float64(x*y) + z. The
// conversion forbids the compiler to round only once (a fused multiply-add),
// which some machines do and others do not: so the key's own arithmetic has the
// same bits everywhere.
package reference

import (
	"embed"

	"github.com/gradus-grader/gradus/specs"
)

// Source holds the exercises and what they share, a complete package without
// this file. Copied under another package clause it is a submission that earns
// every point, which is how the key gets to the students' side of the wall.
//
//go:embed xor_linear.go xor_network.go xor_training.go activations.go
//go:embed precision_sgd.go precision_relu.go precision_landscape.go precision_softplus.go
//go:embed two_precisions.go mixture_means.go
//go:embed descent.go linear.go network.go precision.go softplus.go
var Source embed.FS

// Solution returns the key to every exercise.
func Solution() specs.Solution {
	return specs.Solution{
		XORLinear:          new(XORLinear),
		XORNetwork:         new(XORNetwork),
		XORTraining:        new(XORTraining),
		Activations:        new(Activations),
		PrecisionSGD:       new(PrecisionSGD),
		PrecisionReLU:      new(PrecisionReLU),
		PrecisionLandscape: new(PrecisionLandscape),
		PrecisionSoftplus:  new(PrecisionSoftplus),
		TwoPrecisions:      new(TwoPrecisions),
		MixtureMeans:       new(MixtureMeans),
	}
}
