package sandbox

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small keeps what is sure to end at a limit from taking long.
var small = Limits{Memory: 32 << 20}

var brief = Limits{Fuel: 100e6}

func TestAsk(t *testing.T) {
	tests := []struct {
		name, why string
		request   string
		limits    Limits
		want      string // an answer, or
		cause     Cause  // the end,
		detail    string // in the host's words,
		printed   string // with this among the guest's
	}{
		{name: "echo", why: "the wall lets honest answers through",
			request: "echo to and fro", want: "to and fro"},
		{name: "impossible allocation", why: "makeslice's panic can be recovered from, and a right answer counts",
			request: "impossible", want: "runtime error: makeslice: len out of range"},
		{name: "sleep", why: "an hour of the guest's is no time of ours, and Go's scheduler must see it pass",
			request: "sleep", want: "done"},
		{name: "flood of stdout", why: "printing is no crime; a sink that failed would make it one",
			request: "flood stdout", want: "done"},
		{name: "flood of stderr", why: "as stdout",
			request: "flood stderr", want: "done"},
		{name: "endless flood", why: "printing takes the host's time, which no fuel pays for",
			request: "deluge", cause: OutputTooLong, detail: "printed more than 268435456 bytes", printed: "drip"},
		{name: "outside", why: "no arguments, no environment, no input",
			request: "world", want: "args:environment:input:"},
		{name: "longest answer", why: "the limit itself is allowed",
			request: "long 1000", limits: Limits{Answer: 1000}, want: strings.Repeat("x", 1000)},

		{name: "endless loop", why: "nothing but the budget ends it",
			request: "loop", limits: brief, cause: OutOfFuel, detail: "not done after 100000000 instructions"},
		{name: "exit 0", why: "code 0 means success to wazero, and would be an answer of nothing",
			request: "exit 0", cause: Exited, detail: "code 0"},
		{name: "exit 3", why: "a question is not answered by leaving",
			request: "exit 3", cause: Exited, detail: "code 3"},
		{name: "exit as wazero on a deadline", why: "wazero reserves 0xefffffff for itself; a guest may not claim it",
			request: "exit -268435457", cause: Exited, detail: "code -268435457"},
		{name: "exit as wazero on cancellation", why: "0xffffffff, the other reserved code",
			request: "exit -1", cause: Exited, detail: "code -1"},
		{name: "panic", why: "what it said is for the student",
			request: "panic", cause: Trapped, detail: "unreachable", printed: "panic: out of cheese"},
		{name: "panic of 5 MB", why: "its text is capped",
			request: "panic-long", cause: Trapped, detail: "unreachable", printed: "panic: long long"},
		{name: "panic in broken UTF-8", why: "reports hold text",
			request: "garble", cause: Trapped, detail: "unreachable", printed: "\uFFFD caf\uFFFD"},
		{name: "index out of range", why: "the commonest crash of all; the place is in the text",
			request: "index", cause: Trapped, detail: "unreachable", printed: "index out of range [0] with length 0"},
		{name: "division by zero", why: "Go panics before WebAssembly traps",
			request: "divide", cause: Trapped, detail: "unreachable", printed: "integer divide by zero"},
		{name: "deadlock", why: "it would wait for ever for what cannot come",
			request: "deadlock", cause: Trapped, detail: "unreachable", printed: "all goroutines are asleep - deadlock!"},
		{name: "Goexit", why: "the goroutine that should answer is gone",
			request: "goexit", cause: Trapped, detail: "unreachable", printed: "no goroutines"},
		{name: "wild pointer", why: "unsafe reaches as far as the guest's own memory",
			request: "stray", cause: Trapped, detail: "out of bounds memory access"},

		{name: "endless recursion", why: "Go doubles its stack until there is no room",
			request: "recurse", limits: Limits{Memory: 12 << 20}, cause: OutOfMemory, detail: "the limit is 12582912"},
		{name: "allocate for ever", why: "the limit holds, and the cause is known from the refusal",
			request: "allocate", limits: small, cause: OutOfMemory, detail: "the limit is 33554432"},
		{name: "allocate 3 GiB", why: "refused at one go",
			request: "huge", cause: OutOfMemory, detail: "the limit is 268435456"},
		{name: "goroutine bomb", why: "goroutines are memory, and their dump is a flood",
			request: "goroutines", limits: small, cause: OutOfMemory, detail: "the limit is 33554432"},

		{name: "answer outside", why: "no byte of the host may be read",
			request: "claim 0xFFFFFF0000000010", cause: BadAnswer, detail: "16 bytes at 0xffffff00 are not in memory"},
		{name: "answer across the end", why: "address plus length overflows 32 bits",
			request: "claim 0xFFFFFFFF00000004", cause: BadAnswer, detail: "4 bytes at 0xffffffff are not in memory"},
		{name: "answer of 4 GiB", why: "nothing of that size is copied, wherever it is said to be",
			request: "claim 0x00000000FFFFFFFF", cause: AnswerTooLong, detail: "4294967295 bytes, the limit is 16777216"},
		{name: "answer one byte too long", why: "the limit is exact",
			request: "long 1001", limits: Limits{Answer: 1000}, cause: AnswerTooLong, detail: "1001 bytes, the limit is 1000"},
		{name: "no answer", why: "a zero must not pass for an answer",
			request: "claim 0", cause: BadAnswer, detail: "no answer"},
		{name: "empty answer", why: "as no answer, with an address",
			request: "claim 0x0000100000000000", cause: BadAnswer, detail: "no answer"},
		{name: "empty request", why: "asks for nothing and gets it",
			request: "", cause: BadAnswer, detail: "no answer"},
	}
	wasm := guest(t, "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			module := load(t, wasm, tt.limits)
			instance := start(t, module)
			answer, err := instance.Ask(t.Context(), []byte(tt.request))
			if tt.cause == 0 {
				require.NoError(t, err)
				assert.Equal(t, tt.want, string(answer), tt.why)
				return
			}
			stopped := requireStopped(t, err)
			assert.Nil(t, answer)
			assert.Equal(t, tt.cause.String(), stopped.Cause.String(), tt.why)
			assert.Contains(t, stopped.Detail, tt.detail)
			assert.Contains(t, stopped.Output, tt.printed)
			assert.LessOrEqual(t, len(stopped.Output), DefaultLimits().Output+100)

			_, again := instance.Ask(t.Context(), []byte("echo still alive"))
			assert.Same(t, stopped, requireStopped(t, again), "a dead instance answers no more")

			_, err = start(t, module).Ask(t.Context(), []byte(tt.request))
			twin := requireStopped(t, err)
			assert.True(t, *twin == *stopped, "every time the same end: %v and %v", twin, stopped)
		})
	}
}

