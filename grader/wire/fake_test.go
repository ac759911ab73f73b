package wire_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"

	"github.com/gradus-grader/gradus/specs"
)

// recorder notes which method was called with what. All fakes of one Solution
// share one.
type recorder struct {
	method string
	args   []any
	// give makes the results of a call; nil leaves them zero.
	give func(t reflect.Type) reflect.Value
}

// solution returns a Solution that the recorder listens to.
func (r *recorder) solution() specs.Solution {
	return specs.Solution{
		XORLinear:          fakeXORLinear{r},
		XORNetwork:         fakeXORNetwork{r},
		XORTraining:        fakeXORTraining{r},
		Activations:        fakeActivations{r},
		PrecisionSGD:       fakePrecisionSGD{r},
		PrecisionReLU:      fakePrecision{r, "PrecisionReLU"},
		PrecisionLandscape: fakePrecisionLandscape{r},
		PrecisionSoftplus:  fakePrecision{r, "PrecisionSoftplus"},
		TwoPrecisions:      fakeTwoPrecisions{r},
		MixtureMeans:       fakeMixtureMeans{r},
	}
}

// called records a call and fills in its results, given as pointers.
func (r *recorder) called(method string, args []any, results ...any) {
	r.method, r.args = method, args
	if r.give == nil {
		return
	}
	for _, p := range results {
		v := reflect.ValueOf(p).Elem()
		v.Set(r.give(v.Type()))
	}
}

type args = []any

type fakeXORLinear struct{ *recorder }

func (f fakeXORLinear) Fit(X [][]float64, y []float64) (theta []float64, err error) {
	f.called("XORLinear.Fit", args{X, y}, &theta, &err)
	return
}

func (f fakeXORLinear) Predict(X [][]float64, theta []float64) (yhat []float64) {
	f.called("XORLinear.Predict", args{X, theta}, &yhat)
	return
}

type fakeXORNetwork struct{ *recorder }

func (f fakeXORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	f.called("XORNetwork.Forward", args{X, p}, &h, &yhat)
	return
}

type fakeXORTraining struct{ *recorder }

func (f fakeXORTraining) Loss(X [][]float64, t []float64, p specs.Network) (loss float64) {
	f.called("XORTraining.Loss", args{X, t, p}, &loss)
	return
}

func (f fakeXORTraining) Gradients(X [][]float64, t []float64, p specs.Network) (g specs.Network) {
	f.called("XORTraining.Gradients", args{X, t, p}, &g)
	return
}

func (f fakeXORTraining) Train(X [][]float64, t []float64, start specs.Network, rate float64, steps int) (trace []specs.Network) {
	f.called("XORTraining.Train", args{X, t, start, rate, steps}, &trace)
	return
}

type fakeActivations struct{ *recorder }

func (f fakeActivations) ReLU(z float64) (v, d float64) {
	f.called("Activations.ReLU", args{z}, &v, &d)
	return
}

func (f fakeActivations) Softplus(z float64) (v, d float64) {
	f.called("Activations.Softplus", args{z}, &v, &d)
	return
}

func (f fakeActivations) Sigmoid(z float64) (v, d float64) {
	f.called("Activations.Sigmoid", args{z}, &v, &d)
	return
}

func (f fakeActivations) Tanh(z float64) (v, d float64) {
	f.called("Activations.Tanh", args{z}, &v, &d)
	return
}

func (f fakeActivations) Abs(z float64) (v, d float64) {
	f.called("Activations.Abs", args{z}, &v, &d)
	return
}

type fakePrecisionSGD struct{ *recorder }

func (f fakePrecisionSGD) Clip(g []float64, c float64) (clipped []float64) {
	f.called("PrecisionSGD.Clip", args{g, c}, &clipped)
	return
}

func (f fakePrecisionSGD) Fit(start specs.Unit, x, y []float64, mu float64, opt specs.SGD) (end specs.Unit, history []float64) {
	f.called("PrecisionSGD.Fit", args{start, x, y, mu, opt}, &end, &history)
	return
}

func (f fakePrecisionSGD) Predict(p specs.Unit, x []float64) (beta []float64) {
	f.called("PrecisionSGD.Predict", args{p, x}, &beta)
	return
}

type fakePrecision struct {
	*recorder
	exercise string
}

func (f fakePrecision) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	f.called(f.exercise+".Forward", args{p, s}, &a, &beta, &loss)
	return
}

func (f fakePrecision) Backward(a, beta float64, s specs.Sample) (g specs.UnitGradient) {
	f.called(f.exercise+".Backward", args{a, beta, s}, &g)
	return
}

func (f fakePrecision) Descend(start specs.Unit, s specs.Sample, rate float64, steps int) (trace []specs.Unit) {
	f.called(f.exercise+".Descend", args{start, s, rate, steps}, &trace)
	return
}

type fakePrecisionLandscape struct{ *recorder }

