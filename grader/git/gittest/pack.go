package gittest

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/binary"
	"hash/crc32"
	"slices"

	"github.com/gradus-grader/gradus/grader/git"
)

// Record is what stands in a pack under a name.
type Record struct {
	Name git.Hash
	Kind byte     // 1 commit, 2 tree, 3 blob, 4 tag; 6 and 7 are deltas
	Base git.Hash // of which a record of kind 7 is a delta
	Back int      // so many records before stands what one of kind 6 is a delta of
	Size int      // that is claimed; the real one if it is 0
	Body []byte
}

// Pack adds a pack of these records, with its index.
func (f Files) Pack(records ...Record) {
	f["objects/pack/pack-1.pack"], f["objects/pack/pack-1.idx"] = Pack(records...)
}

// Pack returns a pack and its index.
func Pack(records ...Record) (pack, index []byte) {
	pack = append(pack, "PACK\x00\x00\x00\x02"...)
	pack = binary.BigEndian.AppendUint32(pack, uint32(len(records)))
	begin := make([]int, len(records))
	crc := make([]uint32, len(records))
	for i, r := range records {
		begin[i] = len(pack)
		pack = append(pack, recordHeader(r.Kind, cmp.Or(r.Size, len(r.Body)))...)
		switch r.Kind {
		case 6:
			pack = append(pack, distance(begin[i]-begin[i-r.Back])...)
		case 7:
			pack = append(pack, r.Base[:]...)
		}
		pack = append(pack, Deflated(r.Body)...)
		crc[i] = crc32.ChecksumIEEE(pack[begin[i]:])
	}
	sum := sha1.Sum(pack)
	pack = append(pack, sum[:]...)
	return pack, indexOf(records, begin, crc, sum)
}

// indexOf writes an index of version 2.
func indexOf(records []Record, begin []int, crc []uint32, sum [20]byte) []byte {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(records[a].Name[:], records[b].Name[:]) })
	b := []byte("\xfftOc\x00\x00\x00\x02")
	for first := range 256 {
		n := 0
		for _, r := range records {
			if int(r.Name[0]) <= first {
				n++
			}
		}
		b = binary.BigEndian.AppendUint32(b, uint32(n))
	}
	for _, i := range order {
		b = append(b, records[i].Name[:]...)
	}
	for _, i := range order {
		b = binary.BigEndian.AppendUint32(b, crc[i])
	}
	for _, i := range order {
		b = binary.BigEndian.AppendUint32(b, uint32(begin[i]))
	}
	b = append(b, sum[:]...)
	own := sha1.Sum(b)
	return append(b, own[:]...)
}

func recordHeader(kind byte, size int) []byte {
	c := kind<<4 | byte(size&15)
	if size >>= 4; size == 0 {
		return []byte{c}
	}
	return binary.AppendUvarint([]byte{c | 0x80}, uint64(size))
}

// distance writes the most significant bits first, each byte but the last one less.
func distance(n int) []byte {
	b := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		n--
		b = append([]byte{0x80 | byte(n&0x7f)}, b...)
	}
	return b
}

// Delta returns a delta from a base of that many bytes to an object of that many.
func Delta(before, after int, instructions ...[]byte) []byte {
	b := binary.AppendUvarint(nil, uint64(before))
	b = binary.AppendUvarint(b, uint64(after))
	return append(b, bytes.Join(instructions, nil)...)
}

// Add is the instruction to add a text of at most 127 bytes.
func Add(text string) []byte { return append([]byte{byte(len(text))}, text...) }

// Copy is the instruction to copy a part of the base.
func Copy(from, length int) []byte {
	return []byte{0x80 | 1 | 2 | 4 | 8 | 16 | 32 | 64,
		byte(from), byte(from >> 8), byte(from >> 16), byte(from >> 24), byte(length), byte(length >> 8), byte(length >> 16)}
}
