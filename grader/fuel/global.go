package fuel

// fuelGlobal is the entry of the fuel in a global section: a mutable i64 that
// begins at zero.
const fuelGlobal = "\x7e\x01\x42\x00\x0b"

func (m *module) newGlobals() {
	m.appendSection(globalSection, []byte{1}, []byte(fuelGlobal))
}

// addGlobal copies a global section and appends the fuel to it.
func (m *module) addGlobal(r *reader) {
	n := r.count()
	begin := r.at
	for range n {
		if r.globalType(); r.err != nil {
			return
		}
		r.constant(m.globals)
	}
	if r.done() != nil {
		return
	}
	m.globals += n
	m.appendSection(globalSection, appendU32(nil, n+1), r.wasm[begin:r.at], []byte(fuelGlobal))
}

func (r *reader) globalType() {
	r.valueType()
	if mutable := r.byte(); mutable > 1 {
		r.failf("unknown mutability %#x of a global", mutable)
	}
}

// global reads the index of one of so many globals. The next index would be that
// of the fuel: a module that is invalid because it has no such global would turn
// into one that can help itself.
func (r *reader) global(globals uint32) {
	if i := r.u32(); r.err == nil && i >= globals {
		r.failf("there is no global %d", i)
	}
}

// constant skips an expression of one constant, among them so many globals.
func (r *reader) constant(globals uint32) {
	switch op := r.byte(); op {
	case opI32Const:
		r.signed(32)
	case opI64Const:
		r.signed(64)
	case opF32Const:
		r.skip(4)
	case opF64Const:
		r.skip(8)
	case opGlobalGet:
		r.global(globals)
	default:
		r.failf("unknown instruction %#x in a constant", op)
	}
	r.expect(opEnd, "the end of a constant")
}

// fuelExport is the entry of the fuel in an export section.
func (m *module) fuelExport() []byte {
	entry := append(appendU32(nil, uint32(len(Global))), Global...)
	return appendU32(append(entry, globalKind), m.globals)
}

func (m *module) newExports() {
	m.appendSection(exportSection, []byte{1}, m.fuelExport())
}

// addExport copies an export section and appends the fuel to it.
func (m *module) addExport(r *reader) {
	n := r.count()
	begin := r.at
	for i := n; i > 0 && r.err == nil; i-- {
		if r.name() == Global {
			r.failf("it exports %q itself", Global)
		}
		switch kind := r.byte(); kind {
		case functionKind, tableKind, memoryKind:
			r.u32()
		case globalKind:
			r.global(m.globals)
		default:
			r.failf("unknown kind %d of export", kind)
		}
	}
	if r.done() != nil {
		return
	}
	m.appendSection(exportSection, appendU32(nil, n+1), r.wasm[begin:r.at], m.fuelExport())
}
