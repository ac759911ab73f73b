package wire

import (
	"fmt"

	"github.com/gradus-grader/gradus/specs"
)

// Exchange carries one question across the wall and brings the answer back. An
// error means that there is none: the guest exited, ran out of fuel, or the
// carrier itself failed.
//
// The response is read before the asking method returns and is not kept, so it
// may be a view of the guest's memory. Its length is for the carrier to bound.
type Exchange func(request []byte) (response []byte, err error)

// Malformed is the error of an answer that is not one. No student's method can
// bring it about through an honest [Serve].
type Malformed struct {
	Method  string // such as "XORLinear.Fit"
	Problem string
}

func (m *Malformed) Error() string {
	return fmt.Sprintf("malformed answer from %s: %s", m.Method, m.Problem)
}

// Edited is the error of a call after which the student's method has changed a
// slice that it was given. What it returned is not looked at.
type Edited struct {
	Method string // such as "XORLinear.Fit"
}

func (e *Edited) Error() string { return e.Method + " changed its arguments" }

// Client returns a Solution whose every method asks through exchange. It is the
// host's end.
//
// Results are the caller's own; they have the types of the contract and nothing
// else is sure about them, lengths included. Of an error only its text arrives.
// Decoding allocates at most a small multiple of the answer's length.
//
// The methods have no error to return for a call that has no answer, so they
// call fail with
//
//   - [specs.ErrNotImplemented]: the exercise, or this method, is not solved yet;
//   - a [*Panic]: the student's code panicked;
//   - an [*Edited]: it changed its arguments;
//   - a [*Malformed]: what came back is no answer;
//   - the error of exchange, as it is.
//
// fail must not return: it panics, or ends the goroutine. If it does return, the
// method panics with the error itself. The methods may be called from several
// goroutines if exchange and fail may.
func Client(exchange Exchange, fail func(error)) specs.Solution {
	at := func(x exercise) caller { return caller{x, exchange, fail} }
	return specs.Solution{
		XORLinear:          xorLinearClient{at(xorLinear)},
		XORNetwork:         xorNetworkClient{at(xorNetwork)},
		XORTraining:        xorTrainingClient{at(xorTraining)},
		Activations:        activationsClient{at(activations)},
		PrecisionSGD:       precisionSGDClient{at(precisionSGD)},
		PrecisionReLU:      precisionClient{at(precisionReLU)},
		PrecisionLandscape: precisionLandscapeClient{at(precisionLandscape)},
		PrecisionSoftplus:  precisionClient{at(precisionSoftplus)},
		TwoPrecisions:      twoPrecisionsClient{at(twoPrecisions)},
		MixtureMeans:       mixtureMeansClient{at(mixtureMeans)},
	}
}

// caller asks the questions of one exercise.
type caller struct {
	exercise exercise
	exchange Exchange
	fail     func(error)
}

// ask puts a question and returns its answer, of which the results are still to
// be read. It does not return if there are none.
func (c caller) ask(m method, arguments encoder) *results {
	question := encoder{}.string(string(c.exercise)).string(string(m))
	response, err := c.exchange(append(question, arguments...))
	if err != nil {
		panic(c.failed(err))
	}
	r := &results{decoder: decoder{message: response}, caller: c, method: m}
	switch status := r.byte(); status {
	case answered:
		return r
	case notImplemented:
		err = specs.ErrNotImplemented
	case panicked:
		err = r.panic()
	case edited:
		err = &Edited{Method: r.name()}
	case misunderstood:
		r.fail("the question was not understood: " + r.text())
	default:
		r.fail(fmt.Sprintf("unknown status %d", status))
	}
	r.end()
	panic(c.failed(err))
}

// failed tells that a call has no answer. It returns, to be panicked with, only
// what a fail that breaks its promise leaves behind.
func (c caller) failed(err error) error {
	c.fail(err)
	return err
}

// results are what follows in an answer after its status.
type results struct {
	decoder
	caller caller
	method method
}

// end returns if all of the answer has been read, and was well formed. Deferred,
// it stands between the results and whoever asked for them.
func (r *results) end() {
	r.decoder.end()
	if r.problem != "" {
		panic(r.caller.failed(&Malformed{Method: r.name(), Problem: r.problem}))
	}
}

// name is the method that was asked.
func (r *results) name() string { return string(r.caller.exercise) + "." + string(r.method) }
