package intake

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// Canvas's download of all submissions holds loose files:
//
//	lovelaceada_4711_998877_linear.go
//	lovelaceada_LATE_4711_998878_linear-1.go   handed in again
//	anon_Qx3Ab_LATE_998879_linear.go           anonymous grading
//	lovelaceada_4711_text.html                 typed into the form, or a link
//
// that is a name without blanks and signs, the user, the attachment and the
// file. Two students may have one such name; the user is the key.
type canvasName struct {
	student, user string
	late          bool
	attachment    uint64
	file          string // "" for what is no file
}

var (
	canvasAnonymous = regexp.MustCompile(`^anon_([A-Za-z0-9]+)_(?:(LATE)_)?(\d+)_(.+)$`)
	canvasKnown     = regexp.MustCompile(`^([^_]*)_(?:(LATE)_)?(\d+)_(\d+)_(.+)$`)
	canvasTyped     = regexp.MustCompile(`^([^_]*)_(?:(LATE)_)?(\d+)_(?:text|link)\.html$`)
	numberedStem    = regexp.MustCompile(`^(.+)-(\d{1,3})$`)
)

func parseCanvas(name string) (c canvasName, ok bool) {
	if f := canvasAnonymous.FindStringSubmatch(name); f != nil {
		number, err := strconv.ParseUint(f[3], 10, 64)
		return canvasName{"", f[1], f[2] != "", number, f[4]}, err == nil
	}
	if f := canvasKnown.FindStringSubmatch(name); f != nil {
		number, err := strconv.ParseUint(f[4], 10, 64)
		return canvasName{f[1], f[3], f[2] != "", number, f[5]}, err == nil
	}
	if f := canvasTyped.FindStringSubmatch(name); f != nil {
		return canvasName{student: f[1], user: f[3], late: f[2] != ""}, true
	}
	return canvasName{}, false
}

// called is what the submission is named for; anonymous ones have but a key.
func (c canvasName) called() string {
	if c.student == "" {
		return "anon " + c.user
	}
	return legible(c.student)
}

// isCanvas asks that most of what could be handed in is named so: a student's own
// file may have such a name by chance.
func isCanvas(items []item) bool {
	named, others := 0, 0
	for _, i := range items {
		_, ok := parseCanvas(i.name)
		switch {
		case i.kind == folder || isGo(i.name) && !ok:
			others++
		case ok:
			named++
		}
	}
	return named > others
}

func (r reader) canvas(p place, items []item) []unread {
	var class []unread
	at := map[string]int{} // in class, by user
	all := map[string][]attachment{}
	for _, i := range items {
		c, ok := parseCanvas(i.name)
		switch {
		case !ok && i.isGoFile():
			class = append(class, named(stem(legible(i.name)), r.pieces(p, piece{i, legible(i.name), path.Join(p.dir, i.name)})))
			continue
		case !ok || i.kind == folder:
			if u, ok := r.plain(p, i); ok {
				class = append(class, u)
			}
			continue
		}
		if _, seen := at[c.user]; !seen {
			at[c.user] = len(class)
			u := named(c.called(), nil)
			u.Students = []grader.Student{{Name: legible(c.student), Platform: c.user}}
			class = append(class, u)
		}
		if c.file != "" {
			all[c.user] = append(all[c.user], newAttachment(c, piece{i, legible(c.file), path.Join(p.dir, i.name)}))
		}
	}
	for user, i := range at {
		r.attach(p, &class[i], all[user])
	}
	return class
}

// attachment is a file in Canvas, where one that is handed in again gets a
// number: linear-1.go.
type attachment struct {
	piece
	canvasName
	base string // the name without the number
	time int    // the number, 0 without one
}

func newAttachment(c canvasName, p piece) attachment {
	a := attachment{piece: p, canvasName: c, base: p.as}
	ending := p.as[len(stem(p.as)):]
	if f := numberedStem.FindStringSubmatch(stem(p.as)); f != nil {
		a.base = f[1] + ending
		a.time, _ = strconv.Atoi(f[2]) // three digits are a number
	}
	return a
}

// attach gives a submission the latest attachments.
func (r reader) attach(p place, u *unread, all []attachment) {
	latest, superseded := latestOf(all)
	var pieces []piece
	for _, a := range latest {
		if !isGo(a.as) && !isArchive(a.as) {
			continue
		}
		u.Handed.Late = u.Handed.Late || a.late
		u.Handed.Attempt = max(u.Handed.Attempt, a.time+1)
		pieces = append(pieces, a.piece)
	}
	u.read = func(e *Entry) {
		e.Submission = r.assemble(p.tree, e.Submission, pieces)
		e.Notes = append(e.Notes, superseded...)
	}
}

// latestOf sorts out what was handed in again later. A name with a number is the
// later form of another only if that other is there, or was; a student may number
// files too, such as part-1.go and part-2.go, and these all count.
func latestOf(all []attachment) (latest []attachment, superseded []string) {
	first, forms := map[string]bool{}, map[string]int{}
	for _, a := range all {
		first[a.as] = true
		forms[a.base]++
	}
	slices.SortFunc(all, func(a, b attachment) int {
		return cmp.Or(strings.Compare(a.base, b.base), cmp.Compare(a.time, b.time), cmp.Compare(a.attachment, b.attachment))
	})
	for i, a := range all {
		again := first[a.base]
		if i+1 < len(all) && all[i+1].base == a.base && (again || all[i+1].as == a.as) {
			superseded = append(superseded, "the file "+quote(a.as)+" is left out: it was handed in again as "+quote(all[i+1].as))
			continue
		}
		if again || forms[a.base] == 1 {
			a.as = a.base
		} else {
			a.time = 0
		}
		latest = append(latest, a)
	}
	return latest, superseded
}
