package engine_test

import (
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// resetPeak makes the peak of this process begin anew; where the system does not
// allow it, the peak is that of all tests before too.
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peak returns the most memory that this process, and that any child or
// grandchild which is gone, ever had, in bytes.
func peak(t *testing.T) (own, children int) {
	status, err := os.ReadFile("/proc/self/status")
	require.NoError(t, err)
	for line := range strings.Lines(string(status)) {
		if text, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			_, err := fmt.Sscan(text, &own)
			require.NoError(t, err)
		}
	}
	require.Positive(t, own)
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage))
	return own << 10, int(usage.Maxrss) << 10
}
