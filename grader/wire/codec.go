package wire

import (
	"errors"
	"math"
	"strconv"
)

// encoder is a message being written: each method returns it with one more
// value at its end, as append does.
type encoder []byte

func (e encoder) uint64(v uint64) encoder {
	return append(e, byte(v), byte(v>>8), byte(v>>16), byte(v>>24),
		byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

func (e encoder) int(v int) encoder       { return e.uint64(uint64(v)) }
func (e encoder) float(x float64) encoder { return e.uint64(math.Float64bits(x)) }

// floats writes numbers without a count: the results of a method that returns
// nothing else.
func (e encoder) floats(xs ...float64) encoder {
	for _, x := range xs {
		e = e.float(x)
	}
	return e
}

func (e encoder) string(s string) encoder { return append(e.int(len(s)), s...) }

// text writes words for people to read, which may be cut short.
func (e encoder) text(s string) encoder { return e.string(s[:min(len(s), maxText)]) }

func (e encoder) failure(err error) encoder {
	if err == nil {
		return append(e, 0)
	}
	return append(e, 1).text(err.Error())
}

func (e encoder) vector(v []float64) encoder   { return putAll(e, v, encoder.float) }
func (e encoder) matrix(m [][]float64) encoder { return putAll(e, m, encoder.vector) }
func (e encoder) ints(v []int) encoder         { return putAll(e, v, encoder.int) }
func (e encoder) order(o [][]int) encoder      { return putAll(e, o, encoder.ints) }

func putAll[T any](e encoder, all []T, put func(encoder, T) encoder) encoder {
	e = e.int(len(all))
	for _, v := range all {
		e = put(e, v)
	}
	return e
}

// decoder is a message being read: each method takes one value from its front
// and copies it. After the first value that cannot be read there is a problem,
// and every further value is zero.
type decoder struct {
	message []byte
	at      int // where the next value begins
	problem string
	lends   bool // whether the slices it returns are to come back unchanged
	loans   []loan
}

func (d *decoder) fail(problem string) {
	if d.problem == "" {
		d.problem = problem
	}
	d.at = len(d.message)
}

// left returns how many bytes nobody has read.
func (d *decoder) left() int { return len(d.message) - d.at }

// end makes a problem of bytes that nobody has read.
func (d *decoder) end() {
	if n := d.left(); n > 0 {
		d.fail("bytes left over: " + strconv.Itoa(n))
	}
}

// take returns the next n bytes, still part of the message, or nil.
func (d *decoder) take(n int) []byte {
	if d.left() < n {
		d.fail("it ends too early")
		return nil
	}
	d.at += n
	return d.message[d.at-n : d.at]
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) bool() bool {
	b := d.byte()
	if b > 1 {
		d.fail("a bool of " + strconv.Itoa(int(b)))
	}
	return b == 1
}

func (d *decoder) uint64() uint64 {
	b := d.take(8)
	if b == nil {
		return 0
	}
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

func (d *decoder) int() int {
	v := int64(d.uint64())
	if int64(int(v)) != v {
		d.fail("an int of more bits than an int has here")
		return 0
	}
	return int(v)
}

func (d *decoder) float() float64 {
	x := math.Float64frombits(d.uint64())
	if math.IsNaN(x) {
		return math.NaN() // whose payload is always the same
	}
	return x
}

// count reads how many elements follow. Each takes at least size bytes, so a
// count that the message is too short for is refused before anybody allocates.
func (d *decoder) count(size int) int {
	n := d.uint64()
	if left := d.left(); n > uint64(left/size) {
		d.fail("a count of " + strconv.FormatUint(n, 10) + " with " + strconv.Itoa(left) + " bytes left")
		return 0
	}
	return int(n)
}

func (d *decoder) string() string { return string(d.take(d.count(1))) }

// text reads words for people to read: no more than the other end may send,
// and U+FFFD for every byte that is not UTF-8.
func (d *decoder) text() string {
	b := d.take(d.count(1))
	return string([]rune(string(b[:min(len(b), maxText)])))
}

// failure reads an error, of which the text is all that is left.
func (d *decoder) failure() error {
	if !d.bool() {
		return nil
	}
	return errors.New(d.text())
}

// A count takes eight bytes, which is the least that a row can be.
func (d *decoder) vector() []float64   { return lend(d, (*decoder).takeVector, sameVector) }
func (d *decoder) matrix() [][]float64 { return lend(d, (*decoder).takeMatrix, sameMatrix) }
func (d *decoder) order() [][]int      { return lend(d, (*decoder).takeOrder, sameOrder) }

func (d *decoder) takeVector() []float64   { return takeAll(d, 8, (*decoder).float) }
func (d *decoder) takeMatrix() [][]float64 { return takeAll(d, 8, (*decoder).takeVector) }
func (d *decoder) takeInts() []int         { return takeAll(d, 8, (*decoder).int) }
func (d *decoder) takeOrder() [][]int      { return takeAll(d, 8, (*decoder).takeInts) }

func takeAll[T any](d *decoder, size int, take func(*decoder) T) []T {
	n := d.count(size)
	if n == 0 {
		return nil
	}
	all := make([]T, n)
	for i := range all {
		all[i] = take(d)
	}
	return all
}
