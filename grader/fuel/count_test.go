package fuel_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// counted is a program by hand with what it costs by the package comment.
type counted struct {
	name, why string
	program   program
	argument  uint64
	cost      int64
	trap      string // that it ends in by itself; "" if it returns
	returns   uint64
}

// countdown is a loop with a turn for each number from local 0 down to one, which
// costs 5 and the body.
func countdown(body ...byte) []byte {
	return append(append([]byte{loop, empty}, body...), localGet, 0, i32Const, 1, i32Sub, localTee, 0, brIf, 0, end)
}

func countedPrograms() []counted {
	fill := func(length ...byte) []byte {
		return append(append([]byte{i32Const, 0, i32Const, 1, i32Const}, length...), prefix, 11, 0)
	}
	return []counted{
		{name: "empty", why: "nothing is executed", program: program{f: []byte{}}, cost: 0},
		{name: "marks", why: "block, loop, end and nop are places, not work",
			program: program{f: []byte{nop, block, empty, loop, empty, nop, end, end}}, cost: 0},
		{name: "straight", why: "one for each instruction",
			program: program{returns: true, f: []byte{i32Const, 2, i32Const, 3, i32Add}}, cost: 3, returns: 5},
		{name: "block type", why: "a block may leave a value",
			program: program{returns: true, f: []byte{block, i32, i32Const, 2, end, i32Const, 3, i32Add}}, cost: 3, returns: 5},
		{name: "block left half-way", why: "what a branch skips costs nothing",
			program: program{takes: true, returns: true, f: []byte{block, empty, localGet, 0, brIf, 0, i32Const, 1, drop, end, i32Const, 4}}, argument: 1, cost: 3, returns: 4},
		{name: "block left at its end", why: "the same block without the branch",
			program: program{takes: true, returns: true, f: []byte{block, empty, localGet, 0, brIf, 0, i32Const, 1, drop, end, i32Const, 4}}, argument: 0, cost: 5, returns: 4},
		{name: "if taken", why: "the arm is paid by who goes through it",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, empty, nop, i32Const, 1, drop, end, i32Const, 4}}, argument: 1, cost: 5, returns: 4},
		{name: "if not taken", why: "and by nobody else",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, empty, nop, i32Const, 1, drop, end, i32Const, 4}}, argument: 0, cost: 3, returns: 4},
		{name: "first arm", why: "arms of different lengths meet",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, i32, i32Const, 1, else_, i32Const, 2, i32Const, 3, i32Add, end}}, argument: 1, cost: 3, returns: 1},
		{name: "second arm", why: "the longer one",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, i32, i32Const, 1, else_, i32Const, 2, i32Const, 3, i32Add, end}}, argument: 0, cost: 5, returns: 5},
		{name: "second arm shorter", why: "what the first left to pay is given back to the second",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, i32, i32Const, 2, i32Const, 3, i32Add, else_, i32Const, 1, end}}, argument: 0, cost: 3, returns: 1},
		{name: "branch to an if", why: "its label is its end",
			program: program{takes: true, f: []byte{localGet, 0, if_, empty, localGet, 0, brIf, 0, nop, i32Const, 1, drop, else_, i32Const, 1, drop, end}}, argument: 1, cost: 4},
		{name: "both arms return", why: "what follows is dead",
			program: program{takes: true, returns: true, f: []byte{localGet, 0, if_, empty, i32Const, 1, return_, else_, i32Const, 2, return_, end, i32Const, 3}}, argument: 0, cost: 4, returns: 2},
		{name: "dead code", why: "after a branch nothing is executed up to the end of the block",
			program: program{returns: true, f: []byte{block, empty, br, 0, i32Const, 1, if_, empty, i32Const, 1, drop, else_, loop, empty, br, 0, end, end, end, i32Const, 9}}, cost: 2, returns: 9},
		{name: "dead bulk", why: "dead code may hold what is charged by length",
			program: program{returns: true, f: append(append([]byte{block, empty, br, 0}, fill(0)...), end, i32Const, 9)}, cost: 2, returns: 9},
		{name: "return from the middle", why: "the rest is dead",
			program: program{returns: true, f: []byte{i32Const, 9, return_, i32Const, 1, i32Const, 2, i32Add}}, cost: 2, returns: 9},
		{name: "branch out of the body", why: "it is a return",
			program: program{takes: true, f: []byte{localGet, 0, brIf, 0, i32Const, 1, drop}}, argument: 1, cost: 2},
		{name: "unreachable", why: "it does nothing more",
			program: program{f: []byte{unreachable}}, cost: 0, trap: "unreachable"},
		{name: "loop", why: "5 instructions, 10 turns",
			program: program{takes: true, f: countdown(nop)}, argument: 10, cost: 50},
		{name: "nested loops", why: "4 inner turns of 5 in 3 outer ones of 7 more",
			program: program{takes: true, locals: 1, f: countdown(
				i32Const, 4, localSet, 1, loop, empty, localGet, 1, i32Const, 1, i32Sub, localTee, 1, brIf, 0, end)}, argument: 3, cost: 3 * (2 + 4*5 + 5)},
		{name: "loop left from inside", why: "a branch over two labels",
			program: program{takes: true, f: append(append([]byte{block, empty}, countdown(localGet, 0, i32Eqz, brIf, 1)...), end)}, argument: 3, cost: 3 * 8},
		{name: "table in a loop", why: "the form of every Go function that can be resumed: a loop, a table, blocks",
			program: program{takes: true, returns: true, locals: 1, f: []byte{
				loop, empty, block, empty, block, empty, block, empty,
				localGet, 1, brTable, 2, 0, 1, 2, end, // 2 in every turn
				i32Const, 1, localSet, 1, br, 2, end, // then 3 in the first
				localGet, 0, i32Const, 1, i32Sub, localTee, 0, if_, empty, br, 2, end, // 6 in the next two
				i32Const, 2, localSet, 1, end, // 5 + 2 in the last
				localGet, 1, return_, end, unreachable, // and 2
			}}, argument: 3, cost: 5 + 8 + 8 + 11, returns: 2},
		{name: "call", why: "a call costs one and what the function costs",
			program: program{returns: true, f: []byte{callOp, 2, i32Const, 1, i32Add}, g: []byte{i32Const, 4}}, cost: 4, returns: 5},
		{name: "call in a loop", why: "f is entered once, g ten times",
			program: program{takes: true, f: countdown(i32Const, 0, callOp, 2), g: []byte{localGet, 0, drop}}, argument: 10, cost: 10 * (2 + 2 + 5)},
		{name: "call_indirect", why: "the index and the call",
			program: program{returns: true, f: []byte{i32Const, 0, callIndirect, 1, 0}, g: []byte{i32Const, 4}}, cost: 3, returns: 4},
		{name: "call_indirect of nothing", why: "a genuine trap is not changed",
			program: program{returns: true, f: []byte{i32Const, 1, callIndirect, 1, 0}}, cost: 2, trap: "invalid table access"},
		{name: "import", why: "leaving the module costs 100 more",
			program: program{f: []byte{callOp, 0, callOp, 0}}, cost: 202},
		{name: "memory.grow", why: "1000 and its argument",
			program: program{returns: true, f: []byte{i32Const, 1, memoryGrow, 0, drop, memorySize, 0}}, cost: 1003, returns: 2},
		{name: "memory.fill", why: "64 bytes are 4",
			program: program{f: fill(0xc0, 0)}, cost: 3 + 1 + 4},
		{name: "memory.fill of little", why: "less than 16 bytes are free",
			program: program{f: fill(15)}, cost: 4},
		{name: "memory.fill out of bounds", why: "2^32-1 bytes are 2^28-1, no more and no less",
			program: program{f: fill(0x7f)}, cost: 4 + 1<<28 - 1, trap: "out of bounds memory access"},
		{name: "memory.fill after work", why: "what stands before it is not lost",
			program: program{takes: true, returns: true, f: append(append([]byte{localGet, 0, drop}, fill(0x20)...), localGet, 0)}, argument: 8, cost: 2 + 4 + 2 + 1, returns: 8},
		{name: "memory.copy", why: "32 bytes are 2",
			program: program{f: []byte{i32Const, 0, i32Const, 8, i32Const, 32, prefix, 10, 0, 0}}, cost: 4 + 2},
		{name: "memory.init and data.drop", why: "16 bytes are 1, and dropping has no length",
			program: program{f: []byte{i32Const, 0, i32Const, 0, i32Const, 16, prefix, 8, 0, 0, prefix, 9, 0}}, cost: 4 + 1 + 1},
		{name: "table.copy", why: "2 elements are 1",
			program: program{f: []byte{i32Const, 0, i32Const, 0, i32Const, 2, prefix, 14, 0, 0}}, cost: 4 + 1},
		{name: "fill in a loop", why: "with a local of its own, which the function does not see",
			program: program{takes: true, returns: true, locals: 1, f: append(countdown(fill(16)...), localGet, 1)}, argument: 3, cost: 3*(4+1+5) + 1, returns: 0},
		{name: "division by zero", why: "what was paid for is executed up to the trap",
			program: program{returns: true, f: []byte{i32Const, 1, i32Const, 0, i32DivS}}, cost: 3, trap: "integer divide by zero"},
	}
}

