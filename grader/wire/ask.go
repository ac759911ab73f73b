package wire

import "github.com/gradus-grader/gradus/specs"

// The clients of the exercises, in the order of the course.

type xorLinearClient struct{ caller }

func (c xorLinearClient) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	r := c.ask(fit, encoder{}.matrix(X).vector(y))
	defer r.end()
	return r.vector(), r.failure()
}

func (c xorLinearClient) Predict(X [][]float64, theta []float64) []float64 {
	r := c.ask(predict, encoder{}.matrix(X).vector(theta))
	defer r.end()
	return r.vector()
}

type xorNetworkClient struct{ caller }

func (c xorNetworkClient) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	r := c.ask(forward, encoder{}.matrix(X).network(p))
	defer r.end()
	return r.matrix(), r.vector()
}

type xorTrainingClient struct{ caller }

func (c xorTrainingClient) Loss(X [][]float64, t []float64, p specs.Network) float64 {
	r := c.ask(loss, encoder{}.matrix(X).vector(t).network(p))
	defer r.end()
	return r.float()
}

func (c xorTrainingClient) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	r := c.ask(gradients, encoder{}.matrix(X).vector(t).network(p))
	defer r.end()
	return r.network()
}

func (c xorTrainingClient) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	r := c.ask(train, encoder{}.matrix(X).vector(t).network(start).float(rate).int(steps))
	defer r.end()
	return r.networkTrace()
}

type activationsClient struct{ caller }

func (c activationsClient) ReLU(z float64) (value, derivative float64)     { return c.at(relu, z) }
func (c activationsClient) Softplus(z float64) (value, derivative float64) { return c.at(softplus, z) }
func (c activationsClient) Sigmoid(z float64) (value, derivative float64)  { return c.at(sigmoid, z) }
func (c activationsClient) Tanh(z float64) (value, derivative float64)     { return c.at(tanh, z) }
func (c activationsClient) Abs(z float64) (value, derivative float64)      { return c.at(abs, z) }

func (c activationsClient) at(m method, z float64) (value, derivative float64) {
	r := c.ask(m, encoder{}.float(z))
	defer r.end()
	return r.float(), r.float()
}

type precisionSGDClient struct{ caller }

func (c precisionSGDClient) Clip(g []float64, norm float64) []float64 {
	r := c.ask(clip, encoder{}.vector(g).float(norm))
	defer r.end()
	return r.vector()
}

func (c precisionSGDClient) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	r := c.ask(fit, encoder{}.unit(start).vector(x).vector(y).float(mu).sgd(opt))
	defer r.end()
	return r.unit(), r.vector()
}

func (c precisionSGDClient) Predict(p specs.Unit, x []float64) []float64 {
	r := c.ask(predict, encoder{}.unit(p).vector(x))
	defer r.end()
	return r.vector()
}

// precisionClient asks the questions of [specs.PrecisionReLU] and those of
// [specs.PrecisionSoftplus], which differ in the name of the exercise.
type precisionClient struct{ caller }

func (c precisionClient) Forward(p specs.Unit, s specs.Sample) (a, beta, l float64) {
	r := c.ask(forward, encoder{}.unit(p).sample(s))
	defer r.end()
	return r.float(), r.float(), r.float()
}

func (c precisionClient) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	r := c.ask(backward, encoder{}.floats(a, beta).sample(s))
	defer r.end()
	return r.unitGradient()
}

func (c precisionClient) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	r := c.ask(descend, encoder{}.unit(start).sample(s).float(rate).int(steps))
	defer r.end()
	return r.unitTrace()
}

type precisionLandscapeClient struct{ caller }

func (c precisionLandscapeClient) Curve(w float64, b []float64, s specs.Sample) []float64 {
	r := c.ask(curve, encoder{}.float(w).vector(b).sample(s))
	defer r.end()
	return r.vector()
}

func (c precisionLandscapeClient) Surface(w, b []float64, s specs.Sample) [][]float64 {
	r := c.ask(surface, encoder{}.vector(w).vector(b).sample(s))
	defer r.end()
	return r.matrix()
}

type twoPrecisionsClient struct{ caller }

func (c twoPrecisionsClient) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, l float64) {
	r := c.ask(forward, encoder{}.layer(p).vectorSample(s))
	defer r.end()
	return r.vector(), r.vector(), r.float()
}

func (c twoPrecisionsClient) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	r := c.ask(backward, encoder{}.vector(a).vector(beta).vectorSample(s))
	defer r.end()
	return r.layerGradient()
}

func (c twoPrecisionsClient) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	r := c.ask(descend, encoder{}.layer(start).vectorSample(s).float(rate).int(steps))
	defer r.end()
	return r.layerTrace()
}

type mixtureMeansClient struct{ caller }

func (c mixtureMeansClient) Forward(p specs.Heads, x, y []float64) (mu, resp [][]float64, l float64) {
	r := c.ask(forward, encoder{}.heads(p).vector(x).vector(y))
	defer r.end()
	return r.matrix(), r.matrix(), r.float()
}

func (c mixtureMeansClient) Backward(mu, resp [][]float64, x, y []float64) specs.HeadsGradient {
	r := c.ask(backward, encoder{}.matrix(mu).matrix(resp).vector(x).vector(y))
	defer r.end()
	return r.headsGradient()
}

func (c mixtureMeansClient) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	r := c.ask(descend, encoder{}.heads(start).vector(x).vector(y).float(rate).int(steps))
	defer r.end()
	return r.headsTrace()
}
