package student

import "github.com/gradus-grader/gradus/specs"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64)     { return z, z }
func (Activations) Softplus(z float64) (float64, float64) { return z, z }
func (Activations) Sigmoid(z float64) (float64, float64)  { return z, z }
func (Activations) Tanh(z float64) (float64, float64)     { return z, z }
func (Activations) Abs(z float64) (float64, float64)      { return z, z }

type PrecisionSGD struct{}

func (PrecisionSGD) Clip(g []float64, c float64) []float64 { return g }
func (PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	return start, y
}
func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 { return x }

type PrecisionReLU struct{}

func (PrecisionReLU) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	return p.W, p.B, s.Mu
}
func (PrecisionReLU) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{Beta: beta, A: a, W: a, B: a}
}
func (PrecisionReLU) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := []specs.Unit{}
	for len(trace) < steps+1 {
		trace = append(trace, start)
	}
	return trace
}

type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 { return b }
func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	rows := [][]float64{}
	for range b {
		rows = append(rows, w)
	}
	return rows
}

type PrecisionSoftplus struct{ PrecisionReLU }

type TwoPrecisions struct{}

func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	return s.X, p.B, s.Mu[0]
}
func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	return specs.LayerGradient{Beta: beta, A: a, W: [][]float64{s.X, s.X}, B: a}
}
func (TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	trace := []specs.Layer{}
	for len(trace) < steps+1 {
		trace = append(trace, start)
	}
	return trace
}

type MixtureMeans struct{}

func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	for range x {
		mu = append(mu, p.W)
		r = append(r, p.B)
	}
	return mu, r, x[0]
}
func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	return specs.HeadsGradient{Mu: mu, W: mu[0], B: r[0]}
}
func (MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	trace := []specs.Heads{}
	for len(trace) < steps+1 {
		trace = append(trace, start)
	}
	return trace
}
