package sandbox

import (
	"cmp"
	"fmt"
)

// Limits bounds what a guest may use. A zero field means the field of
// [DefaultLimits]; there is no way to ask for no limit.
type Limits struct {
	Memory uint64 // bytes of linear memory of one instance, at most 4 GiB
	Fuel   uint64 // instructions of an instance, and as many of its start; see package fuel
	Output int    // bytes of printed text kept; the middle of a longer text is left out
	Answer int    // bytes of the longest answer
	Module int    // bytes of a module, which bound the time and memory its compilation takes
}

// DefaultLimits returns limits under which every honest solution has ample
// room.
func DefaultLimits() Limits {
	return Limits{
		Memory: 256 << 20,
		Fuel:   10e9,
		Output: 64 << 10,
		Answer: 16 << 20,
		Module: 16 << 20,
	}
}

// maxFuel is more than any machine executes in a year, and far from where the
// guest's counter would overflow.
const maxFuel = 1 << 60

// maxMemory is how much a 32-bit address reaches.
const maxMemory = 4 << 30

// complete puts defaults in place of zeros.
func (l Limits) complete() (Limits, error) {
	if l.Memory > maxMemory {
		return Limits{}, fmt.Errorf("memory limit of %d bytes is above the %d of WebAssembly", l.Memory, uint64(maxMemory))
	}
	if l.Fuel > maxFuel {
		return Limits{}, fmt.Errorf("fuel limit of %d is above %d", l.Fuel, uint64(maxFuel))
	}
	if l.Output < 0 || l.Answer < 0 || l.Module < 0 {
		return Limits{}, fmt.Errorf("negative limit in %+v", l)
	}
	d := DefaultLimits()
	return Limits{
		Memory: cmp.Or(l.Memory, d.Memory),
		Fuel:   cmp.Or(l.Fuel, d.Fuel),
		Output: cmp.Or(l.Output, d.Output),
		Answer: cmp.Or(l.Answer, d.Answer),
		Module: cmp.Or(l.Module, d.Module),
	}, nil
}
