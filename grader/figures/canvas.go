package figures

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	ximage "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// canvas is a vg.Canvas that writes the elements of an SVG. Every transformation
// is applied at once, so that coordinates are short: tenths of a pixel. Looks are
// attributes, not styles, which a page's policy may forbid. Paths of one look
// that follow each other, such as the lines of a grid, become one.
type canvas struct {
	width, height vg.Length
	body          bytes.Buffer
	looks         string // of the path that is still open in body; empty for none
	pen           pen
	pushed        []pen
}

// pen is what Push saves.
type pen struct {
	color color.Color
	width vg.Length
	dash  []vg.Length
	to    affine
}

// affine takes (x, y) to (a·x + c·y + e, b·x + d·y + f), as in SVG.
type affine struct{ a, b, c, d, e, f float64 }

// then returns the transformation that applies n first and m after it.
func (m affine) then(n affine) affine {
	return affine{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func newCanvas(width, height vg.Length) *canvas {
	c := &canvas{width: width, height: height}
	c.pen.to = affine{1, 0, 0, -1, 0, float64(height)} // SVG's y points downwards
	vg.Initialize(c)
	return c
}

func (c *canvas) Size() (width, height vg.Length) { return c.width, c.height }

func (c *canvas) SetLineWidth(width vg.Length) { c.pen.width = width }

func (c *canvas) SetLineDash(pattern []vg.Length, _ vg.Length) { c.pen.dash = slices.Clone(pattern) }

func (c *canvas) SetColor(to color.Color) {
	if to == nil {
		to = color.Black
	}
	c.pen.color = to
}

func (c *canvas) Rotate(by float64) {
	sin, cos := math.Sincos(by)
	c.pen.to = c.pen.to.then(affine{cos, sin, -sin, cos, 0, 0})
}

func (c *canvas) Translate(by vg.Point) {
	c.pen.to = c.pen.to.then(affine{1, 0, 0, 1, float64(by.X), float64(by.Y)})
}

func (c *canvas) Scale(x, y float64) { c.pen.to = c.pen.to.then(affine{x, 0, 0, y, 0, 0}) }

func (c *canvas) Push() { c.pushed = append(c.pushed, c.pen) }

func (c *canvas) Pop() {
	last := len(c.pushed) - 1
	c.pen, c.pushed = c.pushed[last], c.pushed[:last]
}

func (c *canvas) Stroke(path vg.Path) {
	if c.pen.width <= 0 {
		return
	}
	dash := ""
	for i, length := range c.pen.dash {
		if i > 0 {
			dash += " "
		}
		dash += tenths(float64(length))
	}
	if dash != "" {
		dash = ` stroke-dasharray="` + dash + `"`
	}
	c.path(path, fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%s"%s`, hex(c.pen.color), tenths(float64(c.pen.width)), dash))
}

func (c *canvas) Fill(path vg.Path) { c.path(path, `fill="`+hex(c.pen.color)+`"`) }

// path adds to the path of these looks, or opens one.
func (c *canvas) path(path vg.Path, looks string) {
	if c.looks != looks {
		c.end()
		c.body.WriteString(`<path d="`)
		c.looks = looks
	}
	c.body.Write(c.data(path))
}

// end closes the open path.
func (c *canvas) end() {
	if c.looks != "" {
		c.body.WriteString(`" ` + c.looks + "/>\n")
		c.looks = ""
	}
}

// FillString writes text, turned only if the pen is.
func (c *canvas) FillString(f font.Face, at vg.Point, text string) {
	c.end()
	x, y := c.place(at)
	where := fmt.Sprintf(`x="%s" y="%s"`, tenths(x), tenths(y))
	if turned := math.Atan2(-c.pen.to.b, c.pen.to.a); math.Abs(turned) > 1e-6 {
		where = fmt.Sprintf(`transform="translate(%s %s) rotate(%s)"`, tenths(x), tenths(y), tenths(-turned*180/math.Pi))
	}
	weight := ""
	if f.Font.Weight == ximage.WeightBold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(&c.body, `<text %s font-size="%s" fill="%s"%s>`, where, tenths(float64(f.Font.Size)), hex(c.pen.color), weight)
	escape(&c.body, text)
	c.body.WriteString("</text>\n")
}

// DrawImage draws nothing: no picture here is made of pixels.
func (c *canvas) DrawImage(vg.Rectangle, image.Image) {}

// data writes a path with relative coordinates, which are short.
func (c *canvas) data(path vg.Path) []byte {
	var d []byte
	var lastX, lastY, startX, startY int
	for i, part := range path {
		switch part.Type {
		case vg.CloseComp:
			d = append(d, 'z')
			lastX, lastY = startX, startY
			continue
		case vg.ArcComp: // only circles are drawn: the glyphs
			x, y := c.place(part.Pos)
			r := tenths(float64(part.Radius))
			d = fmt.Appendf(d, "M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 -%s 0", tenths(x-float64(part.Radius)), tenths(y), r, r, tenths(2*float64(part.Radius)), r, r, tenths(2*float64(part.Radius)))
			continue
		}
		exactX, exactY := c.place(part.Pos)
		x, y := int(math.Round(exactX*10)), int(math.Round(exactY*10))
		switch {
		case part.Type == vg.MoveComp && i+1 < len(path) && path[i+1].Type == vg.ArcComp: // which moves by itself
		case part.Type == vg.MoveComp:
			d = fmt.Appendf(d, "M%s %s", tenth(x), tenth(y))
			startX, startY = x, y
		case x != lastX || y != lastY: // a curve is drawn as its chord; there is none
			d = fmt.Appendf(d, "l%s %s", tenth(x-lastX), tenth(y-lastY))
		}
		lastX, lastY = x, y
	}
	return d
}

func (c *canvas) place(p vg.Point) (x, y float64) {
	m := c.pen.to
	return m.a*float64(p.X) + m.c*float64(p.Y) + m.e, m.b*float64(p.X) + m.d*float64(p.Y) + m.f
}

// svg returns the whole element, which says in words what it shows.
func (c *canvas) svg(title, alt string) []byte {
	c.end()
	var b bytes.Buffer
	w, h := tenths(float64(c.width)), tenths(float64(c.height))
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" font-family="'Liberation Sans', Arial, Helvetica, sans-serif">`+"\n<title>", w, h, w, h)
	escape(&b, title)
	b.WriteString("</title>\n<desc>")
	escape(&b, alt)
	fmt.Fprintf(&b, "</desc>\n"+`<rect width="%s" height="%s" rx="6" fill="%s"/>`+"\n", w, h, hex(paper()))
	b.Write(c.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// escape writes text that may hold anything.
func escape(b *bytes.Buffer, text string) {
	_ = xml.EscapeText(b, []byte(text)) // a buffer takes whatever is written
}

func tenths(x float64) string { return tenth(int(math.Round(x * 10))) }

func tenth(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
