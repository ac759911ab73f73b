//go:build !linux

package sandbox

import "time"

// stopwatch measures the time that passes, where no thread's own is to be had.
func stopwatch() (used func() time.Duration) {
	begin := time.Now()
	return func() time.Duration { return time.Since(begin) }
}
