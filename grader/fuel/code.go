package fuel

import "fmt"

// meterCode meters the bodies of all functions.
func (m *module) meterCode(r *reader) {
	n := r.count()
	if r.err == nil && uint64(n) != uint64(len(m.functions)) {
		r.failf("code of %d functions, %d are declared", n, len(m.functions))
	}
	size := len(r.wasm) - r.at
	code := appendU32(make([]byte, 0, size+size/3+64), n)
	f := function{
		instructions: instructions(),
		charge:       newCharge(m.globals),
		imported:     m.importedFunctions,
		globals:      m.globals,
	}
	for i := range n {
		f.reader = r.part(r.u32())
		if r.err != nil {
			return
		}
		f.meter(m.params[m.functions[i]])
		if f.err != nil {
			r.err = fmt.Errorf("function %d: %w", uint64(m.importedFunctions)+uint64(i), f.err)
			return
		}
		code = f.append(code)
	}
	m.appendSection(codeSection, code)
}

// function meters one body after the other.
type function struct {
	reader       // of the body
	instructions *[256]immediates
	charge       charge
	imported     uint32 // functions that come before the defined ones
	globals      uint32 // without the fuel

	groups  uint32 // of locals of one type
	locals  []byte // the groups
	scratch uint32 // index of the local after these
	used    bool   // whether scratch is needed
	code    []byte // the metered instructions

	frames   []frame // around the instruction that is read
	dead     int     // frames around it when control left for good; 0 if it can be reached
	segments []segment
	points   []point // in a union-find forest
	debts    []int64 // at each point
}

// maxLocals is the limit that WebAssembly's engines for the web agree upon.
// What an engine does with more can take memory without measure.
const maxLocals = 50_000

// meter reads a body and fills in the fields above.
func (f *function) meter(params uint32) {
	f.groups = f.count()
	begin := f.at
	locals := uint64(params)
	for n := f.groups; n > 0 && f.err == nil; n-- {
		locals += uint64(f.u32())
		f.valueType()
	}
	if f.err == nil && locals > maxLocals {
		f.failf("%d parameters and locals, the limit is %d", locals, maxLocals)
		return
	}
	f.locals = f.wasm[begin:f.at]
	f.scratch, f.used = uint32(locals), false
	if f.expression(); f.done() == nil {
		f.write()
	}
}

// append appends the metered body.
func (f *function) append(code []byte) []byte {
	locals := f.locals
	if f.used {
		f.groups++
		locals = append(append([]byte(nil), locals...), 1, typeI32)
	}
	groups := appendU32(nil, f.groups)
	code = appendU32(code, uint32(len(groups)+len(locals)+len(f.code)))
	code = append(code, groups...)
	code = append(code, locals...)
	return append(code, f.code...)
}
