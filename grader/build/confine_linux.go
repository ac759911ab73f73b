package build

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// confine bounds what each process of the toolchain may take from the machine:
// of the limits of the go command, its compilers and linkers inherit a copy each.
// It takes effect well before the go command has started any of them.
//
// The compiler needs 0.8 GB of address space for an honest program; thirty
// one-line constants make it ask for more than any machine has.
func confine(pid int, computing time.Duration) error {
	for resource, most := range map[int]uint64{
		unix.RLIMIT_AS:    maxAddresses,
		unix.RLIMIT_CPU:   uint64(computing.Seconds()), // then it is killed
		unix.RLIMIT_FSIZE: maxFile,
		unix.RLIMIT_CORE:  0,
	} {
		if err := unix.Prlimit(pid, resource, &unix.Rlimit{Cur: most, Max: most}, nil); err != nil && err != unix.ESRCH {
			return fmt.Errorf("limit process %d: %w", pid, err)
		}
	}
	return nil
}
