package fuel

// The forms of segments of tables and memory, 5.5.12 and 5.5.14. They are not
// changed. Their form is checked so that a module holds nothing unread.

const (
	passiveFlag    = 1 // not put anywhere by itself
	indexFlag      = 2 // names its table or memory; a passive one is declared only
	expressionFlag = 4 // elements are expressions
)

// element skips a segment of functions for a table.
func (r *reader) element(globals uint32) {
	flags := r.u32()
	if flags > 7 {
		r.failf("unknown flags %#x of an element segment", flags)
		return
	}
	if flags&passiveFlag == 0 {
		if flags&indexFlag != 0 {
			r.u32()
		}
		r.constant(globals)
	}
	expressions := flags&expressionFlag != 0
	if flags&(passiveFlag|indexFlag) != 0 {
		if expressions {
			r.expect(typeFuncref, "the type of elements")
		} else {
			r.expect(functionKind, "the kind of elements")
		}
	}
	for n := r.count(); n > 0 && r.err == nil; n-- {
		if expressions {
			r.reference()
		} else {
			r.u32()
		}
	}
}

// reference skips an expression that gives a function or none.
func (r *reader) reference() {
	switch op := r.byte(); op {
	case opRefNull:
		r.expect(typeFuncref, "the type of a null reference")
	case opRefFunc:
		r.u32()
	default:
		r.failf("unknown instruction %#x for an element", op)
	}
	r.expect(opEnd, "the end of an element")
}

// data skips a segment of bytes for the memory.
func (r *reader) data(globals uint32) {
	flags := r.u32()
	switch flags {
	case 0:
		r.constant(globals)
	case passiveFlag:
	case indexFlag:
		r.u32()
		r.constant(globals)
	default:
		r.failf("unknown flags %#x of a data segment", flags)
	}
	r.skip(uint64(r.u32()))
}
