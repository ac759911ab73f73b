package roster

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Folded returns a name, an id or an address in the form in which such are
// compared: without the ways in which one name can be encoded (NFC), without the
// difference of upper and lower case in any script, and with single blanks.
func Folded(name string) string {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	return norm.NFC.String(cases.Fold().String(name))
}
