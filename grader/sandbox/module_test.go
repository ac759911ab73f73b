package sandbox

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/tetratelabs/wazero/api"
)

// parts are the sections of a small module by hand; a nil one is left out.
type parts struct {
	types, imports, functions, memory, exports, start, code []byte
}

// smallest is the least that passes for a guest: _initialize does nothing,
// gradus_buffer returns 0, gradus_ask the address 0 and the length 1.
func smallest() parts {
	return parts{
		types:     []byte{3, 0x60, 0, 0, 0x60, 1, 0x7F, 1, 0x7F, 0x60, 1, 0x7F, 1, 0x7E},
		functions: []byte{3, 0, 1, 2},
		memory:    []byte{1, 0, 1},
		exports:   guestExports(0),
		code:      []byte{3, 2, 0, 0x0B, 4, 0, 0x41, 0, 0x0B, 4, 0, 0x42, 1, 0x0B},
	}
}

// guestExports lists the exports of a guest whose functions follow so many
// imported ones, and some more exports.
func guestExports(imported byte, more ...export) []byte {
	return exportList(append([]export{
		{"memory", 2, 0}, {"_initialize", 0, imported}, {"gradus_buffer", 0, imported + 1}, {"gradus_ask", 0, imported + 2},
	}, more...)...)
}

type export struct {
	name        string
	kind, index byte
}

func exportList(exports ...export) []byte {
	list := []byte{byte(len(exports))}
	for _, e := range exports {
		list = append(list, byte(len(e.name)))
		list = append(list, e.name...)
		list = append(list, e.kind, e.index)
	}
	return list
}

// wasiImport is a list of one import from WASI.
func wasiImport(name string, typeIndex byte) []byte {
	list := append([]byte{1, byte(len(wasiModule))}, wasiModule...)
	list = append(append(list, byte(len(name))), name...)
	return append(list, functionKind, typeIndex)
}

func (p parts) assemble() []byte {
	module := []byte(header)
	for _, section := range []struct {
		id      byte
		content []byte
	}{
		{1, p.types}, {importSection, p.imports}, {3, p.functions}, {5, p.memory},
		{exportSection, p.exports}, {startSection, p.start}, {10, p.code},
	} {
		if section.content != nil {
			module = append(module, section.id, byte(len(section.content)))
			module = append(module, section.content...)
		}
	}
	return module
}

// altered returns the smallest module with one thing changed.
func altered(alter func(*parts)) []byte {
	p := smallest()
	alter(&p)
	return p.assemble()
}

func TestLoadSmallest(t *testing.T) {
	instance := start(t, load(t, smallest().assemble(), Limits{}))
	answer, err := instance.Ask(t.Context(), []byte("?"))
	require.NoError(t, err, "else the modules below may be rejected for the wrong reason")
	assert.Equal(t, "?", string(answer))
}

// rejected is one module for every reason to reject one.
func rejected() []struct {
	name, why, reason string
	wasm              []byte
} {
	whole := smallest().assemble()
	return []struct {
		name, why, reason string
		wasm              []byte
	}{
		{"empty", "nothing", "not a WebAssembly module", nil},
		{"not wasm", "some other file", "not a WebAssembly module", []byte("#!/bin/sh\nexit 0\n")},
		{"version 2", "a format we do not know", "not a WebAssembly module", []byte("\x00asm\x02\x00\x00\x00")},
		{"header only", "an empty module is valid, but no guest", "it exports , want", []byte(header)},
		{"truncated section", "a download that broke off", "section 10 is cut off", whole[:len(whole)-3]},
		{"truncated size", "as above, within a number", "section 7 is cut off", append([]byte(header), exportSection, 0x80)},
		{"huge count", "4 billion exports are announced in five bytes", "section 7 is cut off",
			append([]byte(header), exportSection, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F)},
		{"huge count of imports", "as above", "section 2 is cut off",
			append([]byte(header), importSection, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F)},
		{"invalid code", "wazero has the last word", "invalid function[0]",
			altered(func(p *parts) { p.code = slices.Concat([]byte{3, 3, 0, 0x1A, 0x0B}, p.code[4:]) })},
		{"SIMD", "the Go compiler emits none", "unknown instruction 0xfd",
			altered(func(p *parts) {
				p.code = slices.Concat([]byte{3, 21, 0, 0xFD, 0x0C}, make([]byte, 16), []byte{0x1A, 0x0B}, p.code[4:])
			})},

		{"import of the host's", "only WASI is offered", `it imports "score" from "env"`,
			altered(func(p *parts) { p.imports = append([]byte{1, 3}, "env\x05score\x00\x00"...) })},
		{"import from elsewhere", "only WASI's fd_write is known", `it imports "fd_write" from "env"`,
			altered(func(p *parts) { p.imports = append([]byte{1, 3}, "env\x08fd_write\x00\x00"...) })},
		{"import of a file", "what opens files is not offered", `it imports "path_open"`,
			altered(func(p *parts) { p.imports = wasiImport("path_open", 0) })},
		{"import of memory", "memory is the instance's own", `it imports "memory" from "env"`,
			altered(func(p *parts) { p.imports = append([]byte{1, 3}, "env\x06memory\x02\x00\x01"...) })},
		{"extra export", "_start, which wazero would call", `function "_start"`,
			altered(func(p *parts) { p.exports = guestExports(0, export{"_start", 0, 0}) })},
		{"missing export", "no way to ask", `it exports function "_initialize", function "gradus_buffer", memory "memory", want`,
			altered(func(p *parts) {
				p.exports = exportList(export{"memory", 2, 0}, export{"_initialize", 0, 0}, export{"gradus_buffer", 0, 1})
			})},
		{"export of wrong kind", "memory is to be a memory", `function "memory"`,
			altered(func(p *parts) {
				p.exports = exportList(export{"memory", 0, 0}, export{"_initialize", 0, 0}, export{"gradus_buffer", 0, 1}, export{"gradus_ask", 0, 2})
			})},
		{"export of wrong type", "its results would be read past their end", "gradus_ask has the wrong type",
			altered(func(p *parts) {
				p.exports = exportList(export{"memory", 2, 0}, export{"_initialize", 0, 0}, export{"gradus_buffer", 0, 1}, export{"gradus_ask", 0, 1})
			})},
		{"start function", "would run before any limit is set", "it has a start function",
			altered(func(p *parts) { p.start = []byte{0} })},
		{"maximum of memory", "wazero would refuse growth unseen", "maximum of its own",
			altered(func(p *parts) { p.memory = []byte{1, 1, 1, 2} })},
		{"second export section", "must not hide what the first exports", "it exports",
			append(whole, append([]byte{exportSection, byte(len(smallest().exports))}, smallest().exports...)...)},
	}
}

