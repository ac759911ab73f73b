package intake

import (
	"cmp"
	"fmt"
)

// Limits bound what reading may cost. A zero field means the field of
// [DefaultLimits]; there is no way to ask for no limit.
//
// Sizes are of what is really read: nothing that an archive says about itself is
// trusted. A ratio of packing is therefore not judged; what is unpacked is
// counted, whatever it was packed in.
type Limits struct {
	File    int64 // bytes of a Go file; a larger one is refused, the others count
	Files   int   // Go files of a submission
	Source  int64 // bytes of the Go files of a submission together
	Archive int64 // bytes of an archive that a student handed in
	Unpack  int64 // bytes that come out of such an archive while it is read
	Entries int   // entries of such an archive, or of a student's folder

	ClassUnpack  int64 // bytes that come out of a class archive
	ClassKeep    int64 // bytes kept of a class archive that is a tar, which is read once
	ClassEntries int   // entries of a class archive, or of the folder of a class
	Metadata     int64 // bytes of a file in which a platform describes the class
}

// DefaultLimits returns limits that leave ample room for a class of 30,000.
func DefaultLimits() Limits {
	return Limits{
		File:         256 << 10,
		Files:        256,
		Source:       16 << 20,
		Archive:      32 << 20,
		Unpack:       256 << 20,
		Entries:      4096,
		ClassUnpack:  16 << 30,
		ClassKeep:    1 << 30,
		ClassEntries: 1 << 20,
		Metadata:     64 << 20,
	}
}

// complete puts defaults in place of zeros.
func (l Limits) complete() (Limits, error) {
	d := DefaultLimits()
	for _, v := range []int64{l.File, int64(l.Files), l.Source, l.Archive, l.Unpack, int64(l.Entries),
		l.ClassUnpack, l.ClassKeep, int64(l.ClassEntries), l.Metadata} {
		if v < 0 {
			return Limits{}, fmt.Errorf("read submissions: negative limit in %+v", l)
		}
	}
	return Limits{
		File:         cmp.Or(l.File, d.File),
		Files:        cmp.Or(l.Files, d.Files),
		Source:       cmp.Or(l.Source, d.Source),
		Archive:      cmp.Or(l.Archive, d.Archive),
		Unpack:       cmp.Or(l.Unpack, d.Unpack),
		Entries:      cmp.Or(l.Entries, d.Entries),
		ClassUnpack:  cmp.Or(l.ClassUnpack, d.ClassUnpack),
		ClassKeep:    cmp.Or(l.ClassKeep, d.ClassKeep),
		ClassEntries: cmp.Or(l.ClassEntries, d.ClassEntries),
		Metadata:     cmp.Or(l.Metadata, d.Metadata),
	}, nil
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	switch {
	case bytes >= 1<<30 && bytes%(1<<30) == 0:
		return fmt.Sprintf("%d GiB", bytes>>30)
	case bytes >= 1<<20 && bytes%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", bytes>>20)
	case bytes >= 1<<10 && bytes%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", bytes>>10)
	default:
		return fmt.Sprintf("%d bytes", bytes)
	}
}
