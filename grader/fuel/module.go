package fuel

import "fmt"

// module is a module that is being metered: what was learnt from the sections so
// far, and the new ones.
type module struct {
	out []byte

	params            []uint32 // number of parameters of each type
	importedFunctions uint32
	functions         []uint32 // type of each defined function
	globals           uint32   // imported and defined, hence the index of ours
}

// meter copies the sections and changes those that must. Custom sections are left
// out.
func (m *module) meter(wasm []byte, sections []section) error {
	m.out = append(m.out, header...)
	global, export, code := false, false, false
	for _, s := range sections {
		if s.id == customSection {
			continue
		}
		if !global && before(globalSection, s.id) {
			global = true
			m.newGlobals()
		}
		if !export && before(exportSection, s.id) {
			export = true
			m.newExports()
		}
		r := s.body
		switch s.id {
		case globalSection:
			global = true
			m.addGlobal(&r)
		case exportSection:
			export = true
			m.addExport(&r)
		case codeSection:
			code = true
			m.meterCode(&r)
		case startSection:
			return errStart
		default:
			m.learn(s.id, &r)
			m.out = append(m.out, wasm[s.begin:s.end]...)
		}
		if err := r.done(); err != nil {
			return fmt.Errorf("section %d: %w", s.id, err)
		}
	}
	if !global {
		m.newGlobals()
	}
	if !export {
		m.newExports()
	}
	if !code && len(m.functions) > 0 {
		return fmt.Errorf("it declares %d functions and has no code", len(m.functions))
	}
	return nil
}

// appendSection appends a section of several pieces.
func (m *module) appendSection(id byte, pieces ...[]byte) {
	size := 0
	for _, p := range pieces {
		size += len(p)
	}
	m.out = appendU32(append(m.out, id), uint32(size))
	for _, p := range pieces {
		m.out = append(m.out, p...)
	}
}
