package sandbox

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/tetratelabs/wazero/api"
)

// Instance is a guest that runs, with a memory of its own. Ask it from one
// goroutine at a time, and close it.
type Instance struct {
	sandbox *Sandbox
	guest   api.Module
	buffer  api.Function
	ask     api.Function
	memory  *memory
	output  *output
	fuel    api.MutableGlobal // the guest's counter
	left    int64             // what it had when the guest last returned; below zero if that was not enough

	alive sync.Mutex // held while the guest runs, so that its memory stays
	final error      // the answer to every further question; nil while it lives
}

var (
	errClosed        = errors.New("the instance is closed")
	errSandboxClosed = errors.New("run guest: the sandbox is closed")
)

// Ask puts a request to the guest and returns its answer, a copy. The request
// takes up guest memory. An end of the guest's own doing is a [*Stopped]. After
// any error the instance is dead: its memory is released, and Ask returns the
// same error again. A guest that runs is not broken off, also when ctx is done:
// its fuel bounds how long that takes.
func (i *Instance) Ask(ctx context.Context, request []byte) (answer []byte, err error) {
	err = i.run(ctx, func() (err error) {
		answer, err = i.exchange(ctx, request)
		return err
	})
	return answer, err
}

// exchange is one question and its answer. Its errors are wazero's, for explain
// to read, except for a [*Stopped].
func (i *Instance) exchange(ctx context.Context, request []byte) ([]byte, error) {
	if len(request) > math.MaxInt32 {
		return nil, fmt.Errorf("request of %d bytes", len(request))
	}
	n := uint64(len(request))
	result, err := i.buffer.Call(ctx, n)
	if err != nil {
		return nil, err
	}
	if buffer := uint32(result[0]); !i.guest.Memory().Write(buffer, request) {
		return nil, &Stopped{Cause: BadAnswer, Detail: fmt.Sprintf("buffer of %d bytes at %#x is not in memory", n, buffer)}
	}
	result, err = i.ask.Call(ctx, n)
	if err != nil {
		return nil, err
	}
	return i.answer(result[0])
}

// answer copies an answer out of guest memory. One of no bytes is bad: zero is
// what a guest returns that has nothing to say.
func (i *Instance) answer(location uint64) ([]byte, error) {
	address, length := uint32(location>>32), uint32(location)
	limit := i.sandbox.limits.Answer
	switch {
	case length == 0:
		return nil, &Stopped{Cause: BadAnswer, Detail: "no answer"}
	case uint64(length) > uint64(limit):
		return nil, &Stopped{Cause: AnswerTooLong, Detail: fmt.Sprintf("%d bytes, the limit is %d", length, limit)}
	}
	view, ok := i.guest.Memory().Read(address, length)
	if !ok {
		return nil, &Stopped{Cause: BadAnswer, Detail: fmt.Sprintf("%d bytes at %#x are not in memory", length, address)}
	}
	return append([]byte(nil), view...), nil
}

// run lets the guest run until it returns or its fuel is spent. Every error is
// final but that of a context that is done before.
func (i *Instance) run(ctx context.Context, guest func() error) error {
	i.alive.Lock()
	defer i.alive.Unlock()
	if i.final != nil {
		return i.final
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("run guest: %w", err)
	}
	i.sandbox.running.RLock()
	defer i.sandbox.running.RUnlock()
	if i.sandbox.closed.Load() {
		i.end(errSandboxClosed)
		return i.final
	}
	err := guarded(guest)
	if i.fuel != nil {
		i.left = int64(i.fuel.Get())
	}
	if err == nil && i.left < 0 {
		err = errSpent
	}
	if err != nil {
		i.end(i.explain(err))
	}
	return i.final
}

// Used returns how many instructions the guest has executed since its start.
func (i *Instance) Used() uint64 {
	i.alive.Lock()
	defer i.alive.Unlock()
	return i.sandbox.limits.Fuel - uint64(i.left)
}

// Close releases the instance. It waits until the guest has returned.
func (i *Instance) Close() {
	i.alive.Lock()
	defer i.alive.Unlock()
	if i.final == nil {
		i.end(errClosed)
	}
}

// end makes the instance return err from now on and releases its memory. It
// forgets the guest, in which wazero still points to that memory.
func (i *Instance) end(err error) {
	i.final = err
	if i.guest != nil {
		_ = i.guest.Close(context.Background()) // has no files to fail at
	}
	i.guest, i.buffer, i.ask, i.fuel = nil, nil, nil, nil
	i.sandbox.memories.give(i.memory)
	i.memory = nil
}
