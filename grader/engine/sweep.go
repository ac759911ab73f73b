package engine

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/gradus-grader/gradus/grader/build"
)

// What may be left in the cache. A translated module has some 8 MB, and is used
// again only if the same submission is graded again; a kept one has 2 MB.
const (
	maxModules  = 1 << 30   // bytes, of both
	maxLeftover = time.Hour // age of a folder of a compilation that was cut off
)

// sweep deletes what is not worth its room in the cache: the oldest modules, and folders that a killed grader left behind. Whatever is deleted is
// made again when it is wanted, so nothing that fails here matters.
func sweep(cache string, now time.Time) {
	type file struct {
		path string
		info fs.FileInfo
	}
	var files []file
	var size int64
	for _, folder := range []string{translatedFolder, filepath.Join(buildFolder, build.KeptFolder)} {
		filepath.WalkDir(filepath.Join(cache, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil
			}
			if info, err := d.Info(); err == nil {
				files = append(files, file{path, info})
				size += info.Size()
			}
			return nil
		})
	}
	slices.SortFunc(files, func(a, b file) int {
		return cmp.Or(a.info.ModTime().Compare(b.info.ModTime()), cmp.Compare(a.path, b.path))
	})
	for _, f := range files {
		if size <= maxModules {
			break
		}
		if os.Remove(f.path) == nil {
			size -= f.info.Size()
		}
	}

	work := filepath.Join(cache, buildFolder, "work")
	folders, _ := os.ReadDir(work)
	for _, d := range folders {
		if info, err := d.Info(); err == nil && now.Sub(info.ModTime()) > maxLeftover {
			os.RemoveAll(filepath.Join(work, d.Name()))
		}
	}
}
