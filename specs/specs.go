// Package specs is the contract between a student and Gradus: one small
// interface per exercise, the catalogue of exercises with their points, and a
// sheet of text for each.
//
// It stands at the beginning of the flow and imports nothing of ours. The
// answer key (package reference), the submissions (package student), the
// rubric (grader/checks) and the wall between them (grader/wire) all speak in
// its terms.
//
// # Conventions of every exercise
//
//   - A matrix is a slice of rows of equal length; X[i][j] is row i, column j.
//   - Arguments belong to the caller: read them, do not change them, do not
//     keep them. Results belong to the caller too: return new slices, and in a
//     trace never the same slice twice.
//   - A loss over n examples is the mean, never the sum. Over no examples
//     (n = 0) it is NaN; nothing panics.
//   - The loss of the precision exercises is −log β + β(y−μ)², without the
//     factor ½ that the course's text (not its code) has. Gradients are
//     therefore twice those of the negative log-likelihood.
//   - Everything random is an argument, so every result can be compared
//     number by number.
//   - What is not solved yet panics with [ErrNotImplemented], which is reported
//     as "not attempted".
//
// The exercises follow chapter 6 of Goodfellow, Bengio and Courville, Deep
// Learning (2016), and assignment 5 of M. Nassar, Deep Learning Handbook
// (doi 10.5281/zenodo.3881558); "section" and "Ex" in the comments name theirs.
package specs

import "errors"

// ErrNotImplemented is what an untouched stub panics with. It is reported as
// "not attempted", never as a crash.
var ErrNotImplemented = errors.New("not implemented yet")

// Solution is everything a submission offers: one field per exercise, in the
// order of the course. A nil field means that nobody answers for that exercise,
// as in the empty key of a handout.
type Solution struct {
	XORLinear          XORLinear
	XORNetwork         XORNetwork
	XORTraining        XORTraining
	Activations        Activations
	PrecisionSGD       PrecisionSGD
	PrecisionReLU      PrecisionReLU
	PrecisionLandscape PrecisionLandscape
	PrecisionSoftplus  PrecisionSoftplus
	TwoPrecisions      TwoPrecisions
	MixtureMeans       MixtureMeans
}
