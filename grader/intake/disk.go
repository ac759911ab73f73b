package intake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// disk is a folder. Nothing is opened that is not a folder or a regular file by
// its own mode, and nothing is reached outside the folder, not even if it changes
// while it is read.
type disk struct{ root *os.Root }

func (d disk) fault(string) string { return "" }
func (d disk) untold() string      { return "" }
func (d disk) nests() bool         { return true }

func (d disk) list(dir string, most int) ([]item, error) {
	f, err := d.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var items []item
	for {
		entries, err := f.ReadDir(1024)
		for _, e := range entries {
			items = append(items, itemOf(e))
		}
		switch {
		case len(items) > most:
			return nil, errTooMany
		case errors.Is(err, io.EOF):
			slices.SortFunc(items, func(a, b item) int { return strings.Compare(a.name, b.name) })
			return items, nil
		case err != nil:
			return nil, err
		}
	}
}

func itemOf(e fs.DirEntry) item {
	switch i := (item{name: e.Name()}); {
	case e.IsDir():
		i.kind = folder
		return i
	case e.Type().IsRegular():
		return i
	case e.Type()&fs.ModeSymlink != 0:
		i.kind, i.irregular = link, notRegular
		return i
	default:
		i.kind, i.irregular = other, notRegular
		return i
	}
}

func (d disk) read(path string, limit int64) ([]byte, error) {
	content, err := d.readRegular(path, limit)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, fmt.Errorf("it cannot be read: %s", reason(err))
	}
	return content, err
}

func (d disk) readRegular(path string, limit int64) ([]byte, error) {
	before, err := d.root.Lstat(path)
	switch {
	case err != nil:
		return nil, err
	case !before.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case before.Size() > limit:
		return nil, errTooLarge
	}
	f, err := d.root.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if after, err := f.Stat(); err != nil || !os.SameFile(before, after) {
		return nil, errors.New("it was changed while it was read")
	}
	return readAtMost(f, limit)
}

// reason returns an error without the path in it, which is ours and not the
// student's.
func reason(err error) string {
	var in *fs.PathError
	if errors.As(err, &in) {
		return in.Err.Error()
	}
	return err.Error()
}

// openDisk opens a folder, which the caller closes.
func openDisk(path string) (disk, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return disk{}, fmt.Errorf("read submissions: %w", err)
	}
	return disk{root}, nil
}
