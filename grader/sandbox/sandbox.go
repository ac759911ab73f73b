// Package sandbox runs a WebAssembly module that a student's code is linked
// into, within limits: a request goes in, an answer or the cause of the guest's
// end comes out.
//
// It stands between build, which makes the module, and wire, which speaks
// through it; it knows nothing of either. A [Sandbox] loads modules, a [Module]
// starts instances, an [Instance] answers.
//
// # The guest
//
// A module exports its memory and three functions:
//
//	_initialize()               the Go runtime's start and the program's inits
//	gradus_buffer(n i32) i32    the address of a buffer for a request of n bytes
//	gradus_ask(n i32) i64       answers the first n bytes of that buffer with
//	                            address<<32 | length of the answer
//
// Nothing of it is trusted. It has no files, network, arguments, environment or
// input; its clock and its random bytes are the same in every instance; what it
// prints is kept up to a limit and counts for nothing.
//
// # Whose failure
//
// An end of the guest's own doing is a [*Stopped], a module that is no guest a
// [*Rejected]. Every other error is the grader's or the caller's: a cancelled
// context, a full disk, a fault in wazero.
//
// # What it costs
//
// With a guest of 2.6 MB on two cores (linux/amd64, go test -bench .
// ./grader/sandbox):
//
//	load, cold / from the cache            830 ms / 55 ms
//	start and close an instance            1.0 ms
//	ask, 64 bytes there and back           1.1 µs
//	a million turns of a tight loop        1.4 ms without any bound, 1.8 ms with fuel,
//	                                       27 ms with wazero's checks of a context
//	a guest that fills 256 MiB             256 MiB resident, given back at its end
//
// The peak resident memory of a grader of the attack class, hostile allocators
// among it, is 180 MiB, and that of its largest child, a compiler that is bombed,
// 560 MiB (go test -run TestAttacks -v ./grader/engine).
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// Sandbox loads modules and holds their limits. It may be used from several
// goroutines.
type Sandbox struct {
	limits   Limits
	runtime  wazero.Runtime
	memories memories
	cache    wazero.CompilationCache // nil for none
	closed   atomic.Bool
	running  sync.RWMutex // held for reading while a guest runs, so that its code stays
}

// New returns a sandbox under the given limits. Compiled modules are kept in
// the folder cache, which is created if missing, and found there by later
// sandboxes; "" keeps none. What is in the folder runs as native code, so nobody
// else may write there; deleting it is safe.
//
// It is an error if wazero has no compiler for this platform. Its interpreter,
// which has another bound on recursion, is no substitute.
func New(ctx context.Context, cache string, limits Limits) (*Sandbox, error) {
	limits, err := limits.complete()
	if err != nil {
		return nil, fmt.Errorf("new sandbox: %w", err)
	}
	s := &Sandbox{limits: limits, memories: memories{limit: limits.Memory}}
	config := runtimeConfig(wazero.NewRuntimeConfigCompiler())
	if cache != "" {
		s.cache, err = wazero.NewCompilationCacheWithDir(cache)
		if err != nil {
			return nil, fmt.Errorf("open compilation cache %q: %w", cache, err)
		}
		config = config.WithCompilationCache(s.cache)
	}
	err = guarded(func() error {
		s.runtime = wazero.NewRuntimeWithConfig(ctx, config)
		_, err := wasi_snapshot_preview1.Instantiate(ctx, s.runtime)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("start wazero's compiler on %s/%s: %w", runtime.GOOS, runtime.GOARCH, err)
	}
	return s, nil
}

// runtimeConfig allows what the Go compiler emits and no other extension of
// WebAssembly, and leaves debug information, which a module can forge, unread.
func runtimeConfig(engine wazero.RuntimeConfig) wazero.RuntimeConfig {
	return engine.
		WithCoreFeatures(api.CoreFeatureMutableGlobal | api.CoreFeatureSignExtensionOps |
			api.CoreFeatureNonTrappingFloatToIntConversion | api.CoreFeatureBulkMemoryOperations).
		WithDebugInfoEnabled(false)
}

// Close releases what the sandbox holds. It waits for guests that run. Asked
// afterwards, they end with an error that is not a [*Stopped].
func (s *Sandbox) Close(ctx context.Context) error {
	s.running.Lock()
	defer s.running.Unlock()
	s.closed.Store(true)
	s.memories.release()
	err := s.runtime.Close(ctx)
	if s.cache != nil {
		err = errors.Join(err, s.cache.Close(ctx))
	}
	if err != nil {
		return fmt.Errorf("close sandbox: %w", err)
	}
	return nil
}

// guarded calls into wazero and makes an error of its panics.
func guarded(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("wazero panicked: %v\n%s", r, debug.Stack())
		}
	}()
	return call()
}
