package fuel

// frame is a block, loop or if that is open, or the body of the function.
type frame struct {
	op     byte  // that opened it, opElse in the second arm, opBlock for the body
	label  point // where a branch to it goes
	joined bool  // whether control comes to its end from elsewhere than the line before
	other  point // of an if: where the second arm begins
}

// expression finds the segments of a body and how control goes between them.
func (f *function) expression() {
	f.points = append(f.points[:0], settled)
	f.segments = f.segments[:0]
	f.frames = append(f.frames[:0], frame{op: opBlock, label: settled})
	f.dead = 0
	f.begin(settled).check = true
	for len(f.frames) > 0 && f.err == nil {
		f.instruction()
	}
}

// instruction reads an instruction, adds it to the segment, and ends the segment
// where control can leave or join it.
func (f *function) instruction() {
	at := f.at
	op := f.byte()
	f.last().cost += cost(op)
	switch op {
	case opBlock, opLoop, opIf:
		f.immediates(op)
		f.open(op)
	case opElse:
		f.turn(at)
	case opEnd:
		f.close()
	case opBr, opBrIf:
		f.branch(f.u32())
		f.leave(op)
	case opBrTable:
		for n := f.count(); n > 0 && f.err == nil; n-- {
			f.branch(f.u32())
		}
		f.branch(f.u32())
		f.leave(op)
	case opReturn, opUnreachable:
		f.goTo(settled)
		f.leave(op)
	case opCall:
		if f.u32() < f.imported {
			f.last().cost += importCost
		}
		f.settle()
	case opCallIndirect:
		f.immediates(op)
		f.settle()
	case opPrefix:
		f.prefixed(at)
	default:
		f.immediates(op)
	}
}

// open enters a block. Branches join a loop where it begins and the others where
// they end.
func (f *function) open(op byte) {
	if f.dead > 0 {
		f.frames = append(f.frames, frame{op: op})
		return
	}
	switch op {
	case opBlock:
		f.frames = append(f.frames, frame{op: op, label: f.newPoint()})
	case opLoop:
		if before := f.last(); !before.length {
			before.check = false // nothing comes between that takes long: one look is enough
		}
		header := f.last().to
		f.frames = append(f.frames, frame{op: op, label: header})
		f.begin(header).check = true
	case opIf:
		fork := f.last().to
		f.frames = append(f.frames, frame{op: op, label: f.newPoint(), other: fork})
		f.begin(fork)
	}
}

// turn goes from the first arm of an if to the second.
func (f *function) turn(at int) {
	top := &f.frames[len(f.frames)-1]
	if top.op != opIf {
		f.at = at
		f.failf("else without if")
		return
	}
	top.op = opElse
	switch f.dead {
	case 0:
		f.goTo(top.label)
		top.joined = true
	case len(f.frames):
		f.dead = 0
	default:
		return
	}
	f.begin(top.other)
}

// close leaves a block at its end.
func (f *function) close() {
	depth := len(f.frames)
	closed := f.frames[depth-1]
	f.frames = f.frames[:depth-1]
	if f.dead > 0 && f.dead < depth {
		return // all of it was dead
	}
	if closed.op == opIf { // and has no second arm
		f.union(closed.other, closed.label)
		closed.joined = true
	}
	switch {
	case depth == 1 && f.dead == 0:
		f.goTo(settled)
	case depth > 1 && closed.joined:
		if f.dead == 0 {
			f.goTo(closed.label)
		}
		f.dead = 0
		f.begin(closed.label)
	case f.dead > 0:
		f.dead--
	}
}

// branch goes to a label, counted from the innermost.
func (f *function) branch(label uint32) {
	if uint64(label) >= uint64(len(f.frames)) {
		f.failf("there is no label %d", label)
		return
	}
	if f.dead > 0 {
		return
	}
	target := &f.frames[len(f.frames)-1-int(label)]
	target.joined = target.joined || target.op != opLoop
	f.goTo(target.label)
}

// leave ends the segment at an instruction after which control may be elsewhere.
func (f *function) leave(op byte) {
	switch {
	case f.dead > 0:
	case op == opBrIf:
		f.begin(f.last().to)
	default:
		f.dead = len(f.frames)
		f.begin(nowhere)
	}
}

// settle ends the segment at a call. What was executed must be paid for by then,
// or a recursion could run on credit.
func (f *function) settle() {
	if f.dead == 0 {
		f.goTo(settled)
		f.begin(settled)
	}
}
