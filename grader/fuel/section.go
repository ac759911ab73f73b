package fuel

import (
	"fmt"
	"strings"
)

// Ids of sections, WebAssembly Core Specification 2.0, 5.5.2.
const (
	customSection    = 0
	typeSection      = 1
	importSection    = 2
	functionSection  = 3
	tableSection     = 4
	memorySection    = 5
	globalSection    = 6
	exportSection    = 7
	startSection     = 8
	elementSection   = 9
	codeSection      = 10
	dataSection      = 11
	dataCountSection = 12
)

// sectionOrder holds the ids in the order in which sections stand in a module.
const sectionOrder = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0c\x0a\x0b"

const header = "\x00asm\x01\x00\x00\x00"

// section is a section as it stands in the module.
type section struct {
	id         byte
	begin, end int
	body       reader // of its contents
}

// split finds the sections of a module and checks their order.
func split(wasm []byte) ([]section, error) {
	if !strings.HasPrefix(string(wasm[:min(len(wasm), len(header))]), header) {
		return nil, fmt.Errorf("it does not begin as a WebAssembly module of version 1")
	}
	r := reader{wasm: wasm, at: len(header)}
	var sections []section
	last := -1
	for r.more() {
		at := r.at
		id := r.byte()
		if id != customSection {
			rank := strings.IndexByte(sectionOrder, id)
			if rank < 0 {
				return nil, fmt.Errorf("byte %#x: unknown section %d", at, id)
			}
			if rank <= last {
				return nil, fmt.Errorf("byte %#x: section %d is out of order", at, id)
			}
			last = rank
		}
		body := r.part(r.u32())
		if id == customSection {
			name := body // which is all of its form
			name.name()
			r.err = name.err
		}
		if r.err != nil {
			return nil, fmt.Errorf("section %d: %w", id, r.err)
		}
		sections = append(sections, section{id: id, begin: at, end: r.at, body: body})
	}
	return sections, nil
}

// before tells whether the section id stands before another.
func before(id, other byte) bool {
	return strings.IndexByte(sectionOrder, id) < strings.IndexByte(sectionOrder, other)
}
