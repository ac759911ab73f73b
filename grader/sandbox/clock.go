package sandbox

import (
	"math"
	"time"
)

// clockStep is the time that a reading of the clock takes.
const clockStep = time.Millisecond

// clock is the time a guest sees, the same in every run. Each reading takes a
// millisecond, so that waiting in a loop ends, and sleeping moves the clock
// without making anyone wait.
type clock struct {
	now int64 // nanoseconds since the start
}

func (c *clock) sleep(ns int64) {
	c.now += min(ns, math.MaxInt64-c.now)
}

func (c *clock) nanotime() int64 {
	c.sleep(int64(clockStep))
	return c.now
}

// walltime begins on 1 January 2022, UTC.
func (c *clock) walltime() (sec int64, nsec int32) {
	const epoch = 1_640_995_200
	now := c.nanotime()
	return epoch + now/int64(time.Second), int32(now % int64(time.Second))
}
