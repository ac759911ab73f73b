package fuel

// The cost model; the package comment tells it in full. Costs are in units of
// one ordinary instruction, which takes well under a nanosecond.
const (
	// growCost is for asking the host for memory.
	growCost = 1000
	// importCost is for leaving the module and coming back.
	importCost = 100

	// Bytes and elements that are copied or filled for one unit, as powers of
	// two. An element of a table takes eight bytes.
	bytesShift    = 4
	elementsShift = 1
)

// cost is what an instruction costs, apart from what depends on its operands.
func cost(op byte) uint64 {
	switch op {
	case opBlock, opLoop, opElse, opEnd, opNop, opUnreachable:
		return 0
	case opMemoryGrow:
		return growCost
	default:
		return 1
	}
}
