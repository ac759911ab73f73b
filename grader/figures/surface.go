package figures

import "math"

// surface is a function of two variables on a grid, shown as bands of colour.
type surface struct {
	xs, ys []float64   // ascending
	z      [][]float64 // a row for each of ys
	levels []float64   // between two bands, ascending
	names  []string    // of the levels
	label  string      // what z is
	bent   bool        // levels grow by factors: between two points of the grid, z is taken for exponential
	void   []point     // a polygon where z has no value
}

// height makes z what the grid is interpolated in.
func (s surface) height(z float64) float64 {
	if s.bent && len(s.levels) > 0 && s.levels[0] > 0 {
		return math.Log1p(max(z, 0) / s.levels[0])
	}
	return z
}

// region returns closed loops around where z is at least as high as a level.
// Those around holes turn the other way.
func (s surface) region(level float64) [][]point {
	t := tracer{surface: s, level: s.height(level), next: map[edge]edge{}}
	for row := -1; row < len(s.ys); row++ {
		for column := -1; column < len(s.xs); column++ {
			t.cell(row, column)
		}
	}
	return t.loops()
}

// tracer follows a level from cell to cell by marching squares. The grid is seen
// with a margin of one cell that is lower than any level, so that every loop is
// closed.
type tracer struct {
	surface surface
	level   float64
	next    map[edge]edge
	order   []edge
}

// edge is a side of a cell: from a node to the right or, if up, to the one above.
type edge struct {
	row, column int
	up          bool
}

// at returns the height at a node.
func (t *tracer) at(row, column int) float64 {
	s := t.surface
	if row < 0 || column < 0 || row >= len(s.ys) || column >= len(s.xs) {
		return math.Inf(-1)
	}
	if z := s.z[row][column]; !math.IsNaN(z) {
		return s.height(z)
	}
	return math.Inf(1)
}

// cell joins the sides that the level crosses, with the heights on the left.
func (t *tracer) cell(row, column int) {
	bottom, top := edge{row, column, false}, edge{row + 1, column, false}
	left, right := edge{row, column, true}, edge{row, column + 1, true}
	in := func(row, column int) int {
		if t.at(row, column) >= t.level {
			return 1
		}
		return 0
	}
	corners := in(row, column) | in(row, column+1)<<1 | in(row+1, column+1)<<2 | in(row+1, column)<<3
	join := func(from, to edge) {
		t.next[from] = to
		t.order = append(t.order, from)
	}
	switch corners {
	case 1:
		join(bottom, left)
	case 2:
		join(right, bottom)
	case 3:
		join(right, left)
	case 4:
		join(top, right)
	case 5:
		join(bottom, left)
		join(top, right)
	case 6:
		join(top, bottom)
	case 7:
		join(top, left)
	case 8:
		join(left, top)
	case 9:
		join(bottom, top)
	case 10:
		join(right, bottom)
		join(left, top)
	case 11:
		join(right, top)
	case 12:
		join(left, right)
	case 13:
		join(bottom, right)
	case 14:
		join(left, bottom)
	}
}

func (t *tracer) loops() [][]point {
	var all [][]point
	for _, start := range t.order {
		var loop []point
		for e, ok := start, true; ok; {
			loop = append(loop, t.crossing(e))
			following, more := t.next[e]
			delete(t.next, e)
			e, ok = following, more && following != start
		}
		if loop = straightened(loop); len(loop) > 2 {
			all = append(all, loop)
		}
	}
	return all
}

// crossing is where the level crosses a side.
func (t *tracer) crossing(e edge) point {
	row, column := e.row, e.column
	if e.up {
		row++
	} else {
		column++
	}
	low, high := t.at(e.row, e.column), t.at(row, column)
	part := (t.level - low) / (high - low)
	switch {
	case math.IsInf(low, -1): // the margin has no width
		part = 1
	case math.IsInf(high, -1):
		part = 0
	case math.IsInf(low, 1):
		part = 1
	case math.IsNaN(part):
		part = 0.5
	}
	from, to := t.place(e.row, e.column), t.place(row, column)
	return point{from.x + part*(to.x-from.x), from.y + part*(to.y-from.y)}
}

func (t *tracer) place(row, column int) point {
	s := t.surface
	return point{s.xs[min(max(column, 0), len(s.xs)-1)], s.ys[min(max(row, 0), len(s.ys)-1)]}
}

// straightened leaves out the points that lie on the line between their
// neighbours.
func straightened(loop []point) []point {
	var kept []point
	for i, q := range loop {
		next := loop[(i+1)%len(loop)]
		if q == next {
			continue
		}
		for len(kept) >= 2 && between(kept[len(kept)-2], kept[len(kept)-1], q) {
			kept = kept[:len(kept)-1]
		}
		kept = append(kept, q)
	}
	return kept
}

// between reports whether b is on the way from a to c, but for rounding.
func between(a, b, c point) bool {
	across := (b.x-a.x)*(c.y-b.y) - (b.y-a.y)*(c.x-b.x)
	along := (b.x-a.x)*(c.x-b.x) + (b.y-a.y)*(c.y-b.y)
	return along > 0 && math.Abs(across) <= 1e-6*along
}
