package fuel

// learn reads a section that is copied as it is.
func (m *module) learn(id byte, r *reader) {
	switch id {
	case typeSection:
		m.types(r)
	case importSection:
		m.imports(r)
	case functionSection:
		m.declarations(r)
	case tableSection:
		for n := r.count(); n > 0 && r.err == nil; n-- {
			r.table()
		}
	case memorySection:
		for n := r.count(); n > 0 && r.err == nil; n-- {
			r.limits()
		}
	case elementSection:
		for n := r.count(); n > 0 && r.err == nil; n-- {
			r.element(m.globals)
		}
	case dataCountSection:
		r.u32()
	case dataSection:
		for n := r.count(); n > 0 && r.err == nil; n-- {
			r.data(m.globals)
		}
	}
}

func (m *module) types(r *reader) {
	for n := r.count(); n > 0 && r.err == nil; n-- {
		r.expect(0x60, "the form of a type")
		params := r.count()
		r.valueTypes(params)
		results := r.u32()
		if results > 1 {
			r.failf("a function with %d results", results)
		}
		r.valueTypes(results)
		m.params = append(m.params, params)
	}
}

func (r *reader) valueTypes(n uint32) {
	for ; n > 0 && r.err == nil; n-- {
		r.valueType()
	}
}

func (r *reader) valueType() {
	if b := r.byte(); r.err == nil && !isValueType(b) {
		r.failf("unknown value type %#x", b)
	}
}

// Kinds of imports and exports, 5.5.5 and 5.5.10.
const (
	functionKind = 0
	tableKind    = 1
	memoryKind   = 2
	globalKind   = 3
)

func (m *module) imports(r *reader) {
	for n := r.count(); n > 0 && r.err == nil; n-- {
		r.name()
		r.name()
		switch kind := r.byte(); kind {
		case functionKind:
			r.u32()
			m.importedFunctions++
		case tableKind:
			r.table()
		case memoryKind:
			r.limits()
		case globalKind:
			r.globalType()
			m.globals++
		default:
			r.failf("unknown kind %d of import", kind)
		}
	}
}

func (r *reader) table() {
	r.expect(typeFuncref, "the type of a table")
	r.limits()
}

// limits skips the size of a table or memory. Flags for shared memory, 64-bit
// addresses and the like are unknown.
func (r *reader) limits() {
	flag := r.byte()
	if flag > 1 {
		r.failf("unknown flags %#x of limits", flag)
	}
	r.u32()
	if flag == 1 {
		r.u32()
	}
}

func (m *module) declarations(r *reader) {
	for n := r.count(); n > 0 && r.err == nil; n-- {
		m.functions = append(m.functions, r.typeIndex(len(m.params)))
	}
}

func (r *reader) typeIndex(types int) uint32 {
	i := r.u32()
	if r.err == nil && uint64(i) >= uint64(types) {
		r.failf("there is no type %d", i)
	}
	return i
}
