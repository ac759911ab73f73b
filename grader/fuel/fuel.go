// Package fuel rewrites a WebAssembly module so that it counts its own
// instructions and stops when it has had as many as it was given.
//
// It stands between build, which makes a module, and sandbox, which runs it. A
// time limit depends on the machine and on what else runs there; a count does
// not: the same module with the same questions uses the same fuel on every
// machine, in both engines of wazero, each time.
//
// # How to use it
//
// [Meter] adds a mutable global of type i64, exported as [Global], that holds
// the fuel that is left. It begins at zero, so a module that was given nothing
// does nothing. Before a call, set it; after the call, read it:
//
//   - It is negative: the module wanted more than it had, whatever else the call
//     returned. Most often that is the trap "unreachable"; what was short at the
//     very end of a call may still return, exit or trap in its own way. So a
//     call that costs n succeeds with n and is out of fuel with n-1.
//   - It is not: the call ended by itself, and what it used is the difference.
//
// A module that is out of fuel stays so: every later call traps at the first
// function it enters.
//
// # What is counted
//
// Every instruction that is executed costs one, except those that only mark a
// place (block, loop, else, end, nop) and unreachable, which are free, and those
// that may take long in one go:
//
//	memory.copy, memory.fill, memory.init   1 + length in bytes / 16
//	table.copy, table.init                  1 + length in elements / 2
//	memory.grow                             1000
//	a direct call of an imported function   101
//
// The cost is subtracted for whole segments of instructions, not always where
// they stand: part of it is left to segments that follow, in such a way that on
// each way through a function the sum is right when it calls another, when it
// returns, and so when the call from outside is over. A trap, such as a division
// by zero, can come when a few instructions of the function that trapped are not
// yet subtracted, or are subtracted and not executed; always the same ones.
//
// Whether fuel is left is looked at when a function is entered, in each turn of
// a loop, and before each of the instructions charged by length. Between two
// looks a function only runs forward, so that a module executes no more without
// fuel than its longest function once.
//
// # What is left as it is
//
// A metered module does what the original does. Indices do not change, since the
// global comes after all others and no function is added; nothing in the module
// can refer to the global. Custom sections, such as names for a debugger, are left
// out. Meter knows what the Go compiler emits: WebAssembly 1.0 with sign
// extension, saturating conversions, mutable globals and bulk memory operations.
// Anything else is an error. It does not validate: a module that is invalid, but
// in a form that Meter can read, becomes another invalid module.
//
// # What it costs
//
// With a guest of 1.8 MB, built as package build does (linux/amd64, two busy
// cores, go test -bench . ./grader/fuel):
//
//	Meter                         11 ms, 170 MB/s
//	size                          1.18 times
//	compilation by wazero         1.1 times
//	product of slices of slices   1.4 times, 6.7 with wazero's checks of a context
//	calls of a small function     1.0 times, 4.2
//	loop of five operations       1.2 to 1.5 times, 29
//	layers behind an interface    1.0 times, 7
//	allocation, maps              1.0 to 1.1 times, 2 to 4
//	a thousand million units      0.05 to 0.4 seconds
package fuel

import (
	"errors"
	"fmt"
)

// Global is the name under which a metered module exports the fuel it has left.
const Global = "gradus_fuel"

// Meter returns a module that does what the given one does and counts its
// instructions in [Global]. The argument is not changed.
//
// An error means that the module is malformed or has something that Meter does
// not know how to count; a start function too, which would run before anybody
// could give it fuel. It is never the grader's failure.
func Meter(wasm []byte) ([]byte, error) {
	if len(wasm) > maxModule {
		return nil, fmt.Errorf("meter module: it has %d bytes, more than %d", len(wasm), maxModule)
	}
	sections, err := split(wasm)
	if err != nil {
		return nil, fmt.Errorf("meter module: %w", err)
	}
	m := module{out: make([]byte, 0, len(wasm)+len(wasm)/3+256)}
	if err := m.meter(wasm, sections); err != nil {
		return nil, fmt.Errorf("meter module: %w", err)
	}
	return m.out, nil
}

// maxModule is far above every module that is run. What is made of it has sizes
// and counts of less than 32 bits.
const maxModule = 256 << 20

var errStart = errors.New("it has a start function, which would run without fuel; a Go program has none")
