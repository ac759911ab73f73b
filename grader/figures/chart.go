package figures

import (
	"math"
	"slices"
)

// chart is the data of a picture, before anything is drawn.
type chart struct {
	title  string
	alt    string // in words what it shows
	headed bool   // the title is drawn, too
	panels []panel
}

// panel is one plot of a picture.
type panel struct {
	title, xLabel, yLabel string
	surface               *surface
	curves                []curve
	words                 []words
	x, y                  span // what is shown; empty for what the curves need
	whole                 bool // x runs over whole numbers
	logY                  bool
}

type curve struct {
	label  string // in the legend; empty for none
	look   look
	points []point
	marks  []point // where its marks stand; nil for at its points
}

type point struct{ x, y float64 }

// words stand in a picture, to the right of a point.
type words struct {
	text string
	at   point
}

type span struct{ low, high float64 }

func (s span) empty() bool { return !(s.high > s.low) }

// at returns the number at a part of the way. Here as elsewhere a product is
// rounded before it is added to something, on every machine.
func (s span) at(part float64) float64 { return s.low + float64(part*s.size()) }

func (s span) size() float64 { return s.high - s.low }

// with returns the span that holds x as well, if x can be drawn.
func (s span) with(x float64) span {
	if !drawable(x) {
		return s
	}
	return span{min(s.low, x), max(s.high, x)}
}

// nothing is the span that holds nothing.
func nothing() span { return span{math.Inf(1), math.Inf(-1)} }

// wider returns the span with some room at both ends, and never an empty one.
func (s span) wider(part float64) span {
	if s.low > s.high {
		return span{0, 1}
	}
	room := part * s.size()
	if least := 1e-6 * max(math.Abs(s.low), math.Abs(s.high)); !(room > least) {
		room = max(least, 1e-9)
	}
	return span{s.low - room, s.high + room}
}

// drawable tells the numbers that have a place on an axis: whoever comes to a
// billion billions has left every picture.
func drawable(x float64) bool { return math.Abs(x) < 1e18 }

// line makes the points of a curve; of unequal lists as many as both have.
func line(xs, ys []float64) []point {
	points := make([]point, min(len(xs), len(ys)))
	for i := range points {
		points[i] = point{xs[i], ys[i]}
	}
	return points
}

// level is a horizontal line.
func level(y float64, x span) []point { return []point{{x.low, y}, {x.high, y}} }

// scaled returns the panel with the logarithms of its heights. What has none is a
// gap.
func (p panel) scaled() panel {
	if !p.logY {
		return p
	}
	curves := slices.Clone(p.curves)
	for i, c := range curves {
		curves[i].points, curves[i].marks = logarithms(c.points), logarithms(c.marks)
	}
	p.curves = curves
	return p
}

func logarithms(points []point) []point {
	scaled := slices.Clone(points)
	for i, q := range points {
		if scaled[i].y = math.Log10(q.y); !(q.y > 0) {
			scaled[i].y = math.NaN()
		}
	}
	return scaled
}

// spans returns what to show. Where the answer key has a curve, the height is
// made for that, and follows the others only so far: what runs away is cut off,
// and does not flatten the rest.
func (p panel) spans() (x, y span) {
	x, right, all, aim := nothing(), nothing(), nothing(), nothing()
	for _, c := range p.curves {
		for _, q := range c.points {
			if !drawable(q.x) {
				continue
			}
			x, all = x.with(q.x), all.with(q.y)
			switch {
			case c.look.right():
				right = right.with(q.y)
			case c.look == goal:
				aim = aim.with(q.y)
			}
		}
	}
	y = all
	if right.low <= right.high {
		reach := max(right.size(), 0.2*max(math.Abs(right.low), math.Abs(right.high)), 1e-6)
		y = span{min(aim.low, max(all.low, right.low-reach)), max(aim.high, min(all.high, right.high+reach))}
	}
	x, y = x.wider(0.02), y.wider(0.06)
	if !p.x.empty() {
		x = p.x
	}
	if !p.y.empty() {
		y = p.y
	}
	return x, y
}
