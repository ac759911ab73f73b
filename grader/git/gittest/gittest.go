// Package gittest makes git repositories for tests, honest ones and others, byte by
// byte: no git would make the others.
package gittest

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"hash/adler32"
	"os"
	"path/filepath"
	"testing/fstest"
	"time"

	"github.com/gradus-grader/gradus/grader/git"
)

// Hash names an object.
type Hash = git.Hash

// Files are those in a folder .git, by their paths.
type Files map[string][]byte

// FS returns them as they can be read.
func (f Files) FS() fstest.MapFS {
	all := fstest.MapFS{}
	for name, content := range f {
		all[name] = &fstest.MapFile{Data: content}
	}
	return all
}

// Write writes them into a folder .git within dir.
func (f Files) Write(dir string) error {
	for name, content := range f {
		path := filepath.Join(dir, ".git", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Name is what an object is called.
func Name(kind string, content []byte) Hash {
	return sha1.Sum(fmt.Appendf(nil, "%s %d\x00%s", kind, len(content), content))
}

// LoosePath is where the file of an object stands.
func LoosePath(h git.Hash) string { return "objects/" + h.String()[:2] + "/" + h.String()[2:] }

// Deflated returns bytes as git keeps them. Few are not made fewer, which is quicker.
func Deflated(content []byte) []byte {
	if n := uint16(min(len(content), 1<<12)); int(n) == len(content) {
		b := []byte{0x78, 0x01, 1, byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)}
		return binary.BigEndian.AppendUint32(append(b, content...), adler32.Checksum(content))
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(content) // a buffer takes everything
	z.Close()
	return b.Bytes()
}

// Loose adds an object with a file of its own.
func (f Files) Loose(kind string, content []byte) Hash {
	h := Name(kind, content)
	f[LoosePath(h)] = Deflated(fmt.Appendf(nil, "%s %d\x00%s", kind, len(content), content))
	return h
}

// Blob adds a file.
func (f Files) Blob(text string) Hash { return f.Loose("blob", []byte(text)) }

// Entry is one thing in a tree.
type Entry struct {
	Mode, Name string
	Hash       git.Hash
}

// TreeOf returns the content of a tree.
func TreeOf(entries ...Entry) []byte {
	var b []byte
	for _, e := range entries {
		b = fmt.Appendf(b, "%s %s\x00%s", e.Mode, e.Name, e.Hash[:])
	}
	return b
}

// Tree adds a tree.
func (f Files) Tree(entries ...Entry) Hash { return f.Loose("tree", TreeOf(entries...)) }

// CommitOf returns the content of a commit.
func CommitOf(tree git.Hash, at time.Time, parents ...git.Hash) []byte {
	b := fmt.Appendf(nil, "tree %s\n", tree)
	for _, p := range parents {
		b = fmt.Appendf(b, "parent %s\n", p)
	}
	who := fmt.Sprintf("Ada <ada@example.edu> %d +0200", at.Unix())
	return fmt.Appendf(b, "author %s\ncommitter %s\n\nwork\n", who, who)
}

// Commit adds a commit.
func (f Files) Commit(tree git.Hash, at time.Time, parents ...git.Hash) Hash {
	return f.Loose("commit", CommitOf(tree, at, parents...))
}

// Head has a commit checked out, on the branch main.
func (f Files) Head(h git.Hash) Files {
	f["HEAD"] = []byte("ref: refs/heads/main\n")
	f["refs/heads/main"] = []byte(h.String() + "\n")
	return f
}
