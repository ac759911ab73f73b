package student

import "github.com/gradus-grader/gradus/specs"

// Everything returns 0 for now so that it compiles. Will fill in later!

type XORLinear struct{}

func (XORLinear) Fit(X [][]float64, y []float64) ([]float64, error) { return zeros(len(X[0])), nil }

func (XORLinear) Predict(X [][]float64, theta []float64) []float64 { return zeros(len(X)) }

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	return zeroRows(len(X), len(p.V)), zeros(len(X))
}

type XORTraining struct{}

func (XORTraining) Loss(X [][]float64, t []float64, p specs.Network) float64 { return 0 }

func (XORTraining) Gradients(X [][]float64, t []float64, p specs.Network) specs.Network {
	return specs.Network{W: zeroRows(len(p.W), len(p.C)), C: zeros(len(p.C)), V: zeros(len(p.V))}
}

func (x XORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) []specs.Network {
	trace := make([]specs.Network, steps+1)
	for i := range trace {
		trace[i] = x.Gradients(X, t, start)
	}
	return trace
}

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64)     { return 0, 0 }
func (Activations) Softplus(z float64) (float64, float64) { return 0, 0 }
func (Activations) Sigmoid(z float64) (float64, float64)  { return 0, 0 }
func (Activations) Tanh(z float64) (float64, float64)     { return 0, 0 }
func (Activations) Abs(z float64) (float64, float64)      { return 0, 0 }

type PrecisionSGD struct{}

func (PrecisionSGD) Clip(g []float64, c float64) []float64 { return zeros(len(g)) }

func (PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	return specs.Unit{}, zeros(len(opt.Order))
}

func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 { return zeros(len(x)) }

type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) { return 0, 0, 0 }

func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{}
}

func (PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return make([]specs.Unit, steps+1)
}

type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	return zeros(len(b))
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	return zeroRows(len(b), len(w))
}

type PrecisionSoftplus struct{}

func (PrecisionSoftplus) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	return 0, 0, 0
}

func (PrecisionSoftplus) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{}
}

func (PrecisionSoftplus) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	return make([]specs.Unit, steps+1)
}

type TwoPrecisions struct{}

func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	return zeros(2), zeros(2), 0
}

func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	return specs.LayerGradient{Beta: zeros(2), A: zeros(2), W: zeroRows(2, 2), B: zeros(2)}
}

func (TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	trace := make([]specs.Layer, steps+1)
	for i := range trace {
		trace[i] = specs.Layer{W: zeroRows(2, 2), B: zeros(2)}
	}
	return trace
}

type MixtureMeans struct{}

func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	return zeroRows(len(x), 3), zeroRows(len(x), 3), 0
}

func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	return specs.HeadsGradient{Mu: zeroRows(len(x), 3), W: zeros(3), B: zeros(3)}
}

func (MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	trace := make([]specs.Heads, steps+1)
	for i := range trace {
		trace[i] = specs.Heads{W: zeros(3), B: zeros(3)}
	}
	return trace
}

func zeros(n int) []float64 { return make([]float64, n) }

func zeroRows(n, m int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = zeros(m)
	}
	return rows
}
