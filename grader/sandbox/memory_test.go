package sandbox

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMemoryRefusesAndRemembers(t *testing.T) {
	const page = 64 << 10
	pool := memories{limit: 4 * page}
	m, err := pool.take()
	require.NoError(t, err)
	linear := m.Allocate(0, 0)

	first := linear.Reallocate(page)
	require.Len(t, first, page)
	first[17] = 42
	all := linear.Reallocate(4 * page)
	require.Len(t, all, 4*page, "the limit itself is allowed")
	assert.Equal(t, byte(42), all[17], "growing moves nothing")
	assert.Zero(t, all[4*page-1], "new memory is zero")
	assert.Zero(t, m.refused)

	assert.Nil(t, linear.Reallocate(5*page))
	assert.Nil(t, linear.Reallocate(7*page))
	assert.Equal(t, uint64(5*page), m.refused, "the first refusal is what the guest fell over")

	linear.Free()
	assert.Equal(t, byte(42), first[17], "wazero does not decide when memory goes")
	pool.give(m)
	again, err := pool.take()
	require.NoError(t, err)
	assert.Equal(t, make([]byte, 4*page), again.Reallocate(4*page), "nothing is left for the next to see")
	pool.give(again)
	pool.release()
	assert.Empty(t, pool.spare)
}

// Guests that use all of their memory, one after the other, must not add up in
// the host.
func TestHostMemoryIsBounded(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc/self/status")
	}
	const limit = 64 << 20
	module := load(t, guest(t, ""), Limits{Memory: limit})
	before := resident(t, "VmRSS")
	for range 20 {
		_, err := start(t, module).Ask(t.Context(), []byte("allocate"))
		require.Equal(t, OutOfMemory.String(), requireStopped(t, err).Cause.String())
	}
	after := resident(t, "VmRSS")
	assert.Less(t, after, before+limit/2, "20 dead guests of 64 MiB keep %d bytes resident, before them it was %d", after, before)
	assert.Less(t, resident(t, "VmHWM"), before+2*limit, "one guest at a time, with some of wazero's own")
}

// resident reads a number of bytes from the kernel's account of this process.
func resident(t *testing.T, field string) uint64 {
	t.Helper()
	status, err := os.Open("/proc/self/status")
	require.NoError(t, err)
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), field+":"); ok {
			var kilobytes uint64
			_, err := fmt.Sscan(value, &kilobytes)
			require.NoError(t, err)
			return kilobytes << 10
		}
	}
	t.Fatalf("no %s in /proc/self/status", field)
	return 0
}
