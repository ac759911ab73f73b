package wire_test

import (
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// The statuses, as the package comment has them.
const (
	answered       byte = 1
	notImplemented byte = 2
	panicked       byte = 3
	misunderstood  byte = 4
	edited         byte = 5
)

// message puts an answer together from bytes, eight-byte counts and floats, and
// text.
func message(parts ...any) []byte {
	var m []byte
	for _, part := range parts {
		switch v := part.(type) {
		case byte:
			m = append(m, v)
		case []byte:
			m = append(m, v...)
		case int:
			m = binary.LittleEndian.AppendUint64(m, uint64(v))
		case uint64:
			m = binary.LittleEndian.AppendUint64(m, v)
		case float64:
			m = binary.LittleEndian.AppendUint64(m, math.Float64bits(v))
		case string:
			m = append(binary.LittleEndian.AppendUint64(m, uint64(len(v))), v...)
		default:
			panic("wire_test: no such part")
		}
	}
	return m
}

// The questions to which the hostile answers come.
var (
	askReLU    = func(s specs.Solution) { s.Activations.ReLU(0) }
	askFit     = func(s specs.Solution) { s.XORLinear.Fit(nil, nil) }
	askPredict = func(s specs.Solution) { s.XORLinear.Predict(nil, nil) }
	askSurface = func(s specs.Solution) { s.PrecisionLandscape.Surface(nil, nil, specs.Sample{}) }
	askTrain   = func(s specs.Solution) { s.XORTraining.Train(nil, nil, specs.Network{}, 0, 0) }
	askDescend = func(s specs.Solution) { s.PrecisionReLU.Descend(specs.Unit{}, specs.Sample{}, 0, 0) }
	askLayers  = func(s specs.Solution) { s.TwoPrecisions.Descend(specs.Layer{}, specs.VectorSample{}, 0, 0) }
	askHeads   = func(s specs.Solution) { s.MixtureMeans.Descend(specs.Heads{}, nil, nil, 0, 0) }
)

func TestMalformedAnswers(t *testing.T) {
	const billion = 1_000_000_000
	tests := []struct {
		name, why string
		ask       func(specs.Solution)
		answer    []byte
		want      wire.Malformed
	}{
		{name: "nothing", why: "a guest that wrote no answer has not answered", ask: askReLU,
			answer: nil, want: wire.Malformed{Method: "Activations.ReLU", Problem: "it ends too early"}},
		{name: "status zero", why: "untouched memory is no answer", ask: askReLU,
			answer: make([]byte, 17), want: wire.Malformed{Method: "Activations.ReLU", Problem: "unknown status 0"}},
		{name: "status out of range", why: "only five are known", ask: askReLU,
			answer: message(byte(6)), want: wire.Malformed{Method: "Activations.ReLU", Problem: "unknown status 6"}},
		{name: "no results", why: "the status alone is not the answer", ask: askReLU,
			answer: message(answered), want: wire.Malformed{Method: "Activations.ReLU", Problem: "it ends too early"}},
		{name: "half a float", why: "bytes run out within a value", ask: askReLU,
			answer: message(answered, 1.0, byte(1)), want: wire.Malformed{Method: "Activations.ReLU", Problem: "it ends too early"}},
		{name: "a float too many", why: "what is left over is not ignored", ask: askReLU,
			answer: message(answered, 1.0, 1.0, 1.0), want: wire.Malformed{Method: "Activations.ReLU", Problem: "bytes left over: 8"}},
		{name: "garbage after a vector", why: "one byte is enough", ask: askPredict,
			answer: message(answered, 1, 0.5, byte(0)), want: wire.Malformed{Method: "XORLinear.Predict", Problem: "bytes left over: 1"}},
		{name: "a vector one short", why: "the count must be borne out", ask: askPredict,
			answer: message(answered, 2, 0.5), want: wire.Malformed{Method: "XORLinear.Predict", Problem: "a count of 2 with 8 bytes left"}},
		{name: "count that is negative as int64", why: "counts are compared unsigned", ask: askPredict,
			answer: message(answered, uint64(1)<<63, 0.5),
			want:   wire.Malformed{Method: "XORLinear.Predict", Problem: "a count of 9223372036854775808 with 8 bytes left"}},
		{name: "count whose bytes wrap 64 bits", why: "2⁶¹+1 times eight is eight in uint64", ask: askPredict,
			answer: message(answered, uint64(1)<<61+1, 0.5),
			want:   wire.Malformed{Method: "XORLinear.Predict", Problem: "a count of 2305843009213693953 with 8 bytes left"}},
		{name: "count whose bytes wrap 32 bits", why: "0x20000001 times eight is eight in uint32", ask: askPredict,
			answer: message(answered, 0x20000001, 0.5),
			want:   wire.Malformed{Method: "XORLinear.Predict", Problem: "a count of 536870913 with 8 bytes left"}},
		{name: "a billion empty rows", why: "rows take memory even where they take no numbers", ask: askSurface,
			answer: message(answered, billion, 0, byte(0)),
			want:   wire.Malformed{Method: "PrecisionLandscape.Surface", Problem: "a count of 1000000000 with 9 bytes left"}},
		{name: "a row longer than the matrix", why: "the inner count is no better than the outer", ask: askSurface,
			answer: message(answered, 1, billion), want: wire.Malformed{Method: "PrecisionLandscape.Surface", Problem: "a count of 1000000000 with 0 bytes left"}},
		{name: "a row too few", why: "rows that would not fit are not made up", ask: askSurface,
			answer: message(answered, 2, 1, 0.5), want: wire.Malformed{Method: "PrecisionLandscape.Surface", Problem: "it ends too early"}},
		{name: "a billion networks", why: "a trace is a list of structs", ask: askTrain,
			answer: message(answered, billion, 0, 0, 0, 0.0),
			want:   wire.Malformed{Method: "XORTraining.Train", Problem: "a count of 1000000000 with 32 bytes left"}},
		{name: "units in too few bytes", why: "a unit takes two floats", ask: askDescend,
			answer: message(answered, 2, make([]byte, 31)),
			want:   wire.Malformed{Method: "PrecisionReLU.Descend", Problem: "a count of 2 with 31 bytes left"}},
		{name: "rows in too few bytes", why: "a row takes a count of its own", ask: askSurface,
			answer: message(answered, 2, make([]byte, 15)),
			want:   wire.Malformed{Method: "PrecisionLandscape.Surface", Problem: "a count of 2 with 15 bytes left"}},
		{name: "networks in too few bytes", why: "a network takes three counts and a float", ask: askTrain,
			answer: message(answered, 2, make([]byte, 63)),
			want:   wire.Malformed{Method: "XORTraining.Train", Problem: "a count of 2 with 63 bytes left"}},
		{name: "layers in too few bytes", why: "a layer takes two counts", ask: askLayers,
			answer: message(answered, 2, make([]byte, 31)),
			want:   wire.Malformed{Method: "TwoPrecisions.Descend", Problem: "a count of 2 with 31 bytes left"}},
		{name: "heads in too few bytes", why: "heads take two counts", ask: askHeads,
			answer: message(answered, 2, make([]byte, 31)),
			want:   wire.Malformed{Method: "MixtureMeans.Descend", Problem: "a count of 2 with 31 bytes left"}},
		{name: "frames in too few bytes", why: "a frame takes two counts and a line", ask: askReLU,
			answer: message(panicked, "boom", 2, make([]byte, 47)),
			want:   wire.Malformed{Method: "Activations.ReLU", Problem: "a count of 2 with 47 bytes left"}},
		{name: "bool of two", why: "an error is there or not", ask: askFit,
			answer: message(answered, 0, byte(2), "rank"), want: wire.Malformed{Method: "XORLinear.Fit", Problem: "a bool of 2"}},
		{name: "long error text that is not there", why: "strings have counts too", ask: askFit,
			answer: message(answered, 0, byte(1), billion), want: wire.Malformed{Method: "XORLinear.Fit", Problem: "a count of 1000000000 with 0 bytes left"}},
		{name: "not implemented, and more", why: "a stub has nothing to add", ask: askReLU,
			answer: message(notImplemented, 1.0), want: wire.Malformed{Method: "Activations.ReLU", Problem: "bytes left over: 8"}},
		{name: "panic without frames", why: "the count of frames is part of it", ask: askReLU,
			answer: message(panicked, "boom"), want: wire.Malformed{Method: "Activations.ReLU", Problem: "it ends too early"}},
		{name: "panic with a billion frames", why: "evidence is bounded like results", ask: askReLU,
			answer: message(panicked, "boom", billion, 0, 0, 0),
			want:   wire.Malformed{Method: "Activations.ReLU", Problem: "a count of 1000000000 with 24 bytes left"}},
		{name: "panic with seventeen frames", why: "Serve sends sixteen at most", ask: askReLU,
			answer: message(panicked, "boom", 17, make([]byte, 17*24)), want: wire.Malformed{Method: "Activations.ReLU", Problem: "17 frames"}},
		{name: "panic, and more", why: "results after a panic are none", ask: askReLU,
			answer: message(panicked, "boom", 0, 1.0, 1.0), want: wire.Malformed{Method: "Activations.ReLU", Problem: "bytes left over: 16"}},
		{name: "misunderstood", why: "the guest says that we are to blame; it is not believed, but quoted", ask: askReLU,
			answer: message(misunderstood, "what?"), want: wire.Malformed{Method: "Activations.ReLU", Problem: "the question was not understood: what?"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var err error
			allocated := allocation(func() { err = attempt(answering(tt.answer), tt.ask) })
			assert.Equal(t, &tt.want, err, tt.why)
			assert.Less(t, allocated, uint64(16<<10), tt.why)
		})
	}
}

// allocation returns how many bytes f allocates.
func allocation(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestEmptyRowsCostWhatTheyWeigh(t *testing.T) {
	const rows = 1 << 17
	answer := message(answered, rows, make([]byte, 8*rows))
	var got [][]float64
	allocated := allocation(func() {
		err := attempt(answering(answer), func(s specs.Solution) {
			got = s.PrecisionLandscape.Surface(nil, nil, specs.Sample{})
		})
		require.NoError(t, err)
	})
	assert.Len(t, got, rows)
	assert.Less(t, allocated, uint64(4*len(answer)), "rows that are honestly there are slice headers and no more")
}

func TestNaNPayloadIsDropped(t *testing.T) {
	const payload = 0xfff4_dead_beef_cafe // negative, signalling
	var value, derivative float64
	err := attempt(answering(message(answered, uint64(payload), math.Copysign(0, -1))), func(s specs.Solution) {
		value, derivative = s.Activations.ReLU(0)
	})
	require.NoError(t, err)
	assert.Equal(t, math.Float64bits(math.NaN()), math.Float64bits(value), "a NaN carries no message")
	assert.Equal(t, math.Float64bits(math.Copysign(0, -1)), math.Float64bits(derivative), "−0 is a number like others")
}

func TestTextIsCutAndMadeValid(t *testing.T) {
	const limit = 4 << 10
	tests := []struct {
		name, why, text, want string
	}{
		{name: "empty", why: "an error may have nothing to say", text: "", want: ""},
		{name: "umlaut", why: "valid text is left alone", text: "Größe 0\x00\x1b[31m", want: "Größe 0\x00\x1b[31m"},
		{name: "latin-1", why: "encoders of reports choke on invalid UTF-8", text: "Gr\xf6\xdfe", want: "Gr\ufffd\ufffde"},
		{name: "surrogate", why: "half a UTF-16 pair is not UTF-8", text: "\xed\xa0\x80", want: "\ufffd\ufffd\ufffd"},
		{name: "long", why: "a report is no place for a megabyte", text: strings.Repeat("x", 1<<20), want: strings.Repeat("x", limit)},
		{name: "cut within a rune", why: "the cut must not make invalid what was valid", text: strings.Repeat("x", limit-1) + "ö", want: strings.Repeat("x", limit-1) + "\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var returned error
			err := attempt(answering(message(answered, 0, byte(1), tt.text)), func(s specs.Solution) {
				_, returned = s.XORLinear.Fit(nil, nil)
			})
			require.NoError(t, err)
			require.Error(t, returned, tt.why)
			assert.Equal(t, tt.want, returned.Error(), tt.why)
			assert.True(t, utf8.ValidString(returned.Error()), tt.why)

			err = attempt(answering(message(panicked, tt.text, 1, tt.text, tt.text, 7)), askFit)
			assert.Equal(t, &wire.Panic{Value: tt.want, Frames: []wire.Frame{{Func: tt.want, File: tt.want, Line: 7}}}, err, tt.why)
		})
	}
}

func TestExchangeErrorArrivesAsItIs(t *testing.T) {
	outOfFuel := errors.New("out of fuel")
	err := attempt(func([]byte) ([]byte, error) { return message(answered, 1.0, 1.0), outOfFuel }, askReLU)
	assert.Same(t, outOfFuel, err)
}

func TestFailThatReturns(t *testing.T) {
	outOfFuel := errors.New("out of fuel")
	tests := []struct {
		name, why string
		exchange  wire.Exchange
		want      error
	}{
		{name: "no answer", why: "the method has nothing to return",
			exchange: func([]byte) ([]byte, error) { return nil, outOfFuel }, want: outOfFuel},
		{name: "not implemented", why: "nor here",
			exchange: answering(message(notImplemented)), want: specs.ErrNotImplemented},
		{name: "malformed results", why: "zeros must not pass for results",
			exchange: answering(message(answered)), want: &wire.Malformed{Method: "Activations.ReLU", Problem: "it ends too early"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var told []error
			client := wire.Client(tt.exchange, func(err error) { told = append(told, err) })
			assert.Equal(t, tt.want, recovered(func() { askReLU(client) }), tt.why)
			assert.Equal(t, []error{tt.want}, told, "fail hears of it once")
		})
	}
}

func recovered(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

func TestFailMayEndTheGoroutine(t *testing.T) {
	for _, answer := range [][]byte{nil, message(answered), message(notImplemented)} {
		ended := make(chan bool)
		go func() {
			returned := false
			defer func() { ended <- !returned && recover() == nil }()
			askReLU(wire.Client(answering(answer), func(error) { runtime.Goexit() }))
			returned = true
		}()
		assert.True(t, <-ended, "as t.FailNow does")
	}
}

func TestMalformedQuestions(t *testing.T) {
	honest := message("Activations", "ReLU", 1.0)
	tests := []struct {
		name, why string
		question  []byte
		want      string
	}{
		{name: "nothing", why: "nobody is asked", question: nil, want: "it ends too early"},
		{name: "unknown exercise", why: "the contract has no such field", question: message("Cheating", "ReLU", 1.0), want: "no method Cheating.ReLU"},
		{name: "unknown method", why: "the exercise has no such method", question: message("XORNetwork", "Backward", 1.0), want: "no method XORNetwork.Backward"},
		{name: "cut short", why: "an argument is missing", question: honest[:len(honest)-1], want: "it ends too early"},
		{name: "too long", why: "an argument too many", question: append(honest, 0), want: "bytes left over: 1"},
		{name: "huge name", why: "a count is compared with what is left", question: message(uint64(1)<<40, byte('A')), want: "a count of 1099511627776 with 1 bytes left"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r recorder
			assert.Equal(t, message(misunderstood, tt.want), wire.Serve(r.solution(), tt.question), tt.why)
		})
	}
	t.Run("every question cut short", func(t *testing.T) {
		for _, q := range questions() {
			var r recorder
			var whole []byte
			require.NoError(t, attempt(func(request []byte) ([]byte, error) {
				whole = request
				return wire.Serve(r.solution(), request), nil
			}, func(s specs.Solution) { q.put(s, q.zeros()) }))
			for n := range whole {
				assert.Equal(t, misunderstood, wire.Serve(r.solution(), whole[:n])[0], "%s after %d bytes", q.name, n)
			}
		}
	})
}

// A student who panics on the zeros of half a question is not to blame for it.
func TestPanicOnAMalformedQuestion(t *testing.T) {
	s := specs.Solution{XORLinear: linear{func() error { panic("no data") }}}
	assert.Equal(t, misunderstood, wire.Serve(s, message("XORLinear", "Fit", 0))[0])
	require.Equal(t, panicked, wire.Serve(s, message("XORLinear", "Fit", 0, 0))[0])
}
