package sandbox

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// Ids of sections and opcodes, WebAssembly Core Specification 2.0, 5.5.2, 5.5.14
// and 5.4.
const (
	dataSection = 11

	opI32Const = 0x41
	opEnd      = 0x0B
)

// maxGap is how many zeros are written between two pieces of data to make them
// one.
const maxGap = 4 << 10

// piece is data that an instance begins with, at an address.
type piece struct {
	address uint32
	bytes   []byte
}

func (p piece) end() uint64 { return uint64(p.address) + uint64(len(p.bytes)) }

// joinData returns the module with neighbouring pieces of its data joined. Go's
// linker leaves out every short run of zeros and makes thousands of pieces, which
// wazero writes one by one, whenever an instance starts: that was two thirds of
// the time. A module whose data has another form is returned as it is.
func joinData(wasm []byte) []byte {
	c := cursor{rest: wasm}
	if string(c.take(len(header))) != header {
		return wasm
	}
	for len(c.rest) > 0 {
		begin := len(wasm) - len(c.rest)
		id := c.byte()
		section := cursor{rest: c.take(c.number())}
		if c.bad {
			return wasm
		}
		if id != dataSection {
			continue
		}
		pieces, ok := section.pieces()
		if !ok {
			return wasm
		}
		body := encodePieces(joined(pieces))
		out := append(make([]byte, 0, len(wasm)+len(body)), wasm[:begin]...)
		out = binary.AppendUvarint(append(out, dataSection), uint64(len(body)))
		return append(append(out, body...), c.rest...)
	}
	return wasm
}

// pieces reads a data section of which every piece goes to a fixed address and
// none over another, in the order of the addresses.
func (c *cursor) pieces() (all []piece, ok bool) {
	n := c.number()
	for ; n > 0 && !c.bad; n-- {
		if c.number() != 0 || c.byte() != opI32Const {
			return nil, false
		}
		address, ok := c.address()
		if !ok || c.byte() != opEnd {
			return nil, false
		}
		all = append(all, piece{address, c.take(c.number())})
	}
	slices.SortStableFunc(all, func(a, b piece) int { return cmp.Compare(a.address, b.address) })
	for i := range all[min(1, len(all)):] {
		if all[i].end() > uint64(all[i+1].address) {
			return nil, false // the order mattered
		}
	}
	return all, !c.bad && len(c.rest) == 0
}

// address reads an i32 in signed LEB128, in the fewest bytes or more.
func (c *cursor) address() (uint32, bool) {
	var x int64
	for shift := 0; shift < 35; shift += 7 {
		b := c.byte()
		x |= int64(b&0x7F) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 {
				x |= -1 << (shift + 7)
			}
			return uint32(x), !c.bad && x >= math.MinInt32 && x <= math.MaxInt32
		}
	}
	return 0, false
}

// joined joins pieces that are near to each other.
func joined(pieces []piece) []piece {
	var all []piece
	for _, p := range pieces {
		if k := len(all) - 1; k >= 0 {
			if gap := uint64(p.address) - all[k].end(); gap <= maxGap {
				all[k].bytes = append(append(all[k].bytes, make([]byte, gap)...), p.bytes...)
				continue
			}
		}
		p.bytes = append([]byte(nil), p.bytes...) // which will grow
		all = append(all, p)
	}
	return all
}

// encodePieces is the inverse of cursor.pieces.
func encodePieces(pieces []piece) []byte {
	body := binary.AppendUvarint(nil, uint64(len(pieces)))
	for _, p := range pieces {
		body = append(body, 0, opI32Const)
		for x := int64(int32(p.address)); ; x >>= 7 {
			if b := byte(x & 0x7F); x>>6 == 0 || x>>6 == -1 {
				body = append(body, b)
				break
			} else {
				body = append(body, b|0x80)
			}
		}
		body = append(body, opEnd)
		body = append(binary.AppendUvarint(body, uint64(len(p.bytes))), p.bytes...)
	}
	return body
}
