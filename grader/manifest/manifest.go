// Package manifest says which files of a handout are no longer as they were
// handed out.
//
// A manifest stands in every handout. It finds what was changed by accident; who
// wants to know what was changed on purpose compares with the manifest that
// package handout makes, and not with one that a student could have changed too.
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// File is where the manifest of a handout stands.
const File = "MANIFEST"

// Reports is the folder that a CI run writes its reports to, which are nobody's
// change.
const Reports = "gradus-report"

// Manifest has the SHA-256 of every protected file, by its path with slashes.
type Manifest map[string]string

// Of returns the manifest of files.
func Of(files map[string][]byte) Manifest {
	m := Manifest{}
	for name, content := range files {
		if Protected(name) {
			m[name] = sum(content)
		}
	}
	return m
}

// Protected reports whether a file of a handout is to stay as it is: all are but
// the Go files in the folder student, and of these the test that came with them
// is.
func Protected(name string) bool {
	return path.Dir(name) != "student" || path.Ext(name) != ".go" || name == "student/student_test.go"
}

func sum(content []byte) string {
	h := sha256.Sum256(content)
	return hex.EncodeToString(h[:])
}

// Bytes returns the manifest as sha256sum reads it.
func (m Manifest) Bytes() []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(&b, "%s  %s\n", m[name], name)
	}
	return b.Bytes()
}

var line = regexp.MustCompile(`^([0-9a-f]{64})  (.+)$`)

// Parse reads what Bytes returned.
func Parse(text []byte) (Manifest, error) {
	m := Manifest{}
	for i, l := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		parts := line.FindStringSubmatch(strings.TrimSuffix(l, "\r"))
		if parts == nil {
			return nil, fmt.Errorf("line %d of the manifest is not a hash and a path", i+1)
		}
		m[parts[2]] = parts[1]
	}
	return m, nil
}

// Changes are the protected files that are not as they were handed out, each
// list in order. A file that is no protected one of the handout is added.
type Changes struct {
	Changed, Added, Removed []string
}

// None reports whether everything is as it was.
func (c Changes) None() bool { return len(c.Changed)+len(c.Added)+len(c.Removed) == 0 }

// Lines says it, a line for each file.
func (c Changes) Lines() []string {
	var lines []string
	for _, these := range []struct {
		what  string
		names []string
	}{{"changed", c.Changed}, {"added", c.Added}, {"removed", c.Removed}} {
		for _, name := range these.names {
			lines = append(lines, fmt.Sprintf("%-8s %s", these.what, name))
		}
	}
	return lines
}

// Compare reads a repository and says what is not as in the manifest. What is no
// regular file, such as a link, is changed whatever stands behind it.
func (m Manifest) Compare(repository fs.FS) (Changes, error) {
	var c Changes
	seen := map[string]bool{}
	err := fs.WalkDir(repository, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == ".git" || name == Reports):
			return fs.SkipDir
		case d.IsDir() || name == ".git" || name == File && m[File] == "" || !Protected(name):
			return nil
		}
		seen[name] = true
		want, known := m[name]
		if !known {
			c.Added = append(c.Added, name)
			return nil
		}
		if !d.Type().IsRegular() {
			c.Changed = append(c.Changed, name)
			return nil
		}
		content, err := fs.ReadFile(repository, name)
		if err == nil && sum(content) != want {
			c.Changed = append(c.Changed, name)
		}
		return err
	})
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !seen[name] {
			c.Removed = append(c.Removed, name)
		}
	}
	return c, err
}
