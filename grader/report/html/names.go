package html

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

// names gives each submission a page whose name no system takes amiss, Windows
// and its folding of capitals among them. The name depends on the submission's
// alone, so that a link to it stays good.
type names map[string]bool

// Plain names are used as they are; those that could be made out of another, or
// that Windows keeps for itself, are not.
var (
	plain    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	hashed   = regexp.MustCompile(`-[0-9a-f]{12}$`)
	reserved = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
	unusable = regexp.MustCompile(`[^a-z0-9]+`)
)

// longest is what a name may measure, in bytes.
const longest = 48

func (n names) page(submission string) string {
	base := submission
	if len(base) > longest || !plain.MatchString(base) || hashed.MatchString(base) || reserved.MatchString(base) {
		sum := sha256.Sum256([]byte(submission))
		legible := unusable.ReplaceAllString(strings.ToLower(submission), "-")
		legible = strings.Trim(legible[:min(len(legible), longest)], "-")
		base = strings.TrimPrefix(legible+"-", "-") + hex.EncodeToString(sum[:6])
		if !strings.Contains(base, "-") { // nothing of it is legible
			base = "student-" + base
		}
	}
	name := base
	for i := 2; n[name]; i++ { // a class has no name twice, but a report that was read may
		name = fmt.Sprintf("%s-again-%d", base, i)
	}
	n[name] = true
	return name + ".html"
}
