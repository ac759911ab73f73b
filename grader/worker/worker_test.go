package worker_test

import (
	"context"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/worker"
)

// echo is the smallest guest: gradus_buffer returns 1024, and gradus_ask the
// question; it loops for ever if that has no byte.
var echo = []byte{
	0, 'a', 's', 'm', 1, 0, 0, 0,
	1, 14, 3, 0x60, 0, 0, 0x60, 1, 0x7F, 1, 0x7F, 0x60, 1, 0x7F, 1, 0x7E, // types
	3, 4, 3, 0, 1, 2, // functions
	5, 3, 1, 0, 1, // a memory of one page
	7, 53, 4, // exports
	6, 'm', 'e', 'm', 'o', 'r', 'y', 2, 0,
	11, '_', 'i', 'n', 'i', 't', 'i', 'a', 'l', 'i', 'z', 'e', 0, 0,
	13, 'g', 'r', 'a', 'd', 'u', 's', '_', 'b', 'u', 'f', 'f', 'e', 'r', 0, 1,
	10, 'g', 'r', 'a', 'd', 'u', 's', '_', 'a', 's', 'k', 0, 2,
	10, 33, 3, // code
	2, 0, 0x0B, // nothing
	5, 0, 0x41, 0x80, 8, 0x0B, // i32.const 1024
	22, 0,
	0x03, 0x40, 0x20, 0, 0x45, 0x0D, 0, 0x0B, // loop: again if n = 0
	0x20, 0, 0xAD, 0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0x84, 0x0B, // n | 1024 << 32
}

func start(t *testing.T, role string, patience time.Duration) (*worker.Worker, error) {
	t.Helper()
	w, err := worker.Start(t.Context(), worker.Config{
		Command: []string{os.Args[0], role}, Patience: patience, Limits: sandbox.Limits{Fuel: 50e6, Answer: 1000},
	})
	if err == nil {
		t.Cleanup(w.Close)
	}
	return w, err
}

// loaded returns a worker with the echo ready to be asked.
func loaded(t *testing.T) *worker.Worker {
	t.Helper()
	w, err := start(t, "worker", time.Minute)
	require.NoError(t, err)
	require.NoError(t, w.Load(t.Context(), echo))
	require.NoError(t, w.Begin(t.Context()))
	return w
}

func TestAsk(t *testing.T) {
	w := loaded(t)
	before := uint64(0)
	for _, question := range []string{"to and fro", "\x00\xff", "once more"} {
		answer, used, err := w.Ask(t.Context(), []byte(question))
		require.NoError(t, err)
		assert.Equal(t, question, string(answer))
		assert.Greater(t, used, before, "fuel adds up over an instance")
		before = used
	}
}

func TestGuestsEndIsNoDeath(t *testing.T) {
	w := loaded(t)
	var stopped *sandbox.Stopped
	_, _, err := w.Ask(t.Context(), nil)
	require.ErrorAs(t, err, &stopped)
	assert.Equal(t, sandbox.OutOfFuel, stopped.Cause, "an endless loop is bounded within the worker")
	_, _, err = w.Ask(t.Context(), []byte("still there?"))
	require.ErrorAs(t, err, &stopped, "the instance is dead")
	assert.False(t, w.Dead(), "the worker is not")

	require.NoError(t, w.Begin(t.Context()))
	answer, _, err := w.Ask(t.Context(), []byte("a fresh one"))
	require.NoError(t, err)
	assert.Equal(t, "a fresh one", string(answer))

	_, _, err = w.Ask(t.Context(), make([]byte, 1001))
	require.ErrorAs(t, err, &stopped)
	assert.Equal(t, sandbox.AnswerTooLong, stopped.Cause, "the limits are the caller's")
}

func TestRejectedModule(t *testing.T) {
	w := loaded(t)
	var rejected *sandbox.Rejected
	require.ErrorAs(t, w.Load(t.Context(), []byte("no module")), &rejected)
	assert.Error(t, w.Begin(t.Context()), "and the one before is gone")
	assert.False(t, w.Dead())
	require.NoError(t, w.Load(t.Context(), echo))
	assert.NoError(t, w.Begin(t.Context()))
}

func TestOutOfOrder(t *testing.T) {
	w, err := start(t, "worker", time.Minute)
	require.NoError(t, err)
	assert.ErrorContains(t, w.Begin(t.Context()), "no module")
	_, _, err = w.Ask(t.Context(), []byte("anybody?"))
	assert.ErrorContains(t, err, "no place")
	assert.False(t, w.Dead(), "our own mistakes are errors, not deaths")
}

func TestDeath(t *testing.T) {
	for _, c := range []struct {
		name, why string
		kill      func(w *worker.Worker)
	}{
		{"killed", "by the kernel for want of memory, or by a user", func(w *worker.Worker) { kill(t, w, syscall.SIGKILL) }},
		{"crashed", "as of a fault in compiled code", func(w *worker.Worker) { kill(t, w, syscall.SIGSEGV) }},
		{"terminated", "by somebody who tidies up", func(w *worker.Worker) { kill(t, w, syscall.SIGTERM) }},
		{"closed", "by ourselves", func(w *worker.Worker) { w.Close() }},
	} {
		if runtime.GOOS == "windows" {
			t.Skip("there are no signals")
		}
		w := loaded(t)
		c.kill(w)
		var err error
		for err == nil { // a signal takes its time, and until then there are answers
			require.NoError(t, t.Context().Err())
			_, _, err = w.Ask(t.Context(), []byte("hello"))
		}
		var died *worker.Died
		require.ErrorAs(t, err, &died, "%s: %s", c.name, c.why)
		assert.True(t, w.Dead())
		assert.ErrorAs(t, w.Load(t.Context(), echo), &died, "it stays dead")
		w.Close()
	}
}

func kill(t *testing.T, w *worker.Worker, signal syscall.Signal) {
	process, err := os.FindProcess(w.Pid())
	require.NoError(t, err)
	require.NoError(t, process.Signal(signal))
}

func TestBadWorkers(t *testing.T) {
	for _, c := range []struct{ role, why, words string }{
		{"mute", "it never replies, and the wall's clock ends it", "no reply within"},
		{"exits", "it is gone before it is greeted", "died"},
		{"babbles", "printed words are no frame", "malformed frame"},
		{"huge", "nobody allocates 4 GiB on its word", "malformed frame"},
	} {
		_, err := start(t, c.role, 300*time.Millisecond)
		var died *worker.Died
		require.ErrorAs(t, err, &died, "%s: %s", c.role, c.why)
		assert.ErrorContains(t, err, c.words, "%s: %s", c.role, c.why)
	}
	_, err := worker.Start(t.Context(), worker.Config{Command: []string{"/no/such/program"}})
	assert.Error(t, err)
}

func TestCancelled(t *testing.T) {
	w := loaded(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := w.Ask(ctx, []byte("hello"))
	assert.ErrorIs(t, err, context.Canceled)
	assert.False(t, w.Dead(), "nothing was sent")

	mute, err := start(t, "worker", time.Minute)
	require.NoError(t, err)
	ctx, cancel = context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	begin := time.Now()
	for err == nil {
		err = mute.Load(ctx, echo)
	}
	assert.ErrorIs(t, err, context.Canceled)
	assert.Less(t, time.Since(begin), 30*time.Second, "a busy worker is not waited for")
}
