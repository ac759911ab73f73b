package fuel

// point is a place in a function where control passes from a segment to one of
// those that may follow. Segments that can be followed by the same segment end
// at the same point, and segments that can follow the same segment begin there.
type point int32

const (
	nowhere point = -1 // begins dead code
	settled point = 0  // the entry, the exits and the calls of a function
)

// segment is a run of instructions of which all are executed or, but for a trap,
// none.
type segment struct {
	begin    int // in the original; it ends where the next one begins
	cost     uint64
	from, to point
	check    bool // whether to look at the fuel where it begins
	length   bool // whether it begins with an instruction that is charged by length
	shift    byte // of that charge
}

// begin ends the segment and begins another at the place that is read, at a
// point. It returns the new one, valid until the next.
func (f *function) begin(from point) *segment {
	s := segment{begin: f.at, from: from, to: nowhere}
	if from != nowhere {
		s.to = f.newPoint()
	}
	f.segments = append(f.segments, s)
	return f.last()
}

func (f *function) last() *segment { return &f.segments[len(f.segments)-1] }

// goTo notes that a point can follow the segment.
func (f *function) goTo(p point) {
	if f.dead == 0 {
		f.union(f.last().to, p)
	}
}

// newPoint returns a point that is different from all others, until a union.
func (f *function) newPoint() point {
	p := point(len(f.points))
	f.points = append(f.points, p)
	return p
}

// union makes two points one, and settled if one of them is.
func (f *function) union(a, b point) {
	a, b = f.find(a), f.find(b)
	f.points[max(a, b)] = min(a, b)
}

// find returns the point that stands for all that are one with p.
func (f *function) find(p point) point {
	for f.points[p] != p {
		f.points[p] = f.points[f.points[p]]
		p = f.points[p]
	}
	return p
}
