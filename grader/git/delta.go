package git

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// The kinds of what stands in a pack.
const (
	kindCommit  = 1
	kindTag     = 4
	kindOffset  = 6 // a delta of what stands so many bytes before
	kindByNamed = 7 // a delta of the object of that name, in the same pack
)

// record is an object or a delta in a pack.
type record struct {
	kind byte
	size int64 // inflated
	body int64 // where the deflated bytes begin
	base int64 // where that begins of which it is a delta
}

func (e record) isDelta() bool { return e.kind == kindOffset || e.kind == kindByNamed }

// resolve reads what begins there. The deltas that lead to it are found first, one
// after the other: a chain of them has a bound, and so has one that is a circle.
func (r *Repository) resolve(p *pack, at int64) (o object, err error) {
	e, err := p.record(at)
	var deltas []record
	for err == nil && e.isDelta() {
		if len(deltas) == maxDeltas {
			return o, fmt.Errorf("it is made of more than %d deltas", maxDeltas)
		}
		deltas = append(deltas, e)
		e, err = p.record(e.base)
	}
	if err != nil {
		return o, err
	}
	content, err := r.body(p, e)
	for _, d := range slices.Backward(deltas) {
		if err != nil {
			break
		}
		content, err = r.apply(p, d, content)
	}
	return object{[...]string{"commit", "tree", "blob", "tag"}[e.kind-kindCommit], content}, err
}

// record reads the header of what begins there.
func (p *pack) record(at int64) (record, error) {
	var head [32]byte
	if at < packHeader || at >= p.size-packTrailer {
		return record{}, errDamaged
	}
	n, err := p.data.ReadAt(head[:], at)
	if n == 0 || err != nil && err != io.EOF {
		return record{}, errDamaged
	}
	b := head[:n]
	e := record{kind: b[0] >> 4 & 7, size: int64(b[0] & 15)}
	used := 1
	if b[0]&0x80 != 0 {
		more, length := binary.Uvarint(b[1:])
		if length <= 0 || more > 1<<50 {
			return record{}, errDamaged
		}
		e.size |= int64(more) << 4
		used += length
	}
	switch {
	case e.kind == kindOffset:
		back, length := backwards(b[used:])
		if length == 0 || back == 0 {
			return record{}, errDamaged
		}
		e.base = at - back
		used += length
	case e.kind == kindByNamed && len(b)-used >= len(Hash{}):
		if e.base, err = p.find(Hash(b[used:][:len(Hash{})])); err != nil {
			return record{}, errors.New("what it is a delta of is not there")
		}
		used += len(Hash{})
	case e.kind < kindCommit || e.kind > kindTag:
		return record{}, errDamaged
	}
	e.body = at + int64(used)
	return e, nil
}

// backwards reads a distance, the most significant bits first, and in how many
// bytes it stands; none if it is not a distance.
func backwards(b []byte) (distance int64, length int) {
	for i, c := range b[:min(len(b), 8)] {
		distance = distance<<7 | int64(c&0x7f)
		if c&0x80 == 0 {
			return distance, i + 1
		}
		distance++
	}
	return 0, 0
}

// body inflates what a record holds.
func (r *Repository) body(p *pack, e record) ([]byte, error) {
	if e.size > maxObject {
		return nil, ErrTooLarge
	}
	z, err := r.inflate(io.NewSectionReader(p.data, e.body, p.size-packTrailer-e.body))
	if err != nil {
		return nil, err
	}
	return r.rest(z, e.size)
}

// apply makes an object of another and a delta, which copies parts of it and adds
// others.
func (r *Repository) apply(p *pack, e record, base []byte) ([]byte, error) {
	delta, err := r.body(p, e)
	if err != nil {
		return nil, err
	}
	before, n := binary.Uvarint(delta)
	after, m := binary.Uvarint(delta[max(n, 0):])
	switch {
	case n <= 0 || m <= 0 || before != uint64(len(base)):
		return nil, errDamaged
	case after > maxObject:
		return nil, ErrTooLarge
	}
	if err := r.spend(int64(after)); err != nil {
		return nil, err
	}
	content := make([]byte, 0, after)
	for delta = delta[n+m:]; len(delta) > 0; {
		var part []byte
		if part, delta = instruction(base, delta); len(part) == 0 || len(part) > cap(content)-len(content) {
			return nil, errDamaged
		}
		content = append(content, part...)
	}
	if uint64(len(content)) != after {
		return nil, errDamaged
	}
	return content, nil
}

// instruction returns what the first instruction of a delta adds, nothing if it is
// damaged, and the other instructions.
func instruction(base, delta []byte) (part, others []byte) {
	op, delta := delta[0], delta[1:]
	if op&0x80 == 0 { // so many bytes follow
		n := min(int(op), len(delta))
		if n < int(op) {
			return nil, nil
		}
		return delta[:n], delta[n:]
	}
	var place [7]byte // four bytes of an offset and three of a length; of each it is said whether it follows
	for i := range place {
		if op>>i&1 == 0 {
			continue
		}
		if len(delta) == 0 {
			return nil, nil
		}
		place[i], delta = delta[0], delta[1:]
	}
	from := uint64(place[0]) | uint64(place[1])<<8 | uint64(place[2])<<16 | uint64(place[3])<<24
	length := uint64(place[4]) | uint64(place[5])<<8 | uint64(place[6])<<16
	if length == 0 {
		length = 1 << 16
	}
	if from+length > uint64(len(base)) {
		return nil, nil
	}
	return base[from : from+length], delta
}
