package sandbox

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/sys"

	"github.com/gradus-grader/gradus/grader/fuel"
)

// Start makes a fresh instance and runs its initialisation within the limits.
// An end of the guest's own doing is a [*Stopped], so also a guest that has
// package variables larger than its memory.
func (m *Module) Start(ctx context.Context) (*Instance, error) {
	limits := m.sandbox.limits
	if initial := m.initialMemory(); initial > limits.Memory {
		return nil, &Stopped{Cause: OutOfMemory, Detail: wanted(initial, limits.Memory)}
	}
	memory, err := m.sandbox.memories.take()
	if err != nil {
		return nil, fmt.Errorf("reserve %d bytes for a guest: %w", limits.Memory, err)
	}
	i := &Instance{
		sandbox: m.sandbox,
		memory:  memory,
		output:  newOutput(limits.Output),
		left:    int64(limits.Fuel),
	}
	err = i.run(ctx, func() error { return i.initialize(ctx, m.compiled) })
	if err != nil {
		return nil, err
	}
	i.refuel()
	return i, nil
}

// initialize brings the guest to where it can be asked. The call of _initialize
// is ours: one of InstantiateModule's start functions could exit with code 0 and
// count as a success.
func (i *Instance) initialize(ctx context.Context, compiled wazero.CompiledModule) (err error) {
	i.guest, err = i.sandbox.runtime.InstantiateModule(
		experimental.WithMemoryAllocator(ctx, i.memory), compiled, world(i.output))
	if err != nil {
		return err
	}
	i.fuel, _ = i.guest.ExportedGlobal(fuel.Global).(api.MutableGlobal)
	if i.fuel == nil {
		return errors.New("the metered module does not export its fuel")
	}
	i.fuel.Set(uint64(i.left))
	i.buffer = i.guest.ExportedFunction("gradus_buffer")
	i.ask = i.guest.ExportedFunction("gradus_ask")
	_, err = i.guest.ExportedFunction("_initialize").Call(ctx)
	return err
}

// refuel gives an instance that has started the fuel for its questions: what the
// start took, which is more where many are linked together, is not on them.
func (i *Instance) refuel() {
	i.left = int64(i.sandbox.limits.Fuel)
	i.fuel.Set(uint64(i.left))
}

// world is all that a guest sees. What is not mentioned, such as files and
// arguments, is not there; random bytes are wazero's own, a fixed sequence.
func world(output *output) wazero.ModuleConfig {
	clock := new(clock)
	return wazero.NewModuleConfig().
		WithName(""). // so that many can live side by side
		WithStartFunctions().
		WithStdout(output).
		WithStderr(output).
		WithWalltime(clock.walltime, sys.ClockResolution(clockStep)).
		WithNanotime(clock.nanotime, sys.ClockResolution(clockStep)).
		WithNanosleep(clock.sleep)
}

// initialMemory is how much memory an instance has before it runs, in bytes.
func (m *Module) initialMemory() uint64 {
	const page = 64 << 10
	return uint64(m.compiled.ExportedMemories()[memoryName].Min()) * page
}
