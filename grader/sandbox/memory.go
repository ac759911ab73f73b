package sandbox

import (
	"sync"

	"github.com/tetratelabs/wazero/experimental"
)

// memory is the linear memory of one instance. All of the limit is reserved as
// addresses at once, and the system gives a page, filled with zeros, when the
// guest first touches it. So memory never moves while it grows (wazero's own
// way takes the host to four times the limit), and nothing of one instance is
// left for the next to see.
type memory struct {
	reserved []byte
	granted  uint64 // bytes that the guest has had
	refused  uint64 // bytes of the first growth beyond the limit; 0 if there was none
}

// What is kept for the next instance. The system takes longer to give a page than
// it takes to fill it with zeros.
const (
	maxSpare = 4        // memories
	maxKept  = 16 << 20 // bytes of one that were granted; a larger one goes back
)

// memories are memories of one limit that were used before, all zeros again.
type memories struct {
	limit uint64
	mu    sync.Mutex
	spare [][]byte
	over  bool // nothing is kept any more
}

// take returns a memory for an instance.
func (m *memories) take() (*memory, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k := len(m.spare) - 1; k >= 0 {
		reserved := m.spare[k]
		m.spare = m.spare[:k]
		return &memory{reserved: reserved}, nil
	}
	reserved, err := reserve(m.limit)
	if err != nil {
		return nil, err
	}
	return &memory{reserved: reserved}, nil
}

// give takes a memory back from an instance that will never use it again.
func (m *memories) give(used *memory) {
	if used.granted <= maxKept {
		clear(used.reserved[:used.granted])
		m.mu.Lock()
		defer m.mu.Unlock()
		if !m.over && len(m.spare) < maxSpare {
			m.spare = append(m.spare, used.reserved)
			return
		}
	}
	_ = unreserve(used.reserved) // fails only for what is no mapping
}

// release gives everything that is kept back to the system.
func (m *memories) release() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, reserved := range m.spare {
		_ = unreserve(reserved)
	}
	m.spare, m.over = nil, true
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
	m.granted = max(m.granted, size)
	return m.reserved[:size]
}

// Free implements [experimental.LinearMemory] and does nothing. wazero frees
// when a module is closed, which may be from within a call of the guest; the
// instance releases its memory when no call is left.
func (m *memory) Free() {}