func requireStopped(t *testing.T, err error) *Stopped {
	t.Helper()
	var stopped *Stopped
	require.ErrorAs(t, err, &stopped)
	return stopped
}

func TestStart(t *testing.T) {
	tests := []struct {
		onInit, why string
		limits      Limits
		want        Cause
		printed     string
	}{
		{onInit: "loop", why: "the budget covers the start", limits: brief, want: OutOfFuel},
		{onInit: "exit 0", why: "wazero's InstantiateModule takes this for success", want: Exited},
		{onInit: "exit 3", why: "nothing left to ask", want: Exited},
		{onInit: "panic", why: "a student's init is a student's", want: Trapped, printed: "out of cheese"},
		{onInit: "deadlock", why: "as panic", want: Trapped, printed: "deadlock!"},
		{onInit: "allocate", why: "memory is limited from the first instruction", limits: small, want: OutOfMemory},
	}
	for _, tt := range tests {
		t.Run(tt.onInit, func(t *testing.T) {
			instance, err := load(t, guest(t, tt.onInit), tt.limits).Start(t.Context())
			stopped := requireStopped(t, err)
			assert.Nil(t, instance)
			assert.Equal(t, tt.want.String(), stopped.Cause.String(), tt.why)
			assert.Contains(t, stopped.Output, tt.printed)
		})
	}
}

func TestStartWithoutRoom(t *testing.T) {
	module := load(t, guest(t, ""), Limits{Memory: 1 << 20})
	_, err := module.Start(t.Context())
	stopped := requireStopped(t, err)
	assert.Equal(t, OutOfMemory.String(), stopped.Cause.String(),
		"large package variables are memory too, claimed before anything runs")
	assert.Contains(t, stopped.Detail, "the limit is 1048576")
}

func TestFuelIsOfTheInstance(t *testing.T) {
	module := load(t, guest(t, ""), Limits{Fuel: 200e6})
	questions := func() (n int) {
		instance := start(t, module)
		for {
			if _, err := instance.Ask(t.Context(), []byte("count 1000000")); err != nil {
				assert.Equal(t, OutOfFuel.String(), requireStopped(t, err).Cause.String())
				return n
			}
			n++
			require.Less(t, n, 100, "many short questions outlast the fuel")
		}
	}
	n := questions()
	assert.Greater(t, n, 2, "fuel is for all questions together, not for one")
	assert.Equal(t, n, questions(), "and ends with the same question every time")
}

