package wire_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// unit answers at once, so that the benchmarks time the wire.
type unit struct{ specs.PrecisionReLU }

func (unit) Forward(p specs.Unit, s specs.Sample) (a, beta, loss float64) {
	a = p.W*s.X + p.B
	return a, max(0, a), -math.Log(a)
}

func (unit) Descend(start specs.Unit, _ specs.Sample, _ float64, steps int) []specs.Unit {
	trace := make([]specs.Unit, steps+1)
	for i := range trace {
		trace[i] = start
	}
	return trace
}

func benchmarked(b *testing.B) specs.PrecisionReLU {
	s := specs.Solution{PrecisionReLU: unit{}}
	return wire.Client(serving(s), func(err error) { require.NoError(b, err) }).PrecisionReLU
}

func BenchmarkForward(b *testing.B) {
	client, sample := benchmarked(b), specs.Sample{X: 1, Y: make([]float64, 100), Mu: 0}
	b.ReportAllocs()
	for b.Loop() {
		client.Forward(specs.Unit{W: 1, B: 2}, sample)
	}
}

func BenchmarkTraceOf1000(b *testing.B) {
	client, sample := benchmarked(b), specs.Sample{X: 1, Y: make([]float64, 100), Mu: 0}
	b.ReportAllocs()
	for b.Loop() {
		client.Descend(specs.Unit{W: 1, B: 2}, sample, 0.1, 999)
	}
}
