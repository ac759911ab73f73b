package grader

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
)

// Submission is what one student handed in.
type Submission struct {
	// Name says whose it is; it is unique within a class.
	Name string
	// Files are its Go files, sorted by name. Other files are not taken along.
	Files []File
	// Notes tell what was left out while reading it, one sentence each.
	Notes []string
	// Refusal says why nothing of it can be graded; empty if something can.
	Refusal string
}

// File is a Go source file of a submission.
type File struct {
	Name    string // a base name such as "xor_linear.go", no path
	Content []byte
	// Refusal says why the content was not read, as for a file that is too
	// large; empty if it was.
	Refusal string
}

// Work identifies what is to be graded: of submissions with equal work, the
// results are equal.
func (s Submission) Work() string { return s.Hash() + s.Refusal }

// Hash identifies the files by their names and contents, whatever their order:
// equal submissions, and only they, have equal hashes (SHA-256, in hex).
func (s Submission) Hash() string {
	files := slices.Clone(s.Files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	h := sha256.New()
	part := func(b []byte) {
		h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	for _, f := range files {
		part([]byte(f.Name))
		part(f.Content)
		part([]byte(f.Refusal))
	}
	return hex.EncodeToString(h.Sum(nil))
}