func TestLoadRejects(t *testing.T) {
	s := open(t, Limits{})
	for _, tt := range rejected() {
		t.Run(tt.name, func(t *testing.T) {
			_, err := s.Load(t.Context(), tt.wasm)
			var rejected *Rejected
			require.ErrorAs(t, err, &rejected, tt.why)
			assert.Contains(t, rejected.Reason, tt.reason)
		})
	}
}

func TestLoadRejectsLargeModules(t *testing.T) {
	wasm := smallest().assemble()
	exact := load(t, wasm, Limits{Module: len(wasm)})
	exact.Close()
	_, err := open(t, Limits{Module: len(wasm) - 1}).Load(t.Context(), wasm)
	var rejected *Rejected
	require.ErrorAs(t, err, &rejected)
}

func TestLoadRejectsOpeners(t *testing.T) {
	_, err := open(t, Limits{}).Load(t.Context(), built(t, "opener"))
	var rejected *Rejected
	require.ErrorAs(t, err, &rejected, "a Go program that opens files or connections imports what is not offered")
	assert.Contains(t, rejected.Reason, wasiModule)
}

func TestLoadBlamesTheCache(t *testing.T) {
	cache := t.TempDir()
	wasm := smallest().assemble()
	first, err := New(t.Context(), cache, Limits{})
	require.NoError(t, err)
	_, err = first.Load(t.Context(), wasm)
	require.NoError(t, err)
	require.NoError(t, first.Close(t.Context()))

	entries, err := filepath.Glob(filepath.Join(cache, "*", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, entries)
	for _, entry := range entries {
		require.NoError(t, os.WriteFile(entry, []byte("spoilt"), 0o600))
	}
	second, err := New(t.Context(), cache, Limits{})
	require.NoError(t, err)
	defer second.Close(t.Context())
	_, err = second.Load(t.Context(), wasm)
	require.Error(t, err)
	var rejected *Rejected
	assert.NotErrorAs(t, err, &rejected, "a broken disk is not the student's")
}

// FuzzLoad holds that no bytes make Load panic or fail as the grader does, and
// that what it accepts has a guest's exports and imports.
func FuzzLoad(f *testing.F) {
	seeds := [][]byte{smallest().assemble()}
	for _, tt := range rejected() {
		seeds = append(seeds, tt.wasm)
	}
	require.Greater(f, len(seeds), 20)
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, wasm []byte) {
		ctx := context.Background()
		s, err := New(ctx, "", Limits{Memory: 16 << 20})
		require.NoError(t, err)
		defer s.Close(ctx)
		module, err := s.Load(ctx, wasm)
		if err != nil {
			var rejected *Rejected
			require.ErrorAs(t, err, &rejected)
			return
		}
		for _, name := range []string{"memory", "_initialize", "gradus_buffer", "gradus_ask"} {
			require.True(t, bytes.Contains(wasm, []byte(name)), "accepted without %s", name)
		}
		functions := module.compiled.ExportedFunctions()
		require.Len(t, functions, 3)
		require.Len(t, module.compiled.ExportedMemories(), 1)
		require.False(t, slices.ContainsFunc(module.compiled.ImportedFunctions(), func(f api.FunctionDefinition) bool {
			_, name, _ := f.Import()
			return !importable(name)
		}))
	})
}
