package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The longest names and deepest folders that an entry of an archive may have;
// file systems allow 255 bytes for a name.
const (
	maxName  = 255
	maxPath  = 1024
	maxDepth = 32
)

// entryPath returns the clean path of an archive's entry. If the entry must not
// be, problem says why, and the path is of the folder down to which it is
// credible.
func entryPath(name string) (clean, problem string) {
	switch {
	case len(name) > maxPath:
		return ".", fmt.Sprintf("has a name of more than %d bytes", maxPath)
	case strings.ContainsRune(name, '\\'):
		return ".", "is written with backslashes"
	case strings.HasPrefix(name, "/"):
		return ".", "is an absolute path"
	case len(name) > 1 && name[1] == ':':
		return ".", "names a drive"
	}
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		switch {
		case part == "" || part == ".": // as in ./a.go and folder/
			continue
		case part == "..":
			problem = "leads out of its folder"
		case len(part) > maxName:
			problem = fmt.Sprintf("has a name of more than %d bytes", maxName)
		case strings.ContainsFunc(part, unicode.IsControl):
			problem = "has a control character in its name"
		case len(parts) == maxDepth:
			problem = fmt.Sprintf("stands more than %d folders deep", maxDepth)
		default:
			parts = append(parts, part)
			continue
		}
		break
	}
	if problem != "" {
		return clip(parts), problem
	}
	return clip(parts), ""
}

func clip(parts []string) string {
	if len(parts) == 0 {
		return "."
	}
	return path.Join(parts...)
}

// folded returns a name such that names which are the same but for upper and
// lower case, in any script, are equal. Names that differ only in how an accent
// is encoded stay apart; the rules for file names admit no accent at all.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, name)
}

// isReserved tells the names that Windows takes for a device, whatever their
// ending.
func isReserved(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, base) {
		return true
	}
	port, numbered := strings.CutPrefix(base, "com")
	if !numbered {
		port, numbered = strings.CutPrefix(base, "lpt")
	}
	return numbered && len(port) == 1 && '1' <= port[0] && port[0] <= '9'
}

// legible makes any file name UTF-8, its other bytes as \xNN.
func legible(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for len(name) > 0 {
		r, size := utf8.DecodeRuneInString(name)
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&b, `\x%02x`, name[0])
		} else {
			b.WriteRune(r)
		}
		name = name[size:]
	}
	return b.String()
}

// codePage437 are the characters 128 to 255 of the code page that the zip format
// falls back on.
const codePage437 = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" +
	"░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀" +
	"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0"

// zipName returns the name of a zip's entry: UTF-8 where it is, or else from code
// page 437.
func zipName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	page := []rune(codePage437)
	var b strings.Builder
	for _, c := range []byte(name) {
		if c < 128 {
			b.WriteByte(c)
		} else {
			b.WriteRune(page[c-128])
		}
	}
	return b.String()
}
