package fuel_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/fuel"
)

const magic = "\x00asm\x01\x00\x00\x00"

// build joins sections to a module.
func build(sections ...[]byte) []byte {
	return slices.Concat([]byte(magic), slices.Concat(sections...))
}

// bodied is a module with one function of no parameters and this body.
func bodied(body ...byte) []byte {
	return build(section(1, vector([]byte{0x60, 0, 0})), section(3, vector([]byte{0})),
		section(10, vector(append(number(len(body)), body...))))
}

// refused is a module that Meter refuses, with words of the reason.
type refused struct {
	name, why string
	wasm      []byte
	reason    string
}

func refusals() []refused {
	code := func(code ...byte) []byte { return bodied(slices.Concat([]byte{0}, code, []byte{end})...) }
	return []refused{
		{"nothing", "not a module", nil, "does not begin as"},
		{"text", "not a module", []byte("(module)"), "does not begin as"},
		{"version 2", "no such version is known", []byte("\x00asm\x02\x00\x00\x00"), "does not begin as"},
		{"component", "a component is another format", []byte("\x00asm\x0d\x00\x01\x00"), "does not begin as"},
		{"start function", "it would run before fuel is given", build(section(1, vector([]byte{0x60, 0, 0})), section(3, vector([]byte{0})), section(8, []byte{0})), "start function"},
		{"tag section", "exceptions", build(section(13, []byte{0})), "unknown section 13"},
		{"sections out of order", "what is read first would be read last", build(section(3, []byte{0}), section(1, []byte{0})), "out of order"},
		{"section twice", "the second would count", build(section(1, []byte{0}), section(1, []byte{0})), "out of order"},
		{"section cut off", "longer than the module", build([]byte{1, 5, 0}), "cut off"},
		{"section too long", "something is left in it", build(section(1, []byte{0, 0})), "1 bytes too many"},
		{"custom section without name", "it must have one", build(section(0)), "cut off"},
		{"custom section with a vast name", "nobody should make room for it", build(section(0, []byte{0xff, 0xff, 0xff, 0xff, 0x0f})), "a vector of 4294967295 in 0 bytes"},
		{"length of 33 bits", "LEB128 above the limit", build([]byte{1, 0xff, 0xff, 0xff, 0xff, 0x1f}), "more than 32 bits"},
		{"length of 6 bytes", "LEB128 above the limit", build([]byte{1, 0x80, 0x80, 0x80, 0x80, 0x80, 0}), "more than 32 bits"},
		{"vast vector", "nobody should make room for it", build(section(1, []byte{0xff, 0xff, 0xff, 0xff, 0x0f})), "a vector of 4294967295 in 0 bytes"},
		{"structure type", "garbage collection", build(section(1, vector([]byte{0x5f, 0}))), "the form of a type"},
		{"two results", "multi-value", build(section(1, vector([]byte{0x60, 0, 2, i32, i32}))), "2 results"},
		{"vector parameter", "SIMD", build(section(1, vector([]byte{0x60, 1, 0x7b, 0}))), "unknown value type 0x7b"},
		{"reference result", "reference types", build(section(1, vector([]byte{0x60, 0, 1, 0x6f}))), "unknown value type 0x6f"},
		{"import of a tag", "exceptions", build(section(2, vector(slices.Concat(named("a"), named("b"), []byte{4, 0, 0})))), "unknown kind 4"},
		{"function without type", "its parameters are not known", build(section(3, vector([]byte{0}))), "there is no type 0"},
		{"table of externref", "reference types", build(section(4, vector([]byte{0x6f, 0, 1}))), "the type of a table"},
		{"memory of 64 bits", "lengths would be i64", build(section(5, vector([]byte{4, 1}))), "unknown flags 0x4"},
		{"shared memory", "threads", build(section(5, vector([]byte{3, 1, 1}))), "unknown flags 0x3"},
		{"global of a reference", "reference types", build(section(6, vector([]byte{0x70, 0, 0xd0, 0x70, end}))), "unknown value type 0x70"},
		{"global of unknown mutability", "", build(section(6, vector([]byte{i32, 2, i32Const, 0, end}))), "mutability 0x2"},
		{"global computed", "extended constants", build(section(6, vector([]byte{i32, 0, i32Const, 0, i32Const, 0, i32Add, end}))), "the end of a constant"},
		{"global hidden", "a section that says one and holds two could take in ours", build(section(6, []byte{1, i32, 0, i32Const, 0, end, i32, 0, i32Const, 0, end})), "5 bytes too many"},
		{"global that swallows the next", "an f32 ends in the first bytes of ours", build(section(6, []byte{1, 0x7d, 1, 0x43})), "cut off"},
		{"exports our name", "the host would read another global", build(section(6, vector([]byte{0x7e, 1, 0x42, 0, end})), section(7, vector(append(named(fuel.Global), 3, 0)))), `it exports "gradus_fuel" itself`},
		{"exports a function by our name", "names are shared by all kinds", build(section(7, vector(append(named(fuel.Global), 0, 0)))), `it exports "gradus_fuel" itself`},
		{"exports a tag", "exceptions", build(section(7, vector(append(named("e"), 4, 0)))), "unknown kind 4"},
		{"sets the global after its last", "that will be the fuel", code(0x42, 9, 0x24, 0), "there is no global 0"},
		{"gets the global after its last", "that will be the fuel", code(globalGet, 0, drop), "there is no global 0"},
		{"exports the global after its last", "that will be the fuel", build(section(6, vector([]byte{0x7e, 1, 0x42, 0, end})), section(7, vector(append(named("g"), 3, 1)))), "there is no global 1"},
		{"global from the global after its last", "that will be the fuel", build(section(6, vector([]byte{0x7e, 0, globalGet, 0, end}))), "there is no global 0"},
		{"data at the global after its last", "that will be the fuel", build(section(11, vector([]byte{0, globalGet, 0, end, 0}))), "there is no global 0"},
		{"elements at the global after its last", "that will be the fuel", build(section(9, vector([]byte{0, globalGet, 0, end, 0}))), "there is no global 0"},
		{"elements of unknown form", "", build(section(9, vector([]byte{8}))), "flags 0x8"},
		{"data of unknown form", "", build(section(11, vector([]byte{3}))), "flags 0x3"},
		{"code without function", "which type would it have", build(section(10, vector([]byte{2, 0, end}))), "code of 1 functions, 0 are declared"},
		{"function without code", "", build(section(1, vector([]byte{0x60, 0, 0})), section(3, vector([]byte{0}))), "no code"},
		{"body too long", "code after the end of the body would not be counted", bodied(0, end, nop), "1 bytes too many"},
		{"body without end", "", bodied(0, nop), "cut off"},
		{"block without end", "", bodied(0, block, empty, end), "cut off"},
		{"else without if", "", code(block, empty, else_, end), "else without if"},
		{"two elses", "", code(i32Const, 0, if_, empty, else_, else_, end), "else without if"},
		{"branch too far", "", code(br, 1), "there is no label 1"},
		{"branch too far in dead code", "dead code is read like any other", code(br, 0, brIf, 1), "there is no label 1"},
		{"table with a label too far", "", code(i32Const, 0, brTable, 1, 0, 7), "there is no label 7"},
		{"type of a block by index", "multi-value", code(block, 0, end), "type 0x0 of a block"},
		{"tail call", "the end of one function and the entry of another in one", code(0x12, 0), "unknown instruction 0x12"},
		{"try", "exceptions", code(0x06, empty, end), "unknown instruction 0x6"},
		{"throw", "exceptions", code(0x08, 0), "unknown instruction 0x8"},
		{"select with types", "reference types", code(0x1c, 1, i32), "unknown instruction 0x1c"},
		{"table.get", "reference types", code(0x25, 0), "unknown instruction 0x25"},
		{"ref.null", "reference types", code(0xd0, 0x70), "unknown instruction 0xd0"},
		{"SIMD", "", code(0xfd, 12), "unknown instruction 0xfd"},
		{"atomic", "threads", code(0xfe, 0), "unknown instruction 0xfe"},
		{"table.grow", "reference types", code(prefix, 15, 0), "unknown instruction 0xfc 15"},
		{"memory.fill of memory 1", "several memories", code(i32Const, 0, i32Const, 0, i32Const, 0, prefix, 11, 1), "the memory is 0x1"},
		{"memory.size of memory 1", "several memories", code(memorySize, 1, drop), "the memory is 0x1"},
		{"load with a memory", "several memories", code(i32Const, 0, i32Load, 0x42, 0, 0, drop), "alignment"},
		{"call_indirect by table 1", "reference types", code(i32Const, 0, callIndirect, 0, 1), "the table is 0x1"},
		{"i32.const of 33 bits", "LEB128 above the limit", code(i32Const, 0xff, 0xff, 0xff, 0xff, 0x1f, drop), "too many bits"},
		{"i32.const of 6 bytes", "LEB128 above the limit", code(i32Const, 0x80, 0x80, 0x80, 0x80, 0x80, 0, drop), "too many bits"},
		{"i64.const of 65 bits", "LEB128 above the limit", code(append(append([]byte{0x42}, bytes.Repeat([]byte{0x80}, 9)...), 1, drop)...), "too many bits"},
		{"locals beyond measure", "an engine makes room for each", bodied(1, 0xd1, 0x86, 3, i32, end), "50001 parameters and locals"},
		{"locals beyond 32 bits", "their sum must not wrap", bodied(2, 0xff, 0xff, 0xff, 0xff, 0x0f, i32, 0xff, 0xff, 0xff, 0xff, 0x0f, i32, end), "8589934590 parameters and locals"},
		{"local of a vector", "SIMD", bodied(1, 1, 0x7b, end), "unknown value type 0x7b"},
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range refusals() {
		t.Run(tt.name, func(t *testing.T) {
			metered, err := fuel.Meter(tt.wasm)
			require.ErrorContains(t, err, tt.reason, tt.why)
			assert.Regexp(t, "^meter module: ", err.Error())
			assert.Nil(t, metered)
		})
	}
}

// TestCutOff cuts a module anywhere: it is malformed, unless the cut is between
// two sections.
func TestCutOff(t *testing.T) {
	wasm := program{takes: true, locals: 1, f: countdown(i32Const, 0, i32Const, 1, i32Const, 2, prefix, 11, 0)}.wasm()
	whole := 0
	for n := range wasm {
		if _, err := fuel.Meter(wasm[:n]); err == nil {
			whole++
		}
	}
	// After the header, the types, the imports, and the code, which the functions
	// want.
	assert.Equal(t, 4, whole)
}

// TestTaken meters what is unusual and allowed.
func TestTaken(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		wasm      []byte
	}{
		{"no section", "the fuel gets sections of its own", build()},
		{"custom sections only", "they are left out", build(section(0, named("a"), []byte{1}), section(0, named("a"), []byte{1}))},
		{"no global section", "it is put in its place", bodied(0, end)},
		{"long forms", "a number may be longer than it must", bodied(0, i32Const, 0x80, 0x80, 0x80, 0x80, 0, drop, end)},
		{"negative numbers", "the sign fills the last byte", bodied(0, i32Const, 0xff, 0xff, 0xff, 0xff, 0x7f, drop, end)},
		{"50 000 locals", "the limit itself", bodied(1, 0xd0, 0x86, 3, i32, end)},
		{"groups of no locals", "two are empty", bodied(3, 0, i32, 1, i32, 0, i32, localGet, 0, drop, end)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRuntime(t, engines()["interpreter"])
			_, err := r.CompileModule(t.Context(), tt.wasm)
			require.NoError(t, err, "it is valid")
			left(t, instantiate(t, r, meter(t, tt.wasm)))
		})
	}
}
