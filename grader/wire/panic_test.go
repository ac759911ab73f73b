package wire_test

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// linear is a student's work on one exercise, which does whatever a test wants.
type linear struct{ work func() error }

func (l linear) Fit([][]float64, []float64) ([]float64, error) { return []float64{0.5}, l.work() }

func (l linear) Predict([][]float64, []float64) []float64 { return nil }

// fitting returns what the host is told if Fit does this.
func fitting(work func() error) error {
	return attempt(serving(specs.Solution{XORLinear: linear{work}}), askFit)
}

type (
	errorThatPanics    struct{}
	stringerThatPanics struct{}
	isThatPanics       struct{}
	nilError           struct{ text string }
	celsius            float64
	note               string
)

func (errorThatPanics) Error() string     { panic("again") }
func (stringerThatPanics) String() string { panic(errorThatPanics{}) }
func (isThatPanics) Error() string        { return "is" }
func (isThatPanics) Is(error) bool        { panic("is it?") }
func (e *nilError) Error() string         { return e.text }
func (c celsius) String() string          { return fmt.Sprintf("%g °C", float64(c)) }

func TestPanicValues(t *testing.T) {
	var (
		three   = []float64{1, 2, 3}
		nowhere map[string]int
		nobody  *specs.Network
		zero    int
	)
	const another = "a panic value of another type"
	tests := []struct {
		name, why string
		work      func()
		want      string
	}{
		{name: "index", why: "the commonest mistake", work: func() { _ = three[len(three)] },
			want: "runtime error: index out of range [3] with length 3"},
		{name: "nil map", why: "the second", work: func() { nowhere["w"] = 1 }, want: "assignment to entry in nil map"},
		{name: "nil pointer", why: "the third", work: func() { _ = nobody.B },
			want: "runtime error: invalid memory address or nil pointer dereference"},
		{name: "division", why: "of integers; floats give Inf", work: func() { _ = 1 / zero }, want: "runtime error: integer divide by zero"},
		{name: "huge make", why: "this one can be recovered", work: func() { _ = make([]float64, len(three)-4) },
			want: "runtime error: makeslice: len out of range"},
		{name: "panic(nil)", why: "must not look like a return", work: func() { panic(nil) },
			want: new(runtime.PanicNilError).Error()},
		{name: "string", why: "said on purpose", work: func() { panic("shape mismatch") }, want: "shape mismatch"},
		{name: "error", why: "log.Fatal's polite cousin", work: func() { panic(fmt.Errorf("row %d: %w", 2, errors.ErrUnsupported)) },
			want: "row 2: unsupported operation"},
		{name: "stringer", why: "its own words before its number", work: func() { panic(celsius(36.6)) }, want: "36.6 °C"},
		{name: "bool", why: "basic types are written out", work: func() { panic(true) }, want: "true"},
		{name: "int", why: "basic types are written out", work: func() { panic(-1) }, want: "-1"},
		{name: "int8", why: "basic types are written out", work: func() { panic(int8(-128)) }, want: "-128"},
		{name: "int16", why: "basic types are written out", work: func() { panic(int16(-129)) }, want: "-129"},
		{name: "int32", why: "a rune, too", work: func() { panic('x') }, want: "120"},
		{name: "int64", why: "basic types are written out", work: func() { panic(int64(-1 << 63)) }, want: "-9223372036854775808"},
		{name: "uint", why: "basic types are written out", work: func() { panic(uint(7)) }, want: "7"},
		{name: "uint8", why: "basic types are written out", work: func() { panic(uint8(255)) }, want: "255"},
		{name: "uint16", why: "basic types are written out", work: func() { panic(uint16(256)) }, want: "256"},
		{name: "uint32", why: "basic types are written out", work: func() { panic(uint32(7)) }, want: "7"},
		{name: "uint64", why: "basic types are written out", work: func() { panic(uint64(1<<64 - 1)) }, want: "18446744073709551615"},
		{name: "uintptr", why: "basic types are written out", work: func() { panic(uintptr(7)) }, want: "7"},
		{name: "float32", why: "in its own precision", work: func() { panic(float32(0.1)) }, want: "0.1"},
		{name: "float64", why: "basic types are written out", work: func() { panic(1e300) }, want: "1e+300"},
		{name: "struct", why: "cannot be told without reflection", work: func() { panic(specs.Unit{}) }, want: another},
		{name: "own string type", why: "nor can this", work: func() { panic(note("x")) }, want: another},
		{name: "error that panics", why: "must not take the guest down", work: func() { panic(errorThatPanics{}) }, want: "a panic value whose text panics"},
		{name: "stringer that panics", why: "with a value that panics", work: func() { panic(stringerThatPanics{}) }, want: "a panic value whose text panics"},
		{name: "typed nil error", why: "its Error dereferences nil", work: func() { panic((*nilError)(nil)) }, want: "a panic value whose text panics"},
		{name: "error whose Is panics", why: "errors.Is calls the student's code", work: func() { panic(isThatPanics{}) }, want: "is"},
		{name: "panic while panicking", why: "the last one counts, as in Go", work: func() {
			defer func() { panic("second") }()
			panic("first")
		}, want: "second"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := fitting(func() error { tt.work(); return nil })
			var p *wire.Panic
			require.ErrorAs(t, err, &p, tt.why)
			assert.Equal(t, tt.want, p.Value, tt.why)
			assert.Equal(t, "panic: "+tt.want, p.Error())
			assert.NotEmpty(t, p.Frames, "every panic has a place")
		})
	}
}

