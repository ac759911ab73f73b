package sandbox

import (
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestBudgetIsSpentOnce(t *testing.T) {
	b := budget{left: time.Hour}
	bounded, stop := b.spend(t.Context())
	assert.False(t, spent(bounded))
	work(time.Millisecond)
	stop()
	assert.Error(t, bounded.Err(), "a guest that is not running is not to be woken")
	assert.False(t, spent(bounded), "it returned in time")

	left := b.left
	assert.Less(t, left, time.Hour)
	work(time.Millisecond) // the caller's thinking
	_, stop = b.spend(t.Context())
	defer stop()
	assert.Equal(t, left, b.left, "between two questions nothing is spent")
}

func TestBudgetEnds(t *testing.T) {
	b := budget{left: time.Millisecond}
	bounded, stop := b.spend(t.Context())
	defer stop()
	for bounded.Err() == nil { // as a guest would
	}
	assert.True(t, spent(bounded))
}

func TestStopwatchMeasuresItsThread(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("no clock of a thread's own")
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	used := stopwatch()
	done := make(chan struct{})
	go func() {
		defer close(done)
		work(50 * time.Millisecond)
	}()
	<-done
	assert.Less(t, used(), 25*time.Millisecond, "what others compute is not the guest's doing")
	for used() < time.Millisecond { // what it computes is, or this would not end
	}
}

// work keeps a processor busy.
func work(d time.Duration) {
	for begin := time.Now(); time.Since(begin) < d; {
	}
}
