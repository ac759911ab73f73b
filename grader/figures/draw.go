package figures

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"github.com/gradus-grader/gradus/grader/report"
)

// Sizes, in pixels.
const (
	margin     vg.Length = 12
	lineHeight vg.Length = 20
	panelWide  vg.Length = 468 // of a single panel
	panelTall  vg.Length = 300
	pairWide   vg.Length = 324 // of one of two
	barWide    vg.Length = 84  // of the scale beside a surface
	textSize   vg.Length = 12
	smallSize  vg.Length = 11
)

// figure draws the chart.
func (c chart) figure() report.Figure {
	wide, tall := panelWide, panelTall
	if len(c.panels) > 1 {
		wide = pairWide
	}
	for _, p := range c.panels {
		if p.surface != nil && len(c.panels) == 1 {
			tall = panelWide - barWide
		}
	}
	width := wide*vg.Length(max(1, len(c.panels))) + 2*margin
	legend := c.legend(width - 2*margin)
	head := vg.Length(len(legend)) * lineHeight
	if head > 0 {
		head += 4
	}
	if c.headed {
		head += lineHeight + 4
	}
	on := newCanvas(width, tall+head+2*margin)
	all := draw.Crop(draw.New(on), margin, -margin, margin, -margin)

	y := all.Max.Y - 14
	if c.headed {
		all.FillText(caption(true), vg.Point{X: all.Min.X, Y: y}, c.title)
		y -= lineHeight + 4
	}
	for _, row := range legend {
		row.draw(all, y)
		y -= lineHeight
	}
	for i, p := range c.panels {
		left := wide * vg.Length(i)
		cell := draw.Crop(all, left, left+wide-(all.Max.X-all.Min.X), 0, -head)
		if i > 0 {
			cell.Min.X += margin
		}
		p.draw(cell)
	}
	return report.Figure{Title: c.title, Alt: c.alt, SVG: on.svg(c.title, c.alt)}
}

// caption is the style of words.
func caption(bold bool) text.Style {
	return text.Style{Color: ink(), Font: typeface(textSize+1, bold), XAlign: draw.XLeft, YAlign: draw.YBottom, Handler: plot.DefaultTextHandler}
}

// draw draws one panel into a cell.
func (p panel) draw(cell draw.Canvas) {
	if p.surface != nil {
		bar := cell
		bar.Min.X = cell.Max.X - barWide + margin
		cell.Max.X -= barWide
		defer func() { p.surface.drawBar(bar) }()
	}
	p = p.scaled()
	x, y := p.spans()
	made := plot.New()
	made.BackgroundColor = nil
	dress(&made.X, p.xLabel, x, linearTicks{whole: p.whole})
	if p.logY {
		dress(&made.Y, "", y, decades{})
	} else {
		dress(&made.Y, "", y, linearTicks{})
	}
	if p.surface != nil {
		made.Add(surfacePlotter{*p.surface})
	} else {
		lines := plotter.NewGrid()
		lines.Horizontal = draw.LineStyle{Color: grid(), Width: 1}
		lines.Vertical = lines.Horizontal
		made.Add(lines)
	}
	for _, c := range p.curves {
		made.Add(curvePlotter{c, p.surface != nil})
	}
	for _, w := range p.words {
		made.Add(wordsPlotter{w})
	}
	plot := cell
	if p.title+p.yLabel != "" {
		plot.Max.Y -= lineHeight
	}
	made.Draw(plot)
	left := made.DataCanvas(plot).Min.X
	cell.FillText(caption(false), vg.Point{X: left - 4, Y: plot.Max.Y + 7}, p.yLabel)
	title := caption(true)
	title.XAlign = draw.XCenter
	cell.FillText(title, vg.Point{X: (left + cell.Max.X) / 2, Y: plot.Max.Y + 7}, p.title)
}

// dress gives an axis its look.
func dress(a *plot.Axis, label string, s span, ticks plot.Ticker) {
	a.Min, a.Max = s.low, s.high
	a.Label.Text, a.Label.Padding = label, 4
	a.Label.TextStyle.Font, a.Label.TextStyle.Color = typeface(textSize, false), ink()
	a.LineStyle = draw.LineStyle{Color: frame(), Width: 1}
	a.Padding = 0
	a.Tick.Marker, a.Tick.Length = ticks, 4
	a.Tick.LineStyle = a.LineStyle
	a.Tick.Label.Font, a.Tick.Label.Color = typeface(smallSize, false), faint()
}