func (f fakePrecisionLandscape) Curve(w float64, b []float64, s specs.Sample) (loss []float64) {
	f.called("PrecisionLandscape.Curve", args{w, b, s}, &loss)
	return
}

func (f fakePrecisionLandscape) Surface(w, b []float64, s specs.Sample) (loss [][]float64) {
	f.called("PrecisionLandscape.Surface", args{w, b, s}, &loss)
	return
}

type fakeTwoPrecisions struct{ *recorder }

func (f fakeTwoPrecisions) Forward(p specs.Layer, s specs.VectorSample) (a, beta []float64, loss float64) {
	f.called("TwoPrecisions.Forward", args{p, s}, &a, &beta, &loss)
	return
}

func (f fakeTwoPrecisions) Backward(a, beta []float64, s specs.VectorSample) (g specs.LayerGradient) {
	f.called("TwoPrecisions.Backward", args{a, beta, s}, &g)
	return
}

func (f fakeTwoPrecisions) Descend(start specs.Layer, s specs.VectorSample, rate float64, steps int) (trace []specs.Layer) {
	f.called("TwoPrecisions.Descend", args{start, s, rate, steps}, &trace)
	return
}

type fakeMixtureMeans struct{ *recorder }

func (f fakeMixtureMeans) Forward(p specs.Heads, x, y []float64) (mu, r [][]float64, loss float64) {
	f.called("MixtureMeans.Forward", args{p, x, y}, &mu, &r, &loss)
	return
}

func (f fakeMixtureMeans) Backward(mu, r [][]float64, x, y []float64) (g specs.HeadsGradient) {
	f.called("MixtureMeans.Backward", args{mu, r, x, y}, &g)
	return
}

func (f fakeMixtureMeans) Descend(start specs.Heads, x, y []float64, rate float64, steps int) (trace []specs.Heads) {
	f.called("MixtureMeans.Descend", args{start, x, y, rate, steps}, &trace)
	return
}

// random returns a value of any type that the contract uses. Its slices are
// short, ragged and sometimes nil; its floats are of every kind.
func random(rng *rand.Rand, t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Float64:
		v.SetFloat(randomFloat(rng))
	case reflect.Int:
		v.SetInt(int64(rng.Uint64()) >> rng.IntN(64))
	case reflect.Slice:
		for range rng.IntN(4) {
			v.Set(reflect.Append(v, random(rng, t.Elem())))
		}
	case reflect.Struct:
		for i := range t.NumField() {
			v.Field(i).Set(random(rng, t.Field(i).Type))
		}
	case reflect.Interface: // error
		if rng.IntN(2) == 0 {
			v.Set(reflect.ValueOf(fmt.Errorf("rank(X) = %d < d", rng.Int())))
		}
	default:
		panic("wire_test: the contract has a new kind of type: " + t.String())
	}
	return v
}

func randomFloat(rng *rand.Rand) float64 {
	switch rng.IntN(4) {
	case 0:
		odd := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(),
			math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-310}
		return odd[rng.IntN(len(odd))]
	case 1:
		return math.Float64frombits(rng.Uint64())
	default:
		return rng.NormFloat64()
	}
}

// bits writes values down so that two are written alike only if they are equal
// bit for bit, but for the payloads of NaNs and the identity of errors. A nil
// slice is an empty one.
func bits(values ...reflect.Value) string {
	var s string
	for _, v := range values {
		switch v.Kind() {
		case reflect.Float64:
			if x := v.Float(); math.IsNaN(x) {
				s += "NaN "
			} else {
				s += fmt.Sprintf("%x ", math.Float64bits(x))
			}
		case reflect.Slice:
			s += "[ "
			for i := range v.Len() {
				s += bits(v.Index(i))
			}
			s += "] "
		case reflect.Struct:
			for i := range v.NumField() {
				s += v.Type().Field(i).Name + ": " + bits(v.Field(i))
			}
		default:
			s += fmt.Sprint(v.Interface(), " ")
		}
	}
	return s
}

// places visits every number that the values lead to through a slice, in order.
func places(values []reflect.Value, visit func(number reflect.Value)) {
	for _, v := range values {
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				places([]reflect.Value{v.Index(i)}, visit)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				places([]reflect.Value{v.Field(i)}, visit)
			}
		case reflect.Float64, reflect.Int:
			if v.CanSet() {
				visit(v)
			}
		}
	}
}

// scribble overwrites the number in every place, each with a different one.
func scribble(values []reflect.Value) {
	next := 0
	places(values, func(number reflect.Value) {
		number.Set(reflect.ValueOf(next).Convert(number.Type()))
		next++
	})
}

// disjoint tells whether no two places share memory: whatever has been
// scribbled into each must still be there.
func disjoint(values []reflect.Value) bool {
	scribble(values)
	next, same := 0, true
	places(values, func(number reflect.Value) {
		same = same && number.Interface() == reflect.ValueOf(next).Convert(number.Type()).Interface()
		next++
	})
	return same
}
