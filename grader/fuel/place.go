package fuel

// unknownDebt is the debt at a point where nobody has been.
const unknownDebt = -1

// write appends the instructions with their charges.
//
// A segment need not be charged itself: its cost can be left as a debt to those
// that follow. For the sum to be right on every way through the function, all
// segments that end at a point must leave the same debt, and those that begin
// there must take it over:
//
//	charge(s) = cost(s) + debt(from) − debt(to)
//
// where debt(settled) = 0. For a segment that is the first to reach its end, the
// debt there is free, and chosen so that it is charged nothing. So of all
// segments only as many are charged as there are cycles in the graph of the
// points, a way through the function and on to the next call counted as one.
// This is how instructions are counted in profiling: Knuth and Stevenson,
// "Optimal measurement points for program frequency counts", BIT 13 (1973).
//
// No debt is negative, so that no module is out of fuel before its time; a charge
// may be. No debt is more than the sum of all costs in the function. Around a loop
// the debts cancel out, so that each turn is charged what it costs.
func (f *function) write() {
	f.debts = f.debts[:0]
	for range f.points {
		f.debts = append(f.debts, unknownDebt)
	}
	f.debts[settled] = 0
	f.code = f.code[:0]
	for i := range f.segments {
		s := &f.segments[i]
		if s.from != nowhere {
			f.code = f.charge.fixed(f.code, f.due(s))
			if s.length {
				f.code = f.charge.length(f.code, s.shift, f.scratch)
				f.used = true
			}
			if s.check {
				f.code = f.charge.check(f.code)
			}
		}
		end := len(f.wasm)
		if i+1 < len(f.segments) {
			end = f.segments[i+1].begin
		}
		f.code = append(f.code, f.wasm[s.begin:end]...)
	}
}

// due returns what a segment is charged, and settles the debt where it ends.
func (f *function) due(s *segment) int64 {
	from, to := f.find(s.from), f.find(s.to)
	owed := f.debts[from] + int64(s.cost) // known: every live segment comes after one that leads to it
	if f.debts[to] == unknownDebt {
		f.debts[to] = owed
	}
	return owed - f.debts[to]
}