// The guest cuts too, lest the carrier refuse a panic as too long an answer.
func TestPanicWithMuchToSay(t *testing.T) {
	s := specs.Solution{XORLinear: linear{func() error { panic(strings.Repeat("x", 50<<20)) }}}
	var answer []byte
	err := attempt(func(request []byte) ([]byte, error) {
		answer = wire.Serve(s, request)
		return answer, nil
	}, askFit)
	assert.EqualError(t, err, "panic: "+strings.Repeat("x", 4<<10))
	assert.Less(t, len(answer), 8<<10)
}

func TestPanicFrames(t *testing.T) {
	var line int
	pick := func(v []float64, i int) float64 {
		_, _, line, _ = runtime.Caller(0)
		return v[i] // one line below
	}
	var p *wire.Panic
	require.ErrorAs(t, fitting(func() error { pick(nil, 5); return nil }), &p)

	require.Len(t, p.Frames, 3, "the function, its caller, and the method: no runtime, no glue")
	assert.Equal(t, line+1, p.Frames[0].Line, "innermost first")
	for _, f := range p.Frames {
		assert.Equal(t, "panic_test.go", path.Base(f.File))
		assert.Contains(t, f.Func, "grader/wire_test.")
	}
	assert.Contains(t, p.Frames[2].Func, "linear.Fit")
}

func TestPanicFarDown(t *testing.T) {
	var dive func(depth int) int
	dive = func(depth int) int {
		if depth == 0 {
			panic("bottom")
		}
		return 1 + dive(depth-1)
	}
	var p *wire.Panic
	require.ErrorAs(t, fitting(func() error { dive(10_000); return nil }), &p)
	assert.Len(t, p.Frames, 16)
	assert.NotEqual(t, p.Frames[0].Line, p.Frames[1].Line, "the panic stands on another line than the recursion")
	assert.Equal(t, p.Frames[1], p.Frames[15], "the recursion is one line")
}

func TestNotImplemented(t *testing.T) {
	tests := []struct {
		name, why string
		work      func() error
	}{
		{name: "stub", why: "as handed out", work: func() error { panic(specs.ErrNotImplemented) }},
		{name: "wrapped", why: "a student may say which part", work: func() error { panic(fmt.Errorf("rank: %w", specs.ErrNotImplemented)) }},
		{name: "joined", why: "in company", work: func() error { panic(errors.Join(errors.New("x"), specs.ErrNotImplemented)) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, specs.ErrNotImplemented, fitting(tt.work), tt.why)
		})
	}
}

func TestReturnedErrors(t *testing.T) {
	tests := []struct {
		name, why string
		returned  error
		want      string // of what the host is told
	}{
		{name: "error", why: "the student's words arrive", returned: errors.New("singular"), want: ""},
		{name: "error that panics", why: "its text is made in the guest", returned: errorThatPanics{}, want: "panic: again"},
		{name: "typed nil", why: "a nil pointer in an error is not nil", returned: (*nilError)(nil),
			want: "panic: runtime error: invalid memory address or nil pointer dereference"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got error
			s := specs.Solution{XORLinear: linear{func() error { return tt.returned }}}
			err := attempt(serving(s), func(s specs.Solution) { _, got = s.XORLinear.Fit(nil, nil) })
			if tt.want == "" {
				require.NoError(t, err, tt.why)
				assert.EqualError(t, got, tt.returned.Error(), tt.why)
				return
			}
			assert.EqualError(t, err, tt.want, tt.why)
		})
	}
}
