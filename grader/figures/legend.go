package figures

import (
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A legend stands above the panels, in rows, where it covers no data.

type legendRow []legendEntry

type legendEntry struct {
	label string
	look  look
	width vg.Length
}

const sample = 26 // pixels for a piece of the curve

// legend lists every label once, in rows that are no wider than width.
func (c chart) legend(width vg.Length) []legendRow {
	var rows []legendRow
	var used vg.Length
	var seen []string
	for _, p := range c.panels {
		for _, curve := range p.curves {
			if curve.label == "" || slices.Contains(seen, curve.label) {
				continue
			}
			seen = append(seen, curve.label)
			e := legendEntry{curve.label, curve.look, sample + 6 + caption(false).Width(curve.label) + 18}
			if len(rows) == 0 || used+e.width > width {
				rows, used = append(rows, nil), 0
			}
			rows[len(rows)-1] = append(rows[len(rows)-1], e)
			used += e.width
		}
	}
	return rows
}

// draw draws the row with its text standing on y.
func (r legendRow) draw(to draw.Canvas, y vg.Length) {
	x := to.Min.X
	for _, e := range r {
		s, middle := e.look.style(), y+5
		if s.width > 0 {
			to.StrokeLines(draw.LineStyle{Color: s.color, Width: s.width, Dashes: s.dashes}, []vg.Point{{X: x, Y: middle}, {X: x + sample, Y: middle}})
		}
		if s.glyph != nil {
			to.DrawGlyphNoClip(draw.GlyphStyle{Color: s.color, Radius: s.radius, Shape: s.glyph}, vg.Point{X: x + sample/2, Y: middle})
		}
		to.FillText(caption(false), vg.Point{X: x + sample + 6, Y: y}, e.label)
		x += e.width
	}
}
