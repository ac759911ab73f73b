package fuel_test

import (
	"encoding/binary"
	"slices"
)

// Instructions for programs by hand.
const (
	unreachable  = 0x00
	nop          = 0x01
	block        = 0x02
	loop         = 0x03
	if_          = 0x04
	else_        = 0x05
	end          = 0x0b
	br           = 0x0c
	brIf         = 0x0d
	brTable      = 0x0e
	return_      = 0x0f
	callOp       = 0x10
	callIndirect = 0x11
	drop         = 0x1a
	localGet     = 0x20
	localSet     = 0x21
	localTee     = 0x22
	globalGet    = 0x23
	i32Load      = 0x28
	memorySize   = 0x3f
	memoryGrow   = 0x40
	i32Const     = 0x41
	i32Eqz       = 0x45
	i32Add       = 0x6a
	i32Sub       = 0x6b
	i32DivS      = 0x6d
	prefix       = 0xfc

	empty = 0x40
	i32   = 0x7f
)

// program is a module with the functions f, which is exported under that name,
// and g. Both take an i32, if they take it, and return one, if they return it.
// Index 0 is host.nothing, 1 is f, 2 is g; a table holds g; a memory of one page
// may grow to a thousand.
type program struct {
	takes, returns bool
	locals         byte // of type i32
	f, g           []byte
}

// wasm returns the program as a module.
func (p program) wasm() []byte {
	signature := []byte{0x60}
	for _, has := range []bool{p.takes, p.returns} {
		if has {
			signature = append(signature, 1, i32)
		} else {
			signature = append(signature, 0)
		}
	}
	nothing := []byte{0x60, 0, 0}
	return slices.Concat([]byte("\x00asm\x01\x00\x00\x00"),
		section(1, vector(nothing, signature)),
		section(2, vector(slices.Concat(named("host"), named("nothing"), []byte{0, 0}))),
		section(3, vector([]byte{1}, []byte{1})),
		section(4, vector([]byte{0x70, 0, 2})),
		section(5, vector(append([]byte{1, 1}, number(1000)...))),
		section(6, vector([]byte{i32, 0, i32Const, 7, end})),
		section(7, vector(append(named("f"), 0, 1), append(named("memory"), 2, 0))),
		section(9, vector([]byte{0, i32Const, 0, end, 1, 2})),
		section(12, []byte{1}),
		section(10, vector(p.body(p.f), p.body(p.g))),
		section(11, vector(append([]byte{1}, named("0123456789abcdef0123456789abcdef")...))),
	)
}

func (p program) body(code []byte) []byte {
	body := []byte{0}
	if p.locals > 0 {
		body = []byte{1, p.locals, i32}
	}
	if code == nil {
		code = []byte{unreachable}
	}
	body = slices.Concat(body, code, []byte{end})
	return append(number(len(body)), body...)
}

func section(id byte, contents ...[]byte) []byte {
	body := slices.Concat(contents...)
	return slices.Concat([]byte{id}, number(len(body)), body)
}

func vector(elements ...[]byte) []byte {
	return append(number(len(elements)), slices.Concat(elements...)...)
}

func named(name string) []byte { return append(number(len(name)), name...) }

func number(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }
