package wire

import (
	"errors"
	"runtime"
	"strconv"

	"github.com/gradus-grader/gradus/specs"
)

// Panic is the error of a call in which the student's code panicked. All of it
// is the guest's word, cut to length and made valid UTF-8 but no more: escape it
// where it is shown, and decide nothing by it.
type Panic struct {
	Value  string  // what was panicked with, as text of at most 4 KiB
	Frames []Frame // where, the innermost first; at most 16
}

// Frame is one function on the way to a panic.
type Frame struct {
	Func string // with the import path of its package
	File string
	Line int
}

func (p *Panic) Error() string { return "panic: " + p.Value }

func (e encoder) frame(f Frame) encoder { return e.text(f.Func).text(f.File).int(f.Line) }

func (d *decoder) frame() Frame { return Frame{Func: d.text(), File: d.text(), Line: d.int()} }

func (e encoder) panic(p *Panic) encoder {
	return putAll(e.text(p.Value), p.Frames, encoder.frame)
}

func (d *decoder) panic() *Panic {
	p := &Panic{Value: d.text(), Frames: takeAll(d, 24, (*decoder).frame)}
	if n := len(p.Frames); n > maxFrames {
		d.fail(strconv.Itoa(n) + " frames")
	}
	return p
}

// afterPanic is the answer when the student's method has panicked with v. The
// deferred function that recovered v must call it directly: it reads the stack.
func afterPanic(v any) encoder {
	if isNotImplemented(v) {
		return encoder{notImplemented}
	}
	return encoder{panicked}.panic(&Panic{Value: inWords(v), Frames: studentFrames()})
}

// isNotImplemented tells whether v is the panic of an untouched stub. The
// methods Is and Unwrap of v may be the student's, and panic in their turn.
func isNotImplemented(v any) (is bool) {
	defer func() {
		if recover() != nil {
			is = false
		}
	}()
	err, ok := v.(error)
	return ok && errors.Is(err, specs.ErrNotImplemented)
}

// inWords returns the value of a panic as text. The methods Error and String of
// v may be the student's, and panic in their turn.
func inWords(v any) (text string) {
	defer func() {
		if recover() != nil {
			text = "a panic value whose text panics"
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int8:
		return strconv.Itoa(int(v))
	case int16:
		return strconv.Itoa(int(v))
	case int32:
		return strconv.Itoa(int(v))
	case int64:
		return strconv.FormatInt(v, 10)
	case uint:
		return strconv.FormatUint(uint64(v), 10)
	case uint8:
		return strconv.FormatUint(uint64(v), 10)
	case uint16:
		return strconv.FormatUint(uint64(v), 10)
	case uint32:
		return strconv.FormatUint(uint64(v), 10)
	case uint64:
		return strconv.FormatUint(v, 10)
	case uintptr:
		return strconv.FormatUint(uint64(v), 10)
	case float32:
		return strconv.FormatFloat(float64(v), 'g', -1, 32)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	default:
		return "a panic value of another type" // no more can be told without reflection
	}
}

// studentFrames returns the frames between the panic being recovered and the
// call that this package made: what is further in belongs to the Go runtime,
// what is further out to the glue.
func studentFrames() []Frame {
	var pcs [4 * maxFrames]uintptr
	n := runtime.Callers(4, pcs[:]) // without itself, this, afterPanic, and who recovered
	callers := runtime.CallersFrames(pcs[:n])
	var frames []Frame
	for more := n > 0; more && len(frames) < maxFrames; {
		var f runtime.Frame
		f, more = callers.Next()
		if belongs(f.Function, "github.com/gradus-grader/gradus/grader/wire.") {
			break
		}
		if !belongs(f.Function, "runtime.") {
			frames = append(frames, Frame{Func: f.Function, File: f.File, Line: f.Line})
		}
	}
	return frames
}

// belongs tells whether a function is one of the package, given as its path and
// a dot. (Package strings would be one more in every guest.)
func belongs(function, pkg string) bool {
	return len(function) >= len(pkg) && function[:len(pkg)] == pkg
}
