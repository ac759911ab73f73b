package fuel

import (
	"encoding/binary"
	"fmt"
)

// reader reads the binary format, WebAssembly Core Specification 2.0, 5.2. After
// its first error it is at its end and reads zeros.
type reader struct {
	wasm []byte // of the module, up to where this reader may read
	at   int
	err  error
}

// part returns a reader of the next n bytes and skips them.
func (r *reader) part(n uint32) reader {
	begin := r.at
	r.skip(uint64(n))
	return reader{wasm: r.wasm[:r.at], at: min(begin, r.at), err: r.err}
}

func (r *reader) failf(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("byte %#x: %s", r.at, fmt.Sprintf(format, args...))
	}
	r.at = len(r.wasm)
}

func (r *reader) more() bool { return r.at < len(r.wasm) }

// done fails if something is left.
func (r *reader) done() error {
	if r.more() {
		r.failf("%d bytes too many", len(r.wasm)-r.at)
	}
	return r.err
}

func (r *reader) skip(n uint64) {
	if n > uint64(len(r.wasm)-r.at) {
		r.failf("cut off")
		return
	}
	r.at += int(n)
}

func (r *reader) byte() byte {
	if r.at >= len(r.wasm) {
		r.failf("cut off")
		return 0
	}
	b := r.wasm[r.at]
	r.at++
	return b
}

// expect reads a byte that can only be want.
func (r *reader) expect(want byte, what string) {
	if got := r.byte(); got != want {
		r.failf("%s is %#x, want %#x", what, got, want)
	}
}

// u32 reads an unsigned number in LEB128. A longer form than necessary is read
// too, but none of more than five bytes.
func (r *reader) u32() uint32 {
	var x uint32
	for shift := 0; shift < 28; shift += 7 {
		b := r.byte()
		x |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return x
		}
	}
	b := r.byte()
	if b > 0x0f {
		r.failf("number of more than 32 bits")
		return 0
	}
	return x | uint32(b)<<28
}

// count reads the length of a vector. None has more elements than there are bytes
// left, so whoever reads on can trust it.
func (r *reader) count() uint32 {
	n := r.u32()
	if left := len(r.wasm) - r.at; r.err == nil && uint64(n) > uint64(left) {
		r.failf("a vector of %d in %d bytes", n, left)
		return 0
	}
	return n
}

// signed skips a signed number of so many bits in LEB128, under the same rule as
// u32.
func (r *reader) signed(bits int) {
	for ; bits > 7; bits -= 7 {
		if r.byte() < 0x80 {
			return
		}
	}
	// What is above the last bits repeats the sign.
	b := r.byte()
	if sign := int8(b<<1) >> bits; b >= 0x80 || (sign != 0 && sign != -1) {
		r.failf("signed number of too many bits")
	}
}

// name reads a name, a vector of bytes.
func (r *reader) name() string {
	n := r.count()
	begin := r.at
	r.skip(uint64(n))
	if r.err != nil {
		return ""
	}
	return string(r.wasm[begin:r.at])
}

// appendU32 appends an unsigned number in LEB128, shortest form.
func appendU32(b []byte, x uint32) []byte { return binary.AppendUvarint(b, uint64(x)) }

// appendS64 appends a number in signed LEB128, shortest form.
func appendS64(b []byte, x int64) []byte {
	for x < -0x40 || x >= 0x40 {
		b = append(b, byte(x)|0x80)
		x >>= 7
	}
	return append(b, byte(x)&0x7f)
}
