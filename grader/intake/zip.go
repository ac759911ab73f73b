package intake

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
)

// readZip reads the directory of a zip file. Contents are unpacked when they are
// asked for, so that nobody's large files cost anything.
func (a *archive) readZip(r io.ReaderAt, bytes int64) error {
	z, err := zip.NewReader(r, bytes)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // paths are judged here
		return a.damaged(err)
	}
	if len(z.File) > a.mostEntries() {
		return a.tooManyEntries()
	}
	for _, f := range z.File {
		switch i := (item{}); {
		case f.Mode().IsDir():
			i.kind = folder
			a.add(zipName(f.Name), i, nil)
		case f.Mode()&fs.ModeSymlink != 0:
			i.kind, i.irregular = link, fmt.Sprintf("it is a symbolic link in the archive %s; hand in a copy of the file itself", a.name)
			a.add(zipName(f.Name), i, nil)
		case !f.Mode().IsRegular():
			i.kind, i.irregular = other, fmt.Sprintf("it is a device or the like in the archive %s; hand in the file itself", a.name)
			a.add(zipName(f.Name), i, nil)
		default:
			a.add(zipName(f.Name), i, a.unzip(f))
		}
	}
	a.findOverlaps(z.File)
	return nil
}

// encrypted is the bit of a zip entry's flags that says so.
const encrypted = 1

// unzip returns the opener of a file.
func (a *archive) unzip(f *zip.File) opener {
	return func(limit int64) ([]byte, error) {
		if f.Flags&encrypted != 0 {
			return nil, fmt.Errorf("it is encrypted in the archive %s; pack it without a password", a.name)
		}
		if a.left <= 0 {
			return nil, a.spent()
		}
		packed, err := f.Open()
		switch {
		case errors.Is(err, zip.ErrAlgorithm):
			return nil, fmt.Errorf("it is packed by a method that is not read (%d) in the archive %s; pack it as an ordinary zip", f.Method, a.name)
		case err != nil:
			return nil, fmt.Errorf("it is damaged in the archive %s; pack it anew", a.name)
		}
		defer packed.Close()
		content, err := readAtMost(packed, limit)
		switch {
		case errors.Is(err, errTooLarge):
			a.left -= limit
			return nil, err
		case err != nil:
			return nil, fmt.Errorf("it is damaged in the archive %s; pack it anew", a.name)
		}
		a.left -= int64(len(content))
		return content, nil
	}
}

// spent puts down that all that may come out of the archive has.
func (a *archive) spent() error {
	err := &spentError{a.name, a.limits.ClassUnpack}
	if a.student {
		err.limit = a.limits.Unpack
	}
	a.blame(".", err.Error())
	return err
}

// spentError is the error of an archive out of which too much comes.
type spentError struct {
	archive string
	limit   int64
}

func (e *spentError) Error() string {
	return fmt.Sprintf("the archive %s unpacks to more than %s", e.archive, size(e.limit))
}

// findOverlaps puts down files that share packed bytes: no program packs so, but
// a few bytes can be made into any number of files.
func (a *archive) findOverlaps(files []*zip.File) {
	type span struct {
		from, to int64
		name     string
	}
	var spans []span
	for _, f := range files {
		from, err := f.DataOffset()
		length := int64(f.CompressedSize64)
		if err != nil || length <= 0 || !isWanted(path.Base(f.Name)) { // read, or not, as damaged
			continue
		}
		spans = append(spans, span{from, from + length, zipName(f.Name)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		before, s := spans[i-1], spans[i]
		if s.from >= before.to {
			continue
		}
		for _, name := range []string{before.name, s.name} {
			clean, _ := entryPath(name)
			a.blame(path.Dir(clean), fmt.Sprintf("the archive %s holds the entries %s and %s in the same bytes", a.name, quote(before.name), quote(s.name)))
		}
		spans[i].to = max(before.to, s.to)
	}
}
