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

// figure draws the chart: its title if it is headed, the legend, and the panels
// side by side.
func (c chart) figure() report.Figure {
	width, tall, wide := c.size()
	legend := c.legend(width)
	head := vg.Length(len(legend)) * lineHeight
	if head > 0 {
		head += 4
	}
	if c.headed {
		head += lineHeight + 4
	}
	on := newCanvas(width+2*margin, tall+head+2*margin)
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
		cell := draw.Crop(all, left, left+wide-width, 0, -head)
		if i > 0 {
			cell.Min.X += margin
		}
		p.draw(cell)
	}
	return report.Figure{Title: c.title, Alt: c.alt, SVG: on.svg(c.title, c.alt)}
}

// size returns the width and the height of the panels together, and the width of
// each.
func (c chart) size() (width, tall, wide vg.Length) {
	switch {
	case len(c.panels) > 1:
		return pairWide * vg.Length(len(c.panels)), panelTall, pairWide
	case len(c.panels) == 1 && c.panels[0].surface != nil:
		return panelWide, panelWide - barWide, panelWide // a square and its scale
	}
	return panelWide, panelTall, panelWide
}

// caption is the style of words.
func caption(bold bool) text.Style {
	return text.Style{Color: ink(), Font: typeface(textSize+1, bold), XAlign: draw.XLeft, YAlign: draw.YBottom, Handler: plot.DefaultTextHandler}
}

// draw draws one panel into a cell. What the heights are stands over their axis,
// where it need not be turned.
func (p panel) draw(cell draw.Canvas) {
	if p.surface != nil {
		bar := cell
		bar.Min.X = cell.Max.X - barWide + margin
		p.surface.drawBar(bar)
		cell.Max.X -= barWide
	}
	below := cell
	if p.title+p.yLabel != "" {
		below.Max.Y -= lineHeight
	}
	axes := p.plot()
	axes.Draw(below)
	left, y := axes.DataCanvas(below).Min.X, below.Max.Y+7
	cell.FillText(caption(false), vg.Point{X: left - 4, Y: y}, p.yLabel)
	title := caption(true)
	title.XAlign = draw.XCenter
	cell.FillText(title, vg.Point{X: (left + cell.Max.X) / 2, Y: y}, p.title)
}

// plot makes gonum's plot of the panel.
func (p panel) plot() *plot.Plot {
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
	return made
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
