package git_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/git/gittest"
)

// FuzzPack takes any bytes for a pack and its index. What is read of them ends in
// what the name says or in a sentence.
func FuzzPack(f *testing.F) {
	seeds := 0
	for _, a := range attacks() {
		if large[a.name] {
			continue // they have no pack
		}
		files := gittest.Files{}
		files.Head(files.Commit(files.Tree(), daytime()))
		a.make(files)
		pack, index := files["objects/pack/pack-1.pack"], files["objects/pack/pack-1.idx"]
		if pack == nil || len(pack)+len(index) > 64<<10 {
			continue
		}
		f.Add(pack, index, files["refs/heads/main"])
		seeds++
	}
	require.Greater(f, seeds, 25, "the seeds are there")
	f.Fuzz(func(t *testing.T, pack, index, branch []byte) {
		files := gittest.Files{"HEAD": []byte("ref: refs/heads/main"), "refs/heads/main": branch}
		files.Head(files.Commit(files.Tree(gittest.Entry{Mode: "100644", Name: "a.go", Hash: of("package student\n")}), daytime()))
		files["objects/pack/pack-1.pack"], files["objects/pack/pack-1.idx"] = pack, index
		_ = readAll(files.FS()) // it must return
		files["refs/heads/main"] = branch
		_ = readAll(files.FS())
	})
}

// FuzzObject takes any bytes for a commit and for its tree, under the names that
// are theirs.
func FuzzObject(f *testing.F) {
	files := gittest.Files{}
	tree := gittest.TreeOf(gittest.Entry{Mode: "100644", Name: "a.go", Hash: files.Blob("x")}, gittest.Entry{Mode: "160000", Name: "b"})
	f.Add(gittest.CommitOf(gittest.Name("tree", tree), daytime()), tree)
	f.Add([]byte("tree "), []byte("40000 ..\x00"))
	f.Fuzz(func(t *testing.T, commit, tree []byte) {
		files := gittest.Files{}
		h := files.Loose("tree", tree)
		files.Head(files.Loose("commit", commit))
		_ = readAll(files.FS())
		files.Head(files.Commit(h, daytime()))
		_ = readAll(files.FS())
	})
}
