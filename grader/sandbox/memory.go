package sandbox

import "github.com/tetratelabs/wazero/experimental"

// memory is the linear memory of one instance. All of the limit is reserved as
// addresses at once, and the system gives a page, filled with zeros, when the
// guest first touches it. So memory never moves while it grows (wazero's own
// way takes the host to four times the limit), and nothing of one instance is
// left for the next to see.
type memory struct {
	reserved []byte
	refused  uint64 // bytes of the first growth beyond the limit; 0 if there was none
}

func newMemory(limit uint64) (*memory, error) {
	reserved, err := reserve(limit)
	if err != nil {
		return nil, err
	}
	return &memory{reserved: reserved}, nil
}

// Allocate implements [experimental.MemoryAllocator]. A memory serves as the
// allocator of the one instance it belongs to.
func (m *memory) Allocate(_, _ uint64) experimental.LinearMemory { return m }

// Reallocate implements [experimental.LinearMemory]. wazero asks it for every
// growth up to 4 GiB, as modules declare no maximum and the runtime has none
// of its own: that a guest ran out of memory is then known, not guessed.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.reserved)) {
		if m.refused == 0 {
			m.refused = size
		}
		return nil
	}
	return m.reserved[:size]
}

// Free implements [experimental.LinearMemory] and does nothing. wazero frees
// when a module is closed, which may be from within a call of the guest; the
// instance releases its memory when no call is left.
func (m *memory) Free() {}

// release gives the memory back to the system.
func (m *memory) release() error { return unreserve(m.reserved) }
