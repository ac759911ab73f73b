package intake

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
)

// readTarGzip reads a tar file that was packed with gzip.
func (a *archive) readTarGzip(r io.Reader) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return a.damaged(err)
	}
	if err := a.readTar(z); err != nil {
		return err
	}
	// The checksum stands at the end. What follows it is nobody's.
	_, err = io.Copy(io.Discard, &meter{z, a})
	if err != nil && !errors.Is(err, gzip.ErrHeader) {
		return a.damaged(err)
	}
	return nil
}

// readTar reads a tar file, which has no directory: it is gone through once, and
// what may be asked for is kept.
func (a *archive) readTar(r io.Reader) error {
	t := tar.NewReader(&meter{r, a})
	for entries := 1; ; entries++ {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil && !errors.Is(err, tar.ErrInsecurePath): // paths are judged here
			return a.damaged(err)
		case entries > a.mostEntries():
			return a.tooManyEntries()
		}
		var i item
		var open opener
		switch h.Typeflag {
		case tar.TypeXGlobalHeader:
			continue
		case tar.TypeDir:
			i.kind = folder
		case tar.TypeReg:
			if open, err = a.keep(t, path.Base(h.Name)); err != nil {
				return err
			}
		case tar.TypeSymlink:
			i.kind, i.irregular = link, fmt.Sprintf("it is a symbolic link in the archive %s; hand in a copy of the file itself", a.name)
		case tar.TypeLink:
			i.kind, i.irregular = link, fmt.Sprintf("it is a hard link in the archive %s; hand in a copy of the file itself", a.name)
		default:
			i.kind, i.irregular = other, fmt.Sprintf("it is a device or the like in the archive %s; hand in the file itself", a.name)
		}
		a.add(legible(h.Name), i, open)
	}
}

// keep reads a file that may be asked for and returns its opener. An error means
// that the archive ends here.
func (a *archive) keep(r io.Reader, base string) (opener, error) {
	if !isWanted(base) || a.student && !isGo(base) {
		return func(int64) ([]byte, error) { return nil, errors.New("it was not kept") }, nil
	}
	content, err := readAtMost(r, a.limit(base))
	switch {
	case errors.Is(err, errTooLarge):
		return func(int64) ([]byte, error) { return nil, errTooLarge }, nil
	case err != nil:
		return nil, a.damaged(err)
	}
	if a.kept -= int64(len(content)); a.kept < 0 {
		return nil, fmt.Errorf("the archive %s holds more submissions than can be kept at once", a.name)
	}
	return func(limit int64) ([]byte, error) {
		if int64(len(content)) > limit {
			return nil, errTooLarge
		}
		return content, nil
	}, nil
}

// meter counts what comes out of an archive and stops where the limit is.
type meter struct {
	from io.Reader
	of   *archive
}

func (m *meter) Read(p []byte) (int, error) {
	if m.of.left <= 0 {
		return 0, m.of.spent()
	}
	n, err := m.from.Read(p[:min(int64(len(p)), m.of.left)])
	m.of.left -= int64(n)
	return n, err
}
