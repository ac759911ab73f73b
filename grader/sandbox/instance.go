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
	budget  budget

	alive sync.Mutex // held while the guest runs, so that its memory stays
	final error      // the answer to every further question; nil while it lives
}

var errClosed = errors.New("the instance is closed")

// Ask puts a request to the guest and returns its answer, a copy. The request
// takes up guest memory. An end of the guest's own doing is a [*Stopped]. After
// any error the instance is dead: its memory is released, and Ask returns the
// same error again.
func (i *Instance) Ask(ctx context.Context, request []byte) (answer []byte, err error) {
	err = i.run(ctx, func(ctx context.Context) (err error) {
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

// run lets the guest run within its budget. Every error is final.
func (i *Instance) run(ctx context.Context, guest func(context.Context) error) error {
	i.alive.Lock()
	defer i.alive.Unlock()
	if i.final != nil {
		return i.final
	}
	bounded, stop := i.budget.spend(ctx)
	err := guarded(func() error { return guest(bounded) })
	stop()
	if err != nil {
		i.end(i.explain(ctx, bounded, err))
	}
	return i.final
}

// Close releases the instance. It waits until the guest has returned; cancel the
// context of Ask to make it return.
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
	i.guest, i.buffer, i.ask = nil, nil, nil
	_ = i.memory.release() // fails only for what is no mapping
	i.memory = nil
}
