package sandbox

import (
	"cmp"
	"fmt"
	"time"
)

// Limits bounds what a guest may use. A zero field means the field of
// [DefaultLimits]; there is no way to ask for no limit.
type Limits struct {
	Memory uint64        // bytes of linear memory of one instance, at most 4 GiB
	Time   time.Duration // computing time of one instance, its start included
	Output int           // bytes of printed text kept; the middle of a longer text is left out
	Answer int           // bytes of the longest answer
	Module int           // bytes of a module, which bound the time and memory its compilation takes
}

// DefaultLimits returns limits under which every honest solution has ample
// room.
func DefaultLimits() Limits {
	return Limits{
		Memory: 256 << 20,
		Time:   10 * time.Second,
		Output: 64 << 10,
		Answer: 16 << 20,
		Module: 8 << 20,
	}
}

// maxMemory is how much a 32-bit address reaches.
const maxMemory = 4 << 30

// complete puts defaults in place of zeros.
func (l Limits) complete() (Limits, error) {
	if l.Memory > maxMemory {
		return Limits{}, fmt.Errorf("memory limit of %d bytes is above the %d of WebAssembly", l.Memory, uint64(maxMemory))
	}
	if l.Time < 0 || l.Output < 0 || l.Answer < 0 || l.Module < 0 {
		return Limits{}, fmt.Errorf("negative limit in %+v", l)
	}
	d := DefaultLimits()
	return Limits{
		Memory: cmp.Or(l.Memory, d.Memory),
		Time:   cmp.Or(l.Time, d.Time),
		Output: cmp.Or(l.Output, d.Output),
		Answer: cmp.Or(l.Answer, d.Answer),
		Module: cmp.Or(l.Module, d.Module),
	}, nil
}