func TestCount(t *testing.T) {
	for engine, config := range engines() {
		t.Run(engine, func(t *testing.T) {
			r := newRuntime(t, config)
			for _, tt := range countedPrograms() {
				t.Run(tt.name, func(t *testing.T) {
					metered := meter(t, tt.program.wasm())
					ends := func(o outcome) {
						t.Helper()
						if tt.trap != "" {
							require.ErrorContains(t, o.err, tt.trap, tt.why)
							return
						}
						require.NoError(t, o.err, tt.why)
						if tt.program.returns {
							assert.Equal(t, []uint64{tt.returns}, o.results, tt.why)
						}
					}
					for range 2 {
						o := call(t, instantiate(t, r, metered), "f", ample, tt.arguments()...)
						ends(o)
						assert.Equal(t, tt.cost, ample-o.left, tt.why)
					}
					o := call(t, instantiate(t, r, metered), "f", tt.cost, tt.arguments()...)
					ends(o)
					assert.Zero(t, o.left, "just enough")

					o = call(t, instantiate(t, r, metered), "f", tt.cost-1, tt.arguments()...)
					assert.Negative(t, o.left, "one too little")
				})
			}
		})
	}
}

func (c counted) arguments() []uint64 {
	if c.program.takes {
		return []uint64{c.argument}
	}
	return nil
}

