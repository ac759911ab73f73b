package diagnose

import (
	"math"
	"strings"
)

// coefficient is a factor that a term has in a submission: a likely number, as
// it is or times n or divided by n.
type coefficient struct {
	value float64 // the number
	by    coefficientScale
	text  string // all of it, as a student would write it
}

// coefficientScale is what a coefficient has beside its number.
type coefficientScale struct {
	name string // empty if it is nothing
	of   of
}

func plain() coefficientScale { return coefficientScale{"", unit.one} }

func timesN() coefficientScale { return coefficientScale{"n", unit.n} }

func overN() coefficientScale { return coefficientScale{"1/n", over(unit.n)} }

// likely are the numbers that come from a mistake rather than from chance: small
// ones, their inverses, and what another base does to a logarithm.
func likely() []coefficient {
	return []coefficient{
		{value: 0.1, text: "1/10"}, {value: 0.25, text: "¼"}, {value: 1.0 / 3, text: "⅓"}, {value: 0.5, text: "½"}, {value: 1, text: "1"},
		{value: 1.5, text: "3/2"}, {value: 2, text: "2"}, {value: 3, text: "3"}, {value: 4, text: "4"}, {value: 5, text: "5"}, {value: 10, text: "10"},
		{value: 1 / math.Ln10, text: "1/ln 10"}, {value: 1 / math.Ln2, text: "1/ln 2"},
	}
}

// snapping is how far from a likely number a fitted one may be, relative to it;
// from 0, that is absolute.
const snapping = 1e-9

// snap returns the likely coefficient that c is, up to the rounding of a fit. It
// reports false if there is none.
func snap(c float64, by coefficientScale) (coefficient, bool) {
	if math.Abs(c) <= snapping {
		return coefficient{0, by, "0"}, true
	}
	for _, l := range likely() {
		if math.Abs(math.Abs(c)-l.value) <= snapping*l.value {
			return coefficient{math.Copysign(l.value, c), by, signed(c, scaledText(l, by))}, true
		}
	}
	return coefficient{}, false
}

func scaledText(number coefficient, by coefficientScale) string {
	switch {
	case by.name == "":
		return number.text
	case number.value == 1:
		return by.name
	default:
		return number.text + " · " + by.name
	}
}

func signed(c float64, text string) string {
	if c < 0 {
		return "−" + text
	}
	return text
}

// departure is a term that differs from the right one.
type departure struct{ code, why string }

// departure says what is wrong with a term that has the coefficient own, or
// none.
func (c column) departure(own []coefficient) (d departure, wrong bool) {
	switch {
	case len(own) == 0 && c.right == 0:
		return departure{}, false
	case len(own) == 0:
		return departure{"term-missing", "the term " + c.name + " is missing"}, true
	case c.right == 0:
		return departure{"term-extra", "there is " + c.superfluous(own[0]) + " too many"}, true
	case own[0].by.name == "" && own[0].value == c.right:
		return departure{}, false
	case c.whole:
		return departure{"term-coefficient", "it has the factor " + own[0].text + ", where " + c.rightText() + " is right"}, true
	default:
		return departure{"term-coefficient", "the term " + c.name + " has the factor " + own[0].text + ", where " + c.rightText() + " is right"}, true
	}
}

// rightText writes the right factor, which is 1 or −1.
func (c column) rightText() string { return signed(c.right, "1") }

// superfluous names a term that does not belong where it is.
func (c column) superfluous(own coefficient) string {
	switch text := strings.TrimPrefix(own.text, "−"); {
	case c.name == constantTerm:
		return "a constant " + own.text
	case text == "1":
		return "a term " + signed(own.value, c.name)
	default:
		return "a term " + own.text + " · " + c.name
	}
}

// constantTerm is the name of the term that is the same everywhere.
const constantTerm = "1"
