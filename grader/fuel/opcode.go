package fuel

// Opcodes that the rewriting looks at or emits, WebAssembly Core Specification
// 2.0, 5.4.
const (
	opUnreachable  = 0x00
	opNop          = 0x01
	opBlock        = 0x02
	opLoop         = 0x03
	opIf           = 0x04
	opElse         = 0x05
	opEnd          = 0x0b
	opBr           = 0x0c
	opBrIf         = 0x0d
	opBrTable      = 0x0e
	opReturn       = 0x0f
	opCall         = 0x10
	opCallIndirect = 0x11
	opLocalGet     = 0x20
	opLocalTee     = 0x22
	opGlobalGet    = 0x23
	opGlobalSet    = 0x24
	opMemoryGrow   = 0x40
	opI32Const     = 0x41
	opI64Const     = 0x42
	opF32Const     = 0x43
	opF64Const     = 0x44
	opI64LtS       = 0x53
	opI64Sub       = 0x7d
	opI64ShrU      = 0x88
	opI64ExtendU   = 0xad // i64.extend_i32_u
	opRefNull      = 0xd0 // in elements only
	opRefFunc      = 0xd2 // likewise
	opPrefix       = 0xfc
)

// What follows opPrefix.
const (
	opTruncSatLast = 7 // of eight conversions
	opMemoryInit   = 8
	opDataDrop     = 9
	opMemoryCopy   = 10
	opMemoryFill   = 11
	opTableInit    = 12
	opElemDrop     = 13
	opTableCopy    = 14
)

// Value types, the type of a table's elements, and that of a block that leaves
// nothing.
const (
	typeI32     = 0x7f
	typeI64     = 0x7e
	typeF32     = 0x7d
	typeF64     = 0x7c
	typeFuncref = 0x70
	typeEmpty   = 0x40
)

func isValueType(b byte) bool { return typeF64 <= b && b <= typeI32 }

// immediates is what follows an opcode.
type immediates byte

const (
	unknown     immediates = iota // not an opcode that can be metered
	none                          // nothing
	index                         // of a local, function or label
	globalIndex                   // of a global
	typeTable                     // a type, and table 0
	labels                        // a vector of labels and one more
	blockType                     // nothing or one value
	memoryArg                     // alignment and offset
	memory                        // memory 0
	constI32
	constI64
	constF32
	constF64
	prefixed // another opcode
)

// instructions tells for each opcode what follows it.
func instructions() *[256]immediates {
	table := new([256]immediates)
	for _, row := range [...]struct {
		first, last byte
		immediates  immediates
	}{
		{opUnreachable, opNop, none},
		{opBlock, opIf, blockType},
		{opElse, opElse, none},
		{opEnd, opEnd, none},
		{opBr, opBrIf, index},
		{opBrTable, opBrTable, labels},
		{opReturn, opReturn, none},
		{opCall, opCall, index},
		{opCallIndirect, opCallIndirect, typeTable},
		{0x1a, 0x1b, none}, // drop, select
		{opLocalGet, opLocalTee, index},
		{opGlobalGet, opGlobalSet, globalIndex},
		{0x28, 0x3e, memoryArg},
		{0x3f, opMemoryGrow, memory}, // and memory.size
		{opI32Const, opI32Const, constI32},
		{opI64Const, opI64Const, constI64},
		{opF32Const, opF32Const, constF32},
		{opF64Const, opF64Const, constF64},
		{0x45, 0xbf, none}, // comparisons, arithmetic, conversions
		{0xc0, 0xc4, none}, // sign extension
		{opPrefix, opPrefix, prefixed},
	} {
		for op := int(row.first); op <= int(row.last); op++ {
			table[op] = row.immediates
		}
	}
	return table
}
