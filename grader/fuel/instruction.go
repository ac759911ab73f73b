package fuel

// immediates skips what follows an opcode that was read.
func (f *function) immediates(op byte) {
	switch f.instructions[op] {
	case none:
	case index:
		f.u32()
	case globalIndex:
		f.global(f.globals)
	case typeTable:
		f.u32()
		f.expect(0, "the table")
	case blockType:
		if b := f.byte(); f.err == nil && b != typeEmpty && !isValueType(b) {
			f.failf("unknown type %#x of a block", b)
		}
	case memoryArg:
		if align := f.u32(); align > 3 {
			f.failf("alignment 2^%d", align)
		}
		f.u32()
	case memory:
		f.expect(0, "the memory")
	case constI32:
		f.signed(32)
	case constI64:
		f.signed(64)
	case constF32:
		f.skip(4)
	case constF64:
		f.skip(8)
	default:
		f.at--
		f.failf("unknown instruction %#x", op)
	}
}

// prefixed reads the rest of an instruction of two opcodes, which begins at a
// place in the original.
func (f *function) prefixed(at int) {
	switch op := f.u32(); op {
	case opMemoryInit:
		f.u32()
		f.expect(0, "the memory")
		f.byLength(at, bytesShift)
	case opMemoryCopy:
		f.expect(0, "the memory")
		f.expect(0, "the memory")
		f.byLength(at, bytesShift)
	case opMemoryFill:
		f.expect(0, "the memory")
		f.byLength(at, bytesShift)
	case opTableInit, opTableCopy:
		f.u32()
		f.u32()
		f.byLength(at, elementsShift)
	case opDataDrop, opElemDrop:
		f.u32()
	default:
		if op > opTruncSatLast {
			f.at = at
			f.failf("unknown instruction %#x %d", opPrefix, op)
		}
	}
}

// byLength makes an instruction the first of a segment.
func (f *function) byLength(at int, shift byte) {
	if f.dead > 0 || f.err != nil {
		return
	}
	before := f.last()
	before.cost -= cost(opPrefix)
	s := f.begin(before.to)
	s.begin, s.cost = at, cost(opPrefix)
	s.check, s.length, s.shift = true, true, shift
}
