package wire

import "github.com/gradus-grader/gradus/specs"

// Serve answers one question with the methods of s. It is the guest's end.
//
// A panic of the student's code is an answer, and so are arguments that it
// changed, and a question that is malformed or asks for what does not exist,
// although [Client] sends no such thing. A nil field of s answers as an untouched stub does.
//
// What cannot be recovered is the sandbox's business: os.Exit, runtime.Goexit,
// a stack overflow, exhausted memory, a deadlock, a panic in another goroutine.
// Then Serve does not return.
func Serve(s specs.Solution, request []byte) (response []byte) {
	q := &decoder{message: request, lends: true}
	a := answer(s, q)
	if q.problem != "" {
		// Whatever the student's method made of half a question does not count.
		return encoder{misunderstood}.text(q.problem)
	}
	return a
}

func answer(s specs.Solution, q *decoder) (a encoder) {
	defer func() {
		if v := recover(); v != nil {
			a = afterPanic(v)
		}
	}()
	x, m := exercise(q.string()), method(q.string())
	a = serve(s, x, m, q)
	if a == nil {
		q.fail("no method " + string(x) + "." + string(m))
	}
	q.end()
	if !q.intact() {
		return encoder{edited}
	}
	return a
}

// serve, like those it calls, takes the arguments of a method from q and
// returns an answer with its results; nil if there is no such method.
func serve(s specs.Solution, x exercise, m method, q *decoder) encoder {
	switch x {
	case xorLinear:
		return serveXORLinear(offered(s.XORLinear), m, q)
	case xorNetwork:
		return serveXORNetwork(offered(s.XORNetwork), m, q)
	case xorTraining:
		return serveXORTraining(offered(s.XORTraining), m, q)
	case activations:
		return serveActivations(offered(s.Activations), m, q)
	case precisionSGD:
		return servePrecisionSGD(offered(s.PrecisionSGD), m, q)
	case precisionReLU:
		return servePrecision(offered(s.PrecisionReLU), m, q)
	case precisionLandscape:
		return servePrecisionLandscape(offered(s.PrecisionLandscape), m, q)
	case precisionSoftplus:
		return servePrecision(offered(s.PrecisionSoftplus), m, q)
	case twoPrecisions:
		return serveTwoPrecisions(offered(s.TwoPrecisions), m, q)
	case mixtureMeans:
		return serveMixtureMeans(offered(s.MixtureMeans), m, q)
	}
	return nil
}

// offered returns the field of a Solution, or panics as a stub does if it is nil.
func offered[E any](field E) E {
	if any(field) == nil {
		panic(specs.ErrNotImplemented)
	}
	return field
}

func serveXORLinear(s specs.XORLinear, m method, q *decoder) encoder {
	switch m {
	case fit:
		theta, err := s.Fit(q.matrix(), q.vector())
		return encoder{answered}.vector(theta).failure(err)
	case predict:
		return encoder{answered}.vector(s.Predict(q.matrix(), q.vector()))
	}
	return nil
}

func serveXORNetwork(s specs.XORNetwork, m method, q *decoder) encoder {
	if m != forward {
		return nil
	}
	h, yhat := s.Forward(q.matrix(), q.network())
	return encoder{answered}.matrix(h).vector(yhat)
}

func serveXORTraining(s specs.XORTraining, m method, q *decoder) encoder {
	switch m {
	case loss:
		return encoder{answered}.float(s.Loss(q.matrix(), q.vector(), q.network()))
	case gradients:
		return encoder{answered}.network(s.Gradients(q.matrix(), q.vector(), q.network()))
	case train:
		return encoder{answered}.networkTrace(s.Train(q.matrix(), q.vector(), q.network(), q.float(), q.int()))
	}
	return nil
}

func serveActivations(s specs.Activations, m method, q *decoder) encoder {
	switch m {
	case relu:
		return encoder{answered}.floats(s.ReLU(q.float()))
	case softplus:
		return encoder{answered}.floats(s.Softplus(q.float()))
	case sigmoid:
		return encoder{answered}.floats(s.Sigmoid(q.float()))
	case tanh:
		return encoder{answered}.floats(s.Tanh(q.float()))
	case abs:
		return encoder{answered}.floats(s.Abs(q.float()))
	}
	return nil
}

func servePrecisionSGD(s specs.PrecisionSGD, m method, q *decoder) encoder {
	switch m {
	case clip:
		return encoder{answered}.vector(s.Clip(q.vector(), q.float()))
	case fit:
		end, history := s.Fit(q.unit(), q.vector(), q.vector(), q.float(), q.sgd())
		return encoder{answered}.unit(end).vector(history)
	case predict:
		return encoder{answered}.vector(s.Predict(q.unit(), q.vector()))
	}
	return nil
}

// servePrecision serves [specs.PrecisionSoftplus] too, which has the same methods.
func servePrecision(s specs.PrecisionReLU, m method, q *decoder) encoder {
	switch m {
	case forward:
		return encoder{answered}.floats(s.Forward(q.unit(), q.sample()))
	case backward:
		return encoder{answered}.unitGradient(s.Backward(q.float(), q.float(), q.sample()))
	case descend:
		return encoder{answered}.unitTrace(s.Descend(q.unit(), q.sample(), q.float(), q.int()))
	}
	return nil
}

func servePrecisionLandscape(s specs.PrecisionLandscape, m method, q *decoder) encoder {
	switch m {
	case curve:
		return encoder{answered}.vector(s.Curve(q.float(), q.vector(), q.sample()))
	case surface:
		return encoder{answered}.matrix(s.Surface(q.vector(), q.vector(), q.sample()))
	}
	return nil
}

func serveTwoPrecisions(s specs.TwoPrecisions, m method, q *decoder) encoder {
	switch m {
	case forward:
		a, beta, l := s.Forward(q.layer(), q.vectorSample())
		return encoder{answered}.vector(a).vector(beta).float(l)
	case backward:
		return encoder{answered}.layerGradient(s.Backward(q.vector(), q.vector(), q.vectorSample()))
	case descend:
		return encoder{answered}.layerTrace(s.Descend(q.layer(), q.vectorSample(), q.float(), q.int()))
	}
	return nil
}

func serveMixtureMeans(s specs.MixtureMeans, m method, q *decoder) encoder {
	switch m {
	case forward:
		mu, r, l := s.Forward(q.heads(), q.vector(), q.vector())
		return encoder{answered}.matrix(mu).matrix(r).float(l)
	case backward:
		return encoder{answered}.headsGradient(s.Backward(q.matrix(), q.matrix(), q.vector(), q.vector()))
	case descend:
		return encoder{answered}.headsTrace(s.Descend(q.heads(), q.vector(), q.vector(), q.float(), q.int()))
	}
	return nil
}
