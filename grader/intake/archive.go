package intake

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// ArchiveError is the error of an archive that the operator named and that is
// broken or hostile as a whole. What a student handed in is never an error.
type ArchiveError struct {
	Problem string // a clause that names the archive and, if there is one, the entry
}

func (e *ArchiveError) Error() string {
	return "read submissions: " + e.Problem + "; download it again, or unpack it and name the folder"
}

// packAnew is the way out for a student.
const packAnew = "; pack the .go files anew"

// archive is the tree of an archive. Nothing of it is ever written to disk: its
// paths are keys of maps, and only what is asked for is unpacked.
type archive struct {
	name    string
	student bool // handed in by a student, not the archive of a class
	limits  Limits

	known  map[string]kind   // by path
	items  map[string][]item // by folder
	files  map[string]opener
	same   map[string]string // the Go file of a folder and a folded name
	faults []fault
	left   int64 // bytes that may still come out
	kept   int64 // bytes that may still be kept
}

// opener returns a regular file's content of at most limit bytes.
type opener func(limit int64) ([]byte, error)

// fault is something hostile or broken below a folder.
type fault struct {
	dir, problem string
	told         bool
}

// openArchive reads the directory of an archive, of a kind that its first bytes
// tell. An error is a clause that names the archive.
func openArchive(r io.ReaderAt, bytes int64, name string, student bool, limits Limits) (*archive, error) {
	a := &archive{
		name: quote(name), student: student, limits: limits,
		known: map[string]kind{}, items: map[string][]item{}, files: map[string]opener{}, same: map[string]string{},
		left: limits.ClassUnpack, kept: limits.ClassKeep,
	}
	if student {
		a.left, a.kept = limits.Unpack, limits.Unpack
	}
	start := make([]byte, 512)
	n, err := r.ReadAt(start, 0)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("the archive %s cannot be read: %s", a.name, reason(err))
	}
	switch text := string(start[:n]); {
	case strings.HasPrefix(text, "PK"):
		return a, a.readZip(r, bytes)
	case strings.HasPrefix(text, "\x1f\x8b"):
		return a, a.readTarGzip(io.NewSectionReader(r, 0, bytes))
	case n == len(start) && strings.HasPrefix(text[257:], "ustar"):
		return a, a.readTar(io.NewSectionReader(r, 0, bytes))
	case n == 0:
		return nil, fmt.Errorf("the archive %s is empty", a.name)
	default:
		return nil, fmt.Errorf("the archive %s is no zip, tar or tar.gz", a.name)
	}
}

// mostEntries is how many entries it may have.
func (a *archive) mostEntries() int {
	if a.student {
		return a.limits.Entries
	}
	return a.limits.ClassEntries
}

func (a *archive) tooManyEntries() error {
	return fmt.Errorf("the archive %s holds more than %d entries", a.name, a.mostEntries())
}

// damaged is the error of an archive that cannot be read to its end.
func (a *archive) damaged(err error) error {
	var spent *spentError
	if errors.As(err, &spent) {
		return err
	}
	return fmt.Errorf("the archive %s is truncated or damaged", a.name)
}

// add takes an entry in under the name that the archive gives it. An entry that
// is hostile is put down as a fault instead.
func (a *archive) add(entry string, i item, open opener) {
	clean, problem := entryPath(entry)
	if problem != "" {
		a.addFolder(clean) // so that its student is listed, and refused
		a.blame(clean, fmt.Sprintf("the archive %s holds the entry %s, which %s", a.name, quote(entry), problem))
		return
	}
	if clean == "." {
		return
	}
	for part := range strings.SplitSeq(clean, "/") {
		if isLeftover(part) {
			return
		}
	}
	dir, base := path.Split(clean)
	dir = path.Clean(dir)
	if !a.addFolder(dir) {
		a.blame(dir, fmt.Sprintf("the archive %s holds %s as a file and as a folder", a.name, quote(dir)))
		return
	}
	i.name = base
	switch before, taken := a.known[clean]; {
	case taken && before == folder && i.kind == folder:
		return
	case taken && (before == folder || i.kind == folder):
		a.blame(clean, fmt.Sprintf("the archive %s holds %s as a file and as a folder", a.name, quote(clean)))
		return
	case taken && !isWanted(base): // nothing is read of it
		return
	case taken:
		a.blame(dir, fmt.Sprintf("the archive %s holds the entry %s twice", a.name, quote(clean)))
		return
	}
	if i.isGoFile() {
		key := path.Join(dir, folded(base))
		if other, taken := a.same[key]; taken {
			a.blame(dir, fmt.Sprintf("the archive %s holds the entries %s and %s, which some systems take for the same", a.name, quote(other), quote(clean)))
			return
		}
		a.same[key] = clean
	}
	a.known[clean] = i.kind
	a.items[dir] = append(a.items[dir], i)
	if open != nil {
		a.files[clean] = open
	}
}

// addFolder takes in a folder and those it stands in, unless one is a file.
func (a *archive) addFolder(dir string) bool {
	if dir == "." {
		return true
	}
	if k, ok := a.known[dir]; ok {
		return k == folder
	}
	above, base := path.Split(dir)
	above = path.Clean(above)
	if !a.addFolder(above) {
		return false
	}
	a.known[dir] = folder
	a.items[above] = append(a.items[above], item{name: base, kind: folder})
	return true
}

// isWanted tells the names of files whose content may be asked for.
func isWanted(base string) bool {
	return isGo(base) || isArchive(base) || base == gradescopeMetadata
}

// limit is how many bytes a file of that name may have.
func (a *archive) limit(base string) int64 {
	switch {
	case isGo(base):
		return a.limits.File
	case base == gradescopeMetadata:
		return a.limits.Metadata
	default:
		return a.limits.Archive
	}
}

// maxFaults is how many faults are put down one by one; an archive with more is
// no accident, and refused as a whole.
const maxFaults = 1000

func (a *archive) blame(dir, problem string) {
	switch {
	case len(a.faults) < maxFaults:
		a.faults = append(a.faults, fault{dir: dir, problem: problem})
	case len(a.faults) == maxFaults:
		a.faults = append(a.faults, fault{dir: ".", problem: problem})
	}
}

// archiveEnding returns how a name ends if it is an archive's, "" if it is none.
// Archives that cannot be read are known too, so that this can be said of them.
func archiveEnding(name string) string {
	lower := strings.ToLower(name)
	for _, ending := range []string{
		".zip", ".tar", ".tar.gz", ".tgz", // those that can be read
		".rar", ".7z", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz", ".tar.zst",
	} {
		if strings.HasSuffix(lower, ending) {
			return ending
		}
	}
	return ""
}

func isArchive(name string) bool { return archiveEnding(name) != "" }
