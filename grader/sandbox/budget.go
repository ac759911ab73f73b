package sandbox

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// errBudgetSpent is the cause of a context that ended because the guest had
// used up its budget, in distinction to all the caller's reasons.
var errBudgetSpent = errors.New("budget spent")

// wallFactor is how many times its budget of computing time a guest may take by
// the clock on the wall, on a machine that has other things to do.
const wallFactor = 20

// budget is the computing time an instance has left. It runs only while the
// guest does, not between two questions, and where the system tells, only while
// the guest has a processor: a busy machine is not the guest's fault.
type budget struct {
	left time.Duration
}

// spend returns a context that ends when the budget does. The guest must run on
// the calling goroutine, which calls stop when it has returned.
func (b *budget) spend(ctx context.Context) (bounded context.Context, stop func()) {
	runtime.LockOSThread()
	used := stopwatch()
	bounded, cancel := context.WithCancelCause(ctx)
	begin, left := time.Now(), b.left
	var timer *time.Timer
	ready := make(chan struct{})
	timer = time.AfterFunc(left, func() {
		<-ready
		if bounded.Err() != nil {
			return // the guest returned while the timer fired
		}
		rest := left - used()
		if rest <= 0 || time.Since(begin) > wallFactor*left {
			cancel(errBudgetSpent)
			return
		}
		timer.Reset(rest)
	})
	close(ready)
	return bounded, func() {
		timer.Stop()
		cancel(nil)
		b.left -= used()
		runtime.UnlockOSThread()
	}
}

// spent tells whether a context that spend returned ended with the budget.
func spent(bounded context.Context) bool {
	return context.Cause(bounded) == errBudgetSpent
}
