package engine

import (
	"context"
	"errors"

	"github.com/gradus-grader/gradus/grader/worker"
)

// attempts is how often something is tried that a worker died of. One that is
// killed from outside, by a user or for want of memory, succeeds the next time.
const attempts = 8

// runner is a worker with a module loaded, and a new worker with the same module
// if that one dies.
type runner struct {
	config worker.Config
	worker *worker.Worker
	wasm   []byte
	loaded bool // whether the worker has that module
}

// load makes a module the one that begin starts.
func (r *runner) load(ctx context.Context, wasm []byte) error {
	if r.loaded && same(r.wasm, wasm) && !r.worker.Dead() {
		return nil
	}
	r.wasm, r.loaded = wasm, false
	err := r.again(ctx, func() error {
		if r.worker == nil || r.worker.Dead() {
			return r.renew(ctx)
		}
		return r.worker.Load(ctx, wasm)
	})
	r.loaded = err == nil
	return err
}

// same tells whether two modules are one in memory, as those of a cohort are.
func same(a, b []byte) bool { return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0] }

// begin starts a fresh instance of the module.
func (r *runner) begin(ctx context.Context) error {
	return r.again(ctx, func() error {
		if r.worker == nil || r.worker.Dead() {
			if err := r.renew(ctx); err != nil {
				return err
			}
		}
		return r.worker.Begin(ctx)
	})
}

// renew starts another worker with the same module.
func (r *runner) renew(ctx context.Context) (err error) {
	r.close()
	if r.worker, err = worker.Start(ctx, r.config); err != nil {
		return err
	}
	return r.worker.Load(ctx, r.wasm)
}

// again does something as long as a worker dies of it, within reason.
func (r *runner) again(ctx context.Context, do func() error) error {
	for attempt := 1; ; attempt++ {
		err := do()
		if !isDeath(err) || attempt == attempts || ctx.Err() != nil {
			return err
		}
	}
}

func (r *runner) close() {
	if r.worker != nil {
		r.worker.Close()
		r.worker, r.loaded = nil, false
	}
}

// isDeath tells whether an error is of a worker that is gone.
func isDeath(err error) bool {
	var died *worker.Died
	return errors.As(err, &died)
}
