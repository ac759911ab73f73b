package figures

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

func TestCanvas(t *testing.T) {
	bar := vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: 1, Y: 2}}, {Type: vg.LineComp, Pos: vg.Point{X: 4.04, Y: 2}}}
	words := func(c *canvas, text string) {
		c.FillString(font.Face{Font: font.Font{Size: 12}}, vg.Point{X: 1, Y: 2}, text)
	}
	for _, tt := range []struct {
		name, why string
		draw      func(c *canvas)
		want      string
	}{
		{"line", "the origin is at the bottom, and tenths are enough", func(c *canvas) { c.Stroke(bar) },
			`<path d="M1 8l3 0" fill="none" stroke="#000000" stroke-width="1"/>` + "\n"},
		{"two lines", "what looks alike is one path", func(c *canvas) { c.Stroke(bar); c.Stroke(bar) },
			`<path d="M1 8l3 0M1 8l3 0" fill="none" stroke="#000000" stroke-width="1"/>` + "\n"},
		{"two looks", "what comes later lies above", func(c *canvas) { c.Stroke(bar); c.SetColor(blue()); c.Fill(bar) },
			`<path d="M1 8l3 0" fill="none" stroke="#000000" stroke-width="1"/>` + "\n" + `<path d="M1 8l3 0" fill="#0072b2"/>` + "\n"},
		{"no width", "a line without width is none", func(c *canvas) { c.SetLineWidth(0); c.Stroke(bar) }, ""},
		{"dashes", "they keep curves apart without colour", func(c *canvas) { c.SetLineDash([]vg.Length{6, 2.5}, 0); c.Stroke(bar) },
			`<path d="M1 8l3 0" fill="none" stroke="#000000" stroke-width="1" stroke-dasharray="6 2.5"/>` + "\n"},
		{"moved and turned", "transformations apply to what follows, the last one first", func(c *canvas) {
			c.Push()
			c.Translate(vg.Point{X: 5})
			c.Rotate(math.Pi / 2)
			words(c, "up")
			c.Pop()
			c.Scale(2, 2)
			words(c, "large")
		}, `<text transform="translate(3 9) rotate(-90)" font-size="12" fill="#000000">up</text>` + "\n" + `<text x="2" y="6" font-size="12" fill="#000000">large</text>` + "\n"},
		{"hostile text", "it may be a student's", func(c *canvas) { words(c, "<b>&\x00\"") },
			`<text x="1" y="8" font-size="12" fill="#000000">&lt;b&gt;&amp;` + "\uFFFD" + `&#34;</text>` + "\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newCanvas(20, 10)
			tt.draw(c)
			c.end()
			assert.Equal(t, tt.want, c.body.String(), tt.why)
		})
	}
}
