package figures

import (
	"fmt"
	"math"
)

// unit shows the value and the derivative of a hidden unit.
func (r seen) unit() chart {
	c := chart{title: "What your " + r.of + " answers"}
	var says string
	for _, l := range r.lines {
		p := panel{title: l.name, xLabel: "z"}
		if len(l.want) > 0 {
			p.curves = append(p.curves, curve{label: "reference", look: keys, points: smooth(line(r.x, l.want))})
		}
		p.curves = append(p.curves, curve{label: r.label("yours", l.got, "z ="), look: yours, points: smooth(line(r.x, l.got)), marks: line(r.x, l.got)})
		c.panels = append(c.panels, p)
		if says != "" {
			says += "; "
		}
		says += farthest(l, r.x)
	}
	c.alt = alt(r.of+" and its derivative", says)
	return c
}

// farthest says where a line is farthest from the reference.
func farthest(l seenLine, x []float64) string {
	n := min(len(x), len(l.got), len(l.want))
	if n == 0 {
		return fmt.Sprintf("your %s at %d points", l.name, min(len(x), len(l.got)))
	}
	if same(l.got[:n], l.want[:n]) {
		return fmt.Sprintf("your %s is the reference's at all %d points", l.name, n)
	}
	worst, most := 0, -1.0
	for i := range n {
		off := math.Abs(l.got[i] - l.want[i])
		if math.IsNaN(off) {
			off = math.Inf(1)
		}
		if off > most {
			worst, most = i, off
		}
	}
	return fmt.Sprintf("your %s is farthest off at z = %s, %s where the reference has %s", l.name, short(x[worst]), short(l.got[worst]), short(l.want[worst]))
}

// smooth puts points between those of a smooth curve, by a cubic through two
// points that keeps between them where the curve rises or falls steadily. At a
// corner or a step, where three points or two stand on one line, it is straight.
func smooth(points []point) []point {
	const parts = 8
	n := len(points)
	if n < 3 {
		return points
	}
	slopes := make([]float64, n)
	for i := range slopes {
		slopes[i] = slopeAt(points, i)
	}
	var all []point
	for i := range n - 1 {
		p, q := points[i], points[i+1]
		h := q.x - p.x
		all = append(all, p)
		if !(h > 1e-6) || !drawable(p.y) || !drawable(q.y) {
			continue
		}
		for k := 1; k < parts; k++ {
			t := float64(k) / parts
			u := 1 - t
			ends := float64(u*u*(3-2*u)*p.y) + float64(t*t*(3-2*t)*q.y)
			bend := float64(u*slopes[i]) - float64(t*slopes[i+1])
			all = append(all, point{p.x + float64(t*h), ends + float64(h*t*u*bend)})
		}
	}
	return append(all, points[n-1])
}

// slopeAt is the slope of the curve at a point: 0 at a top or a bottom, else the
// harmonic mean of the slopes on both sides, weighted by the distances.
func slopeAt(points []point, i int) float64 {
	chord := func(i int) (slope, width float64) {
		width = points[i+1].x - points[i].x
		return (points[i+1].y - points[i].y) / width, width
	}
	if i == 0 {
		s, _ := chord(0)
		return s
	}
	if i == len(points)-1 {
		s, _ := chord(i - 1)
		return s
	}
	before, h := chord(i - 1)
	after, k := chord(i)
	if !(before*after > 0) {
		return 0
	}
	a, b := 2*k+h, k+2*h
	return (a + b) / (a/before + b/after)
}
