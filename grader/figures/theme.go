package figures

import (
	"image/color"

	ximage "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The look of every picture: a white card with dark text, so that it reads alike
// on a light page, a dark one and paper. The colours of the curves are those of
// Okabe and Ito, which people of any colour vision tell apart; curves differ by
// their width or dash besides.

// look says how a curve is drawn, by what it means.
type look int

const (
	keys  look = iota // the answer key's, wide and pale, under the others
	yours             // the submission's
	first             // curves of equal rank
	second
	third
	goal     // what is aimed at: an optimum, a limit
	begin    // where a descent starts
	void     // where there is no loss
	classes  // points of the class 1
	others   // and of the class 0
	firstKey // the key's beside the first, second and third of the submission's
	secondKey
	thirdKey
)

// style is a look in detail.
type style struct {
	color  color.Color
	width  vg.Length
	dashes []vg.Length
	glyph  draw.GlyphDrawer // nil for none
	radius vg.Length
}

func (l look) style() style {
	switch l {
	case keys:
		return style{color: rgb(0xb9c0c9), width: 5}
	case yours:
		return style{color: vermillion(), width: 1.6, glyph: draw.CircleGlyph{}, radius: 2.4}
	case begin:
		return style{color: ink(), glyph: target{}, radius: 4.5}
	case void:
		return style{color: forbidden(), glyph: draw.BoxGlyph{}, radius: 6}
	case first:
		return style{color: blue(), width: 2}
	case second:
		return style{color: vermillion(), width: 2, dashes: []vg.Length{8, 3}}
	case third:
		return style{color: green(), width: 2, dashes: []vg.Length{2.5, 2.5}}
	case goal:
		return style{color: ink(), width: 1.2, dashes: []vg.Length{6, 4}}
	case classes:
		return style{color: vermillion(), glyph: draw.CircleGlyph{}, radius: 6}
	case others:
		return style{color: blue(), glyph: draw.BoxGlyph{}, radius: 6}
	case firstKey:
		return style{color: rgb(0xb3d2e6), width: 5}
	case secondKey:
		return style{color: rgb(0xf4ceb0), width: 5}
	case thirdKey:
		return style{color: rgb(0xb2e0d3), width: 5}
	}
	return style{color: ink(), width: 1}
}

func rgb(hex uint32) color.Color {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

func paper() color.Color      { return rgb(0xffffff) }
func ink() color.Color        { return rgb(0x24292f) }
func faint() color.Color      { return rgb(0x5b636d) } // tick labels; 6:1 on white
func grid() color.Color       { return rgb(0xe8eaed) }
func frame() color.Color      { return rgb(0x9aa1aa) }
func forbidden() color.Color  { return rgb(0xd9dbde) }
func blue() color.Color       { return rgb(0x0072b2) }
func vermillion() color.Color { return rgb(0xd55e00) }
func green() color.Color      { return rgb(0x009e73) }

// band returns the colour of one of n bands of a surface, from pale for the
// lowest to dark blue, lightness falling evenly.
func band(i, n int) color.Color {
	anchors := [][3]float64{{0xfd, 0xfb, 0xe4}, {0xd5, 0xec, 0xb9}, {0x8f, 0xd3, 0xbd}, {0x46, 0xae, 0xc2}, {0x27, 0x7a, 0xb2}, {0x25, 0x49, 0x95}, {0x14, 0x24, 0x5c}}
	at := 0.0
	if n > 1 {
		at = float64(i) / float64(n-1) * float64(len(anchors)-1)
	}
	k := min(int(at), len(anchors)-2)
	part := func(channel int) uint8 {
		low, high := anchors[k][channel], anchors[k+1][channel]
		return uint8(low + (high-low)*(at-float64(k)) + 0.5)
	}
	return color.RGBA{part(0), part(1), part(2), 0xff}
}

func typeface(size vg.Length, bold bool) font.Font {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
	if bold {
		f.Weight = ximage.WeightBold
	}
	return f
}

// target is a glyph that is seen on any colour.
type target struct{}

// DrawGlyph implements draw.GlyphDrawer.
func (target) DrawGlyph(c *draw.Canvas, g draw.GlyphStyle, at vg.Point) {
	draw.CircleGlyph{}.DrawGlyph(c, g, at)
	c.SetColor(paper())
	g.Radius -= 1.5
	draw.CircleGlyph{}.DrawGlyph(c, g, at)
}

// right reports whether a look is of the answer key's numbers.
func (l look) right() bool {
	switch l {
	case keys, firstKey, secondKey, thirdKey:
		return true
	}
	return false
}
