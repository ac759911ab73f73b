package fuel

// charge is the code that subtracts from the fuel and looks whether any is left.
// It leaves the operand stack as it was.
type charge struct {
	get, set []byte // the instructions that read and write the global
}

func newCharge(global uint32) charge {
	return charge{
		get: appendU32([]byte{opGlobalGet}, global),
		set: appendU32([]byte{opGlobalSet}, global),
	}
}

// fixed appends a charge known beforehand: fuel ← fuel − cost.
func (c charge) fixed(code []byte, cost int64) []byte {
	if cost == 0 {
		return code
	}
	code = append(code, c.get...)
	code = appendS64(append(code, opI64Const), cost)
	code = append(code, opI64Sub)
	return append(code, c.set...)
}

// length appends a charge by the number on top of the operand stack, an i32
// without sign: fuel ← fuel − number / 2^shift. As an i64 it cannot overflow.
// The number is kept in a local of type i32 meanwhile.
func (c charge) length(code []byte, shift byte, local uint32) []byte {
	code = appendU32(append(code, opLocalTee), local)
	code = append(code, c.get...)
	code = appendU32(append(code, opLocalGet), local)
	code = append(code, opI64ExtendU, opI64Const, shift, opI64ShrU, opI64Sub)
	return append(code, c.set...)
}

// check appends a trap for when no fuel is left: if fuel < 0, unreachable.
func (c charge) check(code []byte) []byte {
	code = append(code, c.get...)
	return append(code, opI64Const, 0, opI64LtS, opIf, typeEmpty, opUnreachable, opEnd)
}
