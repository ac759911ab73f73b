package sandbox

import (
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero/sys"
)

// errSpent is of a call that returned, and had overdrawn its fuel at the very
// end.
var errSpent = errors.New("fuel spent")

// explain finds out whose doing an error was, by what the host knows.
func (i *Instance) explain(err error) error {
	limits := i.sandbox.limits
	var stopped *Stopped
	var exit *sys.ExitError
	exited := errors.As(err, &exit)
	switch {
	case errors.As(err, &stopped) && i.left >= 0:
		// exchange has said it all
	case err != errSpent && stopped == nil && !exited && !isTrap(err):
		return fmt.Errorf("run guest: %w", err)
	case i.memory.refused > 0:
		// The Go runtime dies of it, and may take long to describe how.
		stopped = &Stopped{Cause: OutOfMemory, Detail: wanted(i.memory.refused, limits.Memory)}
	case i.left < 0:
		stopped = &Stopped{Cause: OutOfFuel, Detail: fmt.Sprintf("not done after %d instructions", limits.Fuel)}
	case exited:
		stopped = &Stopped{Cause: Exited, Detail: fmt.Sprintf("code %d", int32(exit.ExitCode()))}
	default:
		stopped = &Stopped{Cause: Trapped, Detail: innermost(err).Error()}
	}
	stopped.Output = i.output.String()
	return stopped
}

// isTrap tells a trap of the guest from a fault of wazero's, which it too
// returns as an error. The type of a trap is internal, hence known by its name.
func isTrap(err error) bool {
	return fmt.Sprintf("%T", innermost(err)) == "*wasmruntime.Error"
}

func innermost(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

func wanted(memory, limit uint64) string {
	return fmt.Sprintf("wanted %d bytes of memory, the limit is %d", memory, limit)
}
