package student

import "github.com/gradus-grader/gradus/specs"

type Activations struct{}

func (Activations) ReLU(z float64) (float64, float64)     { return nan, nan }
func (Activations) Softplus(z float64) (float64, float64) { return nan, nan }
func (Activations) Sigmoid(z float64) (float64, float64)  { return nan, nan }
func (Activations) Tanh(z float64) (float64, float64)     { return nan, nan }
func (Activations) Abs(z float64) (float64, float64)      { return nan, nan }

type PrecisionSGD struct{}

func (PrecisionSGD) Clip(g []float64, c float64) []float64 { return nans(len(g)) }

func (PrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (specs.Unit, []float64) {
	return specs.Unit{W: nan, B: nan}, nans(len(opt.Order))
}

func (PrecisionSGD) Predict(p specs.Unit, x []float64) []float64 { return nans(len(x)) }

// unit is both precision nets
type unit struct{}

func (unit) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) { return nan, nan, nan }

func (unit) Backward(a, beta float64, s specs.Sample) specs.UnitGradient {
	return specs.UnitGradient{Beta: nan, A: nan, W: nan, B: nan}
}

func (unit) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) []specs.Unit {
	trace := []specs.Unit{start}
	for range steps {
		trace = append(trace, specs.Unit{W: nan, B: nan})
	}
	return trace
}

type PrecisionReLU struct{ unit }

type PrecisionSoftplus struct{ unit }

type PrecisionLandscape struct{}

func (PrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) []float64 {
	return nans(len(b))
}

func (PrecisionLandscape) Surface(w, b []float64, s specs.Sample) [][]float64 {
	return nanRows(len(b), len(w))
}

type TwoPrecisions struct{}

func (TwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	return nans(2), nans(2), nan
}

func (TwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) specs.LayerGradient {
	return specs.LayerGradient{Beta: nans(2), A: nans(2), W: nanRows(2, 2), B: nans(2)}
}

func (TwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) []specs.Layer {
	trace := []specs.Layer{start}
	for range steps {
		trace = append(trace, specs.Layer{W: nanRows(2, 2), B: nans(2)})
	}
	return trace
}

type MixtureMeans struct{}

func (MixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	return nanRows(len(x), 3), nanRows(len(x), 3), nan
}

func (MixtureMeans) Backward(mu, r [][]float64, x, y []float64) specs.HeadsGradient {
	return specs.HeadsGradient{Mu: nanRows(len(x), 3), W: nans(3), B: nans(3)}
}

func (MixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) []specs.Heads {
	trace := []specs.Heads{start}
	for range steps {
		trace = append(trace, specs.Heads{W: nans(3), B: nans(3)})
	}
	return trace
}