func TestCancellationIsTheCallers(t *testing.T) {
	module := load(t, guest(t, ""), Limits{})
	tests := []struct {
		name, why string
		context   func(context.Context) (context.Context, context.CancelFunc)
		want      error
	}{
		{"cancelled before", "nothing ran", func(ctx context.Context) (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(ctx)
			cancel()
			return ctx, cancel
		}, context.Canceled},
		{"deadline", "the caller's patience is not the guest's fuel", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithDeadline(ctx, time.Unix(0, 0))
		}, context.DeadlineExceeded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			instance := start(t, module)
			ctx, cancel := tt.context(t.Context())
			defer cancel()
			_, err := instance.Ask(ctx, []byte("echo never"))
			require.ErrorIs(t, err, tt.want, tt.why)
			var stopped *Stopped
			assert.NotErrorAs(t, err, &stopped)

			again, err := instance.Ask(t.Context(), []byte("echo hello"))
			require.NoError(t, err, "nothing ran, so nothing is broken")
			assert.Equal(t, "hello", string(again))
		})
	}
	t.Run("start", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := module.Start(ctx)
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestClosedIsOurs(t *testing.T) {
	var stopped *Stopped

	closed := start(t, load(t, guest(t, ""), Limits{}))
	closed.Close()
	closed.Close()
	_, err := closed.Ask(t.Context(), []byte("echo hello"))
	require.Error(t, err)
	assert.NotErrorAs(t, err, &stopped)

	s := open(t, Limits{})
	module, err := s.Load(t.Context(), guest(t, ""))
	require.NoError(t, err)
	orphan := start(t, module)
	require.NoError(t, s.Close(t.Context()))
	_, err = orphan.Ask(t.Context(), []byte("echo hello"))
	require.Error(t, err)
	assert.NotErrorAs(t, err, &stopped, "the sandbox closed it, not the guest")
	_, err = module.Start(t.Context())
	require.Error(t, err)
	assert.NotErrorAs(t, err, &stopped)
}

func TestFaultsAreOurs(t *testing.T) {
	var stopped *Stopped

	err := guarded(func() error { panic("at the host") })
	require.ErrorContains(t, err, "at the host")

	// poll_oneoff of 2²⁸ subscriptions, whose sizes overflow to 0: wazero looks at
	// the first of them and panics.
	wasm := altered(func(p *parts) {
		p.types = slices.Concat([]byte{4}, p.types[1:], []byte{0x60, 4, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F})
		p.imports = wasiImport("poll_oneoff", 3)
		p.exports = guestExports(1)
		ask := []byte{0, 0x41, 0, 0x41, 0, 0x41, 0x80, 0x80, 0x80, 0x80, 1, 0x41, 0, 0x10, 0, 0x1A, 0x42, 1, 0x0B}
		p.code = slices.Concat(p.code[:9], []byte{byte(len(ask))}, ask)
	})
	_, err = start(t, load(t, wasm, Limits{})).Ask(t.Context(), []byte("?"))
	require.Error(t, err)
	assert.NotErrorAs(t, err, &stopped)
}

func TestInstancesOutliveTheirModule(t *testing.T) {
	module := load(t, guest(t, ""), Limits{})
	instance := start(t, module)
	module.Close()
	answer, err := instance.Ask(t.Context(), []byte("echo hello"))
	require.NoError(t, err)
	assert.Equal(t, "hello", string(answer))
}

func TestInstancesShareNothing(t *testing.T) {
	module := load(t, guest(t, ""), Limits{})
	first, second := start(t, module), start(t, module)
	_, err := first.Ask(t.Context(), []byte("remember the answers"))
	require.NoError(t, err)

	got, err := first.Ask(t.Context(), []byte("recall"))
	require.NoError(t, err)
	assert.Equal(t, "I remember: the answers", string(got))
	got, err = second.Ask(t.Context(), []byte("recall"))
	require.NoError(t, err)
	assert.Equal(t, "I remember: ", string(got))
}

func TestInstancesAreAlike(t *testing.T) {
	module := load(t, guest(t, ""), Limits{})
	first, err := start(t, module).Ask(t.Context(), []byte("chance"))
	require.NoError(t, err)
	second, err := start(t, module).Ask(t.Context(), []byte("chance"))
	require.NoError(t, err)
	assert.Equal(t, string(first), string(second), "random bytes, the order of maps and the clock repeat")
	assert.Contains(t, string(first), "2022-01-01 00:00:00")
	assert.Contains(t, string(first), "1m0.0", "a minute was slept, as far as the guest can tell")
}

func TestAnswerIsACopy(t *testing.T) {
	instance := start(t, load(t, guest(t, ""), Limits{}))
	first, err := instance.Ask(t.Context(), []byte("echo first"))
	require.NoError(t, err)
	_, err = instance.Ask(t.Context(), []byte("panic"))
	require.Error(t, err)
	assert.Equal(t, "first", string(first), "guest memory is gone; the answer is not")
}

func TestInstancesSideBySide(t *testing.T) {
	module := load(t, guest(t, ""), Limits{})
	requests := []string{"echo a", "panic", "echo b", "exit 0", "echo c", "index"}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, request := range requests {
				instance, err := module.Start(t.Context())
				if !assert.NoError(t, err) {
					return
				}
				answer, err := instance.Ask(t.Context(), []byte(request))
				if want, ok := strings.CutPrefix(request, "echo "); ok {
					assert.NoError(t, err)
					assert.Equal(t, want, string(answer))
				} else {
					var stopped *Stopped
					assert.ErrorAs(t, err, &stopped)
				}
				instance.Close()
			}
		})
	}
	wait.Wait()
}
