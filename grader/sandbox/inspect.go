package sandbox

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Rejected is the error of a module that is not a guest as the grader builds
// them, and which therefore never runs.
type Rejected struct {
	Reason string // may quote names from the module
}

// Error implements error.
func (r *Rejected) Error() string { return "module rejected: " + r.Reason }

func rejectf(format string, args ...any) error {
	return &Rejected{Reason: fmt.Sprintf(format, args...)}
}

// Ids of sections and kinds of imports and exports, WebAssembly Core
// Specification 2.0, 5.5.2, 5.5.5 and 5.5.10.
const (
	importSection = 2
	exportSection = 7
	startSection  = 8

	functionKind = 0
	memoryKind   = 2
)

const (
	header     = "\x00asm\x01\x00\x00\x00"
	wasiModule = "wasi_snapshot_preview1"
)

// importable tells whether a guest may import the WASI function: those that
// the Go runtime and package fmt need. What opens files or sockets is not among
// them.
func importable(name string) bool {
	switch name {
	case "args_get", "args_sizes_get", "environ_get", "environ_sizes_get",
		"clock_time_get", "poll_oneoff", "sched_yield", "random_get", "proc_exit",
		"fd_read", "fd_write", "fd_close", "fd_fdstat_get", "fd_fdstat_set_flags",
		"fd_prestat_get", "fd_prestat_dir_name":
		return true
	default:
		return false
	}
}

// inspect rejects a module by what it has to do with the outside: its imports,
// its exports and a start function. It looks before anything of the module is
// compiled, and only at what wazero does not tell; that the rest is valid is
// left to wazero.
func inspect(wasm []byte) error {
	c := cursor{rest: wasm}
	if string(c.take(len(header))) != header {
		return rejectf("not a WebAssembly module")
	}
	var exports []string
	for len(c.rest) > 0 {
		id := c.byte()
		section := cursor{rest: c.take(c.number())}
		switch id {
		case importSection:
			if err := section.imports(); err != nil {
				return err
			}
		case exportSection:
			exports = append(exports, section.exports()...)
		case startSection:
			return rejectf("it has a start function")
		}
		if c.bad || section.bad {
			return rejectf("section %d is cut off", id)
		}
	}
	slices.Sort(exports)
	if want := wantedExports(); !slices.Equal(exports, want) {
		return rejectf("it exports %s, want %s", strings.Join(exports, ", "), strings.Join(want, ", "))
	}
	return nil
}

// cursor reads the binary format. After an end that came too soon it is bad and
// reads zeros.
type cursor struct {
	rest []byte
	bad  bool
}

func (c *cursor) take(n int) []byte {
	if n > len(c.rest) {
		*c = cursor{bad: true}
		return nil
	}
	taken := c.rest[:n]
	c.rest = c.rest[n:]
	return taken
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a u32 in LEB128.
func (c *cursor) number() int {
	x, n := binary.Uvarint(c.rest)
	if n <= 0 || x > math.MaxUint32 {
		*c = cursor{bad: true}
		return 0
	}
	c.rest = c.rest[n:]
	return int(x)
}

func (c *cursor) name() string { return string(c.take(c.number())) }

func (c *cursor) imports() error {
	for n := c.number(); n > 0; n-- {
		module, name, kind := c.name(), c.name(), c.byte()
		c.number() // the function's type
		if c.bad {
			return nil // inspect says so
		}
		if module != wasiModule || kind != functionKind || !importable(name) {
			return rejectf("it imports %q from %q", name, module)
		}
	}
	return nil
}

func (c *cursor) exports() []string {
	var exports []string
	for n := c.number(); n > 0 && !c.bad; n-- {
		name, kind := c.name(), c.byte()
		exports = append(exports, exported(kind, name))
		c.number() // the index of what is exported
	}
	return exports
}

func exported(kind byte, name string) string {
	switch kind {
	case functionKind:
		return fmt.Sprintf("function %q", name)
	case memoryKind:
		return fmt.Sprintf("memory %q", name)
	default:
		return fmt.Sprintf("%q of kind %d", name, kind)
	}
}
