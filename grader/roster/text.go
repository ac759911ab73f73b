package roster

import (
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Folded returns a name, an id or an address in the form in which such are
// compared: without the ways in which one name can be encoded (NFC), without the
// difference of upper and lower case in any script, and with single blanks.
func Folded(name string) string {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	return norm.NFC.String(cases.Fold().String(name))
}

// decode returns the text of a file in UTF-8, or in UTF-16 with its mark, as
// spreadsheets write it.
func decode(raw []byte) (string, error) {
	utf8First := unicode.BOMOverride(transform.Nop)
	text, _, err := transform.Bytes(utf8First, raw)
	if err != nil || !utf8.Valid(text) || strings.ContainsRune(string(text), 0) {
		return "", errors.New("it is no text in UTF-8 or UTF-16; save it as \"CSV UTF-8\"")
	}
	return string(text), nil
}

// separatorOf returns what stands between the columns, and the table. Excel writes
// it in a first line of its own; else it is what the line of column names has the
// most of, outside of quotation marks.
func separatorOf(text string) (rune, string) {
	line, rest, _ := strings.Cut(text, "\n")
	if named, ok := strings.CutPrefix(strings.TrimRight(line, "\r"), "sep="); ok && len(named) == 1 && strings.Contains(",;\t", named) {
		return rune(named[0]), rest
	}
	best, most, quoted := ',', 0, false
	count := map[rune]int{}
	for _, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case !quoted && strings.ContainsRune(",;\t", c):
			if count[c]++; count[c] > most {
				best, most = c, count[c]
			}
		}
	}
	return best, text
}
