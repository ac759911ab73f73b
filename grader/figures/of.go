package figures

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

// Of draws what a check saw: the submission's curve over the answer key's. Of
// series that it does not know, or that hold nothing to draw, it makes nothing.
func Of(r grader.Result) []report.Figure {
	var all []report.Figure
	for _, s := range r.Series {
		if c, ok := chartOf(s); ok {
			all = append(all, c.figure())
		}
	}
	return all
}

// maxPoints bounds what is drawn of a series, which may come from a file that
// anybody wrote.
const maxPoints = 500

// seen is a series with its numbers read.
type seen struct {
	of    string
	x     []float64
	lines []seenLine
	given []float64
}

type seenLine struct {
	name      string
	got, want []float64
}

func read(s grader.Series) seen {
	few := func(n grader.Numbers) []float64 {
		all := n.Floats()
		return all[:min(len(all), maxPoints)]
	}
	r := seen{of: s.Of, x: few(s.X), given: few(s.Given)}
	for _, l := range s.Lines[:min(len(s.Lines), 3)] {
		r.lines = append(r.lines, seenLine{l.Name, few(l.Got), few(l.Want)})
	}
	return r
}

// chartOf has a chart for each picture, and how many lines and given numbers it
// is made of.
func chartOf(s grader.Series) (chart, bool) {
	r := read(s)
	has := func(lines, given int) bool { return len(r.lines) == lines && len(r.given) == given && r.drawable() }
	switch {
	case s.Kind == grader.PictureUnit && has(2, 0):
		return r.unit(), true
	case s.Kind == grader.PictureReLU && has(2, 2):
		return r.descent(rectifier()), true
	case s.Kind == grader.PictureSoftplus && has(2, 2):
		return r.descent(smoothRectifier()), true
	case s.Kind == grader.PictureHistory && has(1, 0):
		return r.loss("The history of the loss", "epoch"), true
	case s.Kind == grader.PictureLoss && has(1, 0):
		return r.loss("The loss on the way", "step"), true
	case s.Kind == grader.PicturePrecisions && has(2, 2):
		return r.precisions(), true
	case s.Kind == grader.PictureMeans && has(3, 3):
		return r.means(), true
	}
	return chart{}, false
}

// drawable reports whether there is a point of the submission's to draw.
func (r seen) drawable() bool {
	for _, l := range r.lines {
		for i := range min(len(r.x), len(l.got)) {
			if drawable(r.x[i]) && drawable(l.got[i]) {
				return true
			}
		}
	}
	return false
}

// over is the two curves of one quantity, the key's below.
func (r seen) over(l seenLine, over string) []curve {
	var both []curve
	if len(l.want) > 0 {
		both = append(both, curve{label: "reference", look: keys, points: line(r.x, l.want)})
	}
	return append(both, curve{label: r.label("yours", l.got, over), look: yours, points: line(r.x, l.got)})
}

// label says of a curve that is not drawn to its end why that is so.
func (r seen) label(name string, got []float64, over string) string {
	i := slices.IndexFunc(got, func(v float64) bool { return !drawable(v) })
	if i < 0 || i >= len(r.x) {
		return name
	}
	return fmt.Sprintf("%s, %s from %s %s on", name, short(got[i]), over, short(r.x[i]))
}

// loss shows one quantity, which should fall.
func (r seen) loss(title, over string) chart {
	l := r.lines[0]
	return chart{title: title, alt: alt(r.of, ends("loss", l.got, l.want, over, r.x)),
		panels: []panel{{xLabel: over, whole: true, yLabel: l.name, curves: r.over(l, over), logY: falls(slices.Concat(l.got, l.want))}}}
}

// falls reports whether losses are positive and of so many sizes that only their
// logarithms can be shown.
func falls(losses []float64) bool {
	s := nothing()
	for _, v := range losses {
		s = s.with(v)
	}
	return s.low > 0 && s.high > 1e3*s.low
}

// precisions shows two precisions on their way to 1/S.
func (r seen) precisions() chart {
	p := panel{xLabel: "step", whole: true, yLabel: "β", logY: true}
	var words []string
	looks := [][2]look{{firstKey, first}, {secondKey, second}}
	for k, l := range r.lines {
		got, want := mapped(l.got, zeta), mapped(l.want, zeta)
		name := fmt.Sprintf("β%c", '₁'+rune(k))
		if len(want) > 0 {
			p.curves = append(p.curves, curve{label: paleLabel(k), look: looks[k][0], points: line(r.x, want)})
		}
		p.curves = append(p.curves, curve{label: r.label("your "+name, got, "step"), look: looks[k][1], points: line(r.x, got)})
		words = append(words, ends(name, got, want, "step", r.x)+", the optimum is "+short(1/r.given[k]))
	}
	for k := range r.lines {
		p.curves = append(p.curves, curve{label: "1/S", look: goal, points: level(1/r.given[k], r.extent())})
	}
	return chart{title: "Two precisions on their way", alt: alt(r.of, strings.Join(words, "; ")), panels: []panel{p}}
}

// means shows three means on their way to those of greatest likelihood.
func (r seen) means() chart {
	p := panel{xLabel: "step", whole: true, yLabel: "μ"}
	var words []string
	looks := [][2]look{{firstKey, first}, {secondKey, second}, {thirdKey, third}}
	for k, l := range r.lines {
		name := fmt.Sprintf("μ%c", '₁'+rune(k))
		if len(l.want) > 0 {
			p.curves = append(p.curves, curve{label: paleLabel(k), look: looks[k][0], points: line(r.x, l.want)})
		}
		p.curves = append(p.curves, curve{label: r.label("your "+name, l.got, "step"), look: looks[k][1], points: line(r.x, l.got)})
		words = append(words, ends(name, l.got, l.want, "step", r.x))
	}
	for _, best := range r.given {
		p.curves = append(p.curves, curve{label: "greatest likelihood", look: goal, points: level(best, r.extent())})
	}
	return chart{title: "Three means on their way", alt: alt(r.of, strings.Join(words, "; ")), panels: []panel{p}}
}

// paleLabel explains the curves of the key once.
func paleLabel(k int) string {
	if k == 0 {
		return "pale: the reference"
	}
	return ""
}

// extent is what x runs over.
func (r seen) extent() span {
	s := nothing()
	for _, x := range r.x {
		s = s.with(x)
	}
	return s
}

// alt says what a picture shows: the question, then the answer.
func alt(question, says string) string { return question + ": " + says + "." }

// ends says where a quantity ends, and where it should.
func ends(name string, got, want []float64, over string, x []float64) string {
	if len(got) == 0 || len(x) == 0 {
		return "there is nothing of " + name
	}
	text := fmt.Sprintf("your %s ends at %s", name, short(got[len(got)-1]))
	if len(want) > 0 {
		if same(got, want) {
			return text + ", as the reference does, after " + over + " " + short(x[len(x)-1])
		}
		text += ", the reference at " + short(want[len(want)-1])
	}
	return text + ", after " + over + " " + short(x[len(x)-1])
}

// same reports whether two lists are the same to the digits that are kept.
func same(got, want []float64) bool {
	size := 0.0
	for _, w := range want {
		if drawable(w) {
			size = max(size, math.Abs(w))
		}
	}
	return slices.EqualFunc(got, want, func(a, b float64) bool {
		return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-5*size
	})
}

func mapped(all []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(all))
	for i, x := range all {
		out[i] = f(x)
	}
	return out
}

// zeta is softplus, log(1 + eᵃ).
func zeta(a float64) float64 { return max(a, 0) + math.Log1p(math.Exp(-math.Abs(a))) }