// TestWithoutEnd runs what does not end by itself, or would take too long.
func TestWithoutEnd(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		program   program
		overdraft int64 // at most
	}{
		{"loop", "the shortest", program{f: []byte{loop, empty, br, 0, end}}, 1},
		{"loop without cost", "what goes back costs at least its branch", program{f: []byte{loop, empty, nop, block, empty, end, br, 0, end}}, 1},
		{"loop by a condition", "br_if goes back too", program{f: []byte{loop, empty, i32Const, 1, brIf, 0, end}}, 2},
		{"loop by a table", "so does br_table", program{f: []byte{loop, empty, i32Const, 1, brTable, 0, 0, end}}, 2},
		{"loop of an if", "the way back is in an arm", program{f: []byte{loop, empty, i32Const, 1, if_, empty, br, 1, end, end}}, 3},
		{"recursion", "looked at when a function is entered", program{f: []byte{callOp, 1}}, 1},
		{"recursion after work", "nothing is left to pay after a call that does not return",
			program{f: []byte{i32Const, 1, drop, callOp, 1, i32Const, 1, drop}}, 3},
		{"recursion in an arm", "as above, behind a condition",
			program{f: []byte{i32Const, 1, if_, empty, i32Const, 1, drop, callOp, 1, end}}, 5},
		{"indirect recursion", "g calls itself through the table",
			program{f: []byte{callOp, 2}, g: []byte{i32Const, 0, callIndirect, 1, 0}}, 2},
		{"fills without a loop", "each could take long",
			program{f: func() (code []byte) {
				for range 1000 {
					code = append(code, i32Const, 0, i32Const, 0, i32Const, 0x80, 0x80, 4, prefix, 11, 0)
				}
				return code
			}()}, 4100},
		{"fill of everything", "the length is charged before anything is written",
			program{f: []byte{i32Const, 0, i32Const, 1, i32Const, 0x80, 0x80, 4, prefix, 11, 0}}, 4100},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for engine, config := range engines() {
				m := instantiate(t, newRuntime(t, config), meter(t, tt.program.wasm()))
				for _, given := range []int64{0, 1, 100, 1001} {
					o := call(t, m, "f", given)
					require.ErrorContains(t, o.err, "unreachable", "%s, %s", engine, tt.why)
					assert.Negative(t, o.left)
					assert.GreaterOrEqual(t, o.left, -tt.overdraft, "%s with %d", engine, given)
				}
			}
		})
	}
}

// TestStaysOut asks a module again that is out of fuel.
func TestStaysOut(t *testing.T) {
	p := program{f: []byte{i32Const, 0, callIndirect, 1, 0}, g: []byte{i32Const, 0, i32Const, 1, i32Const, 1, prefix, 11, 0}}
	m := instantiate(t, newRuntime(t, engines()["compiler"]), meter(t, p.wasm()))
	require.ErrorContains(t, call(t, m, "f", 0).err, "unreachable")
	for range 3 {
		before := int64(left(t, m).Get())
		_, err := m.ExportedFunction("f").Call(t.Context())
		require.ErrorContains(t, err, "unreachable", "nobody gave it more")
		assert.Less(t, int64(left(t, m).Get()), before)
	}
}

// TestNotDone gives too little for what is charged by length: it is not done.
func TestNotDone(t *testing.T) {
	fill := []byte{i32Const, 0, i32Const, 1, i32Const, 0x80, 0x80, 4, prefix, 11, 0} // 4096 and 4
	for _, tt := range []struct {
		name, why string
		f         []byte
	}{
		{"alone", "looked at before it begins", fill},
		{"before a loop", "the look at the loop would be too late", append(slices.Clone(fill), loop, empty, end)},
		{"in a loop", "so would be the one of the next turn", slices.Concat([]byte{loop, empty}, fill, []byte{br, 0, end})},
		{"before a block", "which ends no segment", append(slices.Clone(fill), block, empty, loop, empty, end, end)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := instantiate(t, newRuntime(t, engines()["compiler"]), meter(t, program{f: tt.f}.wasm()))
			require.ErrorContains(t, call(t, m, "f", 4000).err, "unreachable", tt.why)
			written, ok := m.Memory().ReadByte(0)
			require.True(t, ok)
			assert.Zero(t, written, tt.why)
		})
	}
}

// TestNothingGiven calls a module whose fuel nobody set.
func TestNothingGiven(t *testing.T) {
	m := instantiate(t, newRuntime(t, engines()["compiler"]), meter(t, program{f: []byte{i32Const, 1, drop, callOp, 2}}.wasm()))
	_, err := m.ExportedFunction("f").Call(t.Context())
	assert.ErrorContains(t, err, "unreachable")
}
