// Package wire carries a [specs.Solution] across the wall: [Client] asks in the
// host, [Serve] answers in the guest, next to the student's code.
//
// It stands between the rubric, which sees a Solution like any other, and the
// sandbox, which takes one message in and one message out (an [Exchange]). The
// host trusts nothing that comes back: an answer is either the results, whole
// and copied, or an error that says what came instead.
//
// # Format
//
// A question names the exercise and the method as package specs does, then
// come the arguments. An answer begins with a status.
//
//	question = exercise method argument...
//	answer   = 1 result...     answered
//	         | 2               not implemented
//	         | 3 value frames  panicked
//	         | 4 problem       misunderstood: the question was malformed
//	         | 5               edited: a slice of the arguments is not as it was
//
// Integers and the bits of floats take eight bytes, least significant first; a
// status or a bool takes one. Strings and slices are a count and then the bytes
// or elements, so the rows of a matrix may differ in length; nil is empty, and
// arrives as nil. A struct is its fields in the order of their declaration. An
// error is a bool, and its text if there is one. A NaN loses its payload.
package wire

// An exercise goes by the name of its field in [specs.Solution].
type exercise string

const (
	xorLinear          exercise = "XORLinear"
	xorNetwork         exercise = "XORNetwork"
	xorTraining        exercise = "XORTraining"
	activations        exercise = "Activations"
	precisionSGD       exercise = "PrecisionSGD"
	precisionReLU      exercise = "PrecisionReLU"
	precisionLandscape exercise = "PrecisionLandscape"
	precisionSoftplus  exercise = "PrecisionSoftplus"
	twoPrecisions      exercise = "TwoPrecisions"
	mixtureMeans       exercise = "MixtureMeans"
)

// A method goes by its Go name, which several exercises may share.
type method string

const (
	abs       method = "Abs"
	backward  method = "Backward"
	clip      method = "Clip"
	curve     method = "Curve"
	descend   method = "Descend"
	fit       method = "Fit"
	forward   method = "Forward"
	gradients method = "Gradients"
	loss      method = "Loss"
	predict   method = "Predict"
	relu      method = "ReLU"
	sigmoid   method = "Sigmoid"
	softplus  method = "Softplus"
	surface   method = "Surface"
	tanh      method = "Tanh"
	train     method = "Train"
)

// The first byte of an answer. Zero is none of them, so that a buffer nobody
// has written to is no answer.
const (
	answered byte = iota + 1
	notImplemented
	panicked
	misunderstood
	edited
)

// What the guest says in words is cut to these lengths, at both ends.
const (
	maxText   = 4 << 10 // bytes
	maxFrames = 16
)
