package figures

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// curvePlotter draws a curve, cut off at the edges and interrupted where a point
// has no place.
type curvePlotter struct {
	curve
	onColour bool // over a surface, where lines need an edge
}

// Plot implements plot.Plotter.
func (c curvePlotter) Plot(to draw.Canvas, p *plot.Plot) {
	s := c.look.style()
	if s.width > 0 {
		lines := []draw.LineStyle{{Color: s.color, Width: s.width, Dashes: s.dashes}}
		if c.onColour && s.dashes == nil {
			lines = []draw.LineStyle{{Color: paper(), Width: s.width + 2}, lines[0]}
		}
		for _, part := range placed(c.points, to, p) {
			for _, style := range lines {
				if len(part) > 1 {
					to.StrokeLines(style, to.ClipLinesXY(part)...)
				}
			}
		}
	}
	if s.glyph != nil {
		c.mark(to, p, s)
	}
}

// mark draws the marks, and of those that a line joins only as many as can be
// told apart.
func (c curvePlotter) mark(to draw.Canvas, p *plot.Plot, s style) {
	marks := c.marks
	if marks == nil {
		marks = c.points
	}
	last := vg.Point{X: -1e9}
	for _, part := range placed(marks, to, p) {
		for _, at := range part {
			crowded := s.width > 0 && math.Hypot(float64(at.X-last.X), float64(at.Y-last.Y)) < 1.5*float64(s.radius)
			if !to.Contains(at) || crowded {
				continue
			}
			to.DrawGlyph(draw.GlyphStyle{Color: s.color, Radius: s.radius, Shape: s.glyph}, at)
			last = at
		}
	}
}

// placed splits a curve where it is interrupted.
func placed(points []point, to draw.Canvas, p *plot.Plot) [][]vg.Point {
	x, y := p.Transforms(&to)
	far := func(v, low, high float64) float64 { // near enough for the arithmetic of clipping
		room := 100 * (high - low)
		return min(max(v, low-room), high+room)
	}
	parts := [][]vg.Point{nil}
	for _, q := range points {
		if math.IsNaN(q.x) || math.IsNaN(q.y) {
			parts = append(parts, nil)
			continue
		}
		at := vg.Point{X: x(far(q.x, p.X.Min, p.X.Max)), Y: y(far(q.y, p.Y.Min, p.Y.Max))}
		parts[len(parts)-1] = append(parts[len(parts)-1], at)
	}
	return parts
}

// wordsPlotter writes words beside a point.
type wordsPlotter struct{ words }

// Plot implements plot.Plotter.
func (w wordsPlotter) Plot(to draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&to)
	style := caption(false)
	style.Font.Size, style.YAlign = smallSize, draw.YCenter
	to.FillText(style, vg.Point{X: x(w.at.x) + 9, Y: y(w.at.y)}, w.text)
}

// surfacePlotter fills the bands of a surface from the lowest up, each over the
// one below.
type surfacePlotter struct{ surface }

// Plot implements plot.Plotter.
func (s surfacePlotter) Plot(to draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&to)
	path := func(loops ...[]point) vg.Path {
		var all vg.Path
		for _, loop := range loops {
			for i, q := range loop {
				at := vg.Point{X: x(q.x), Y: y(q.y)}
				if i == 0 {
					all.Move(at)
				} else {
					all.Line(at)
				}
			}
			all.Close()
		}
		return all
	}
	to.SetColor(band(0, len(s.levels)+1))
	to.Fill(to.Rectangle.Path())
	for i, level := range s.levels {
		if loops := s.region(level); len(loops) > 0 {
			to.SetColor(band(i+1, len(s.levels)+1))
			to.Fill(path(loops...))
		}
	}
	if len(s.void) > 2 {
		to.SetColor(forbidden())
		to.Fill(path(s.void))
	}
}

// drawBar draws the scale of a surface.
func (s surface) drawBar(cell draw.Canvas) {
	n := len(s.levels) + 1
	low, high := cell.Min.Y+40, cell.Max.Y-24
	each := (high - low) / vg.Length(n)
	label := caption(false)
	label.Font.Size = smallSize
	cell.FillText(label, vg.Point{X: cell.Min.X, Y: high + 8}, s.label)
	label.YAlign, label.Color = draw.YCenter, faint()
	for i := range n {
		y := low + each*vg.Length(i)
		box := vg.Rectangle{Min: vg.Point{X: cell.Min.X, Y: y}, Max: vg.Point{X: cell.Min.X + 16, Y: y + each}}
		cell.SetColor(band(i, n))
		cell.Fill(box.Path())
		if i > 0 {
			cell.FillText(label, vg.Point{X: cell.Min.X + 21, Y: y}, s.names[i-1])
		}
	}
	edge := vg.Rectangle{Min: vg.Point{X: cell.Min.X, Y: low}, Max: vg.Point{X: cell.Min.X + 16, Y: high}}
	cell.SetLineStyle(draw.LineStyle{Color: frame(), Width: 1})
	cell.Stroke(edge.Path())
}
