package git_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader/git"
	"github.com/gradus-grader/gradus/grader/git/gittest"
)

// readAll reads what can be read from HEAD: all commits, and the files of the
// latest.
func readAll(dir fs.FS) error {
	r, err := git.Open(dir)
	if err != nil {
		return err
	}
	defer r.Close()
	head, err := r.Head()
	if err != nil {
		return err
	}
	if _, _, err := r.LastAt(time.Unix(-1, 0), head); err != nil {
		return err
	}
	return readTree(r, head.Tree)
}

func readTree(r *git.Repository, h git.Hash) error {
	entries, err := r.Tree(h)
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Kind {
		case git.Folder:
			err = readTree(r, e.Hash)
		case git.File:
			_, err = r.Blob(e.Hash, 1<<10)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hostile makes a repository out of an honest one.
type hostile struct {
	name, why, want string
	make            func(f gittest.Files)
}

// blobs makes a repository whose only file is what stands in a pack under a name.
func blobs(f gittest.Files, h git.Hash, records ...gittest.Record) {
	f.Head(f.Commit(f.Tree(gittest.Entry{Mode: "100644", Name: "a.go", Hash: h}), time.Unix(day, 0)))
	f.Pack(records...)
}

// chain makes deltas, each of the one before; all are the same text.
func chain(deltas int, kind byte) (last git.Hash, records []gittest.Record) {
	const text = "package student\n"
	records = []gittest.Record{{Name: git.Hash{0: 1}, Kind: 3, Body: []byte(text)}}
	for i := range deltas {
		name := git.Hash{0: 2, 1: byte(i >> 8), 2: byte(i)}
		records = append(records, gittest.Record{Name: name, Kind: kind, Back: 1, Base: records[i].Name,
			Body: gittest.Delta(len(text), len(text), gittest.Copy(0, len(text)))})
	}
	last = gittest.Name("blob", []byte(text))
	records[deltas].Name = last
	return last, records
}

// daytime is when most commits of these tests were made.
func daytime() time.Time { return time.Unix(day, 0) }

// of is the name of a file that holds a text.
func of(text string) git.Hash { return gittest.Name("blob", []byte(text)) }

func attacks() []hostile {
	const ofs, ref = 6, 7
	a, b := git.Hash{0: 1}, git.Hash{0: 2}
	delta := gittest.Delta(1, 1, gittest.Add("x"))
	refs := func(head string, others ...string) func(gittest.Files) {
		return func(f gittest.Files) {
			delete(f, "refs/heads/main")
			f["HEAD"] = []byte(head)
			for i := 0; i+1 < len(others); i += 2 {
				f[others[i]] = []byte(others[i+1])
			}
		}
	}
	tree := func(entries ...gittest.Entry) func(gittest.Files) {
		return func(f gittest.Files) { f.Head(f.Commit(f.Tree(entries...), time.Unix(day, 0))) }
	}
	file := func(name string) gittest.Entry { return gittest.Entry{Mode: "100644", Name: name, Hash: of("x")} }
	commit := func(text string) func(gittest.Files) {
		return func(f gittest.Files) { f.Head(f.Loose("commit", []byte(text))) }
	}
	changed := func(after string, body []byte) func(gittest.Files) { // of what is 4 bytes long
		return func(f gittest.Files) {
			blobs(f, of(after), gittest.Record{Name: a, Kind: 3, Body: []byte("base")}, gittest.Record{Name: of(after), Kind: ofs, Back: 1, Body: body})
		}
	}
	idx := func(change func(index []byte) []byte) func(gittest.Files) {
		return func(f gittest.Files) {
			last, records := chain(3, ofs)
			blobs(f, last, records...)
			f["objects/pack/pack-1.idx"] = change(f["objects/pack/pack-1.idx"])
		}
	}
	lone := func(content []byte) func(gittest.Files) {
		return func(f gittest.Files) {
			h := git.Hash{0: 0xab, 19: 1}
			f[gittest.LoosePath(h)] = content
			f.Head(h)
		}
	}
	who := "author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n"
	none := strings.Repeat("0", 40)
	return []hostile{
		{"circle of deltas", "following it has no end", "made of more than 250 deltas", func(f gittest.Files) {
			blobs(f, a, gittest.Record{Name: a, Kind: ref, Base: b, Body: delta}, gittest.Record{Name: b, Kind: ref, Base: a, Body: delta})
		}},
		{"delta of itself", "the same", "made of more than 250 deltas", func(f gittest.Files) {
			blobs(f, a, gittest.Record{Name: a, Kind: ref, Base: a, Body: delta})
		}},
		{"chain of 250 deltas", "older versions of git made them", "", func(f gittest.Files) { last, all := chain(250, ofs); blobs(f, last, all...) }},
		{"chain of 251 deltas", "no git makes it", "made of more than 250 deltas", func(f gittest.Files) { last, all := chain(251, ofs); blobs(f, last, all...) }},
		{"chain of 10,000 deltas", "each costs a step", "made of more than 250 deltas", func(f gittest.Files) { last, all := chain(10_000, ref); blobs(f, last, all...) }},
		{"delta that claims 4 GiB", "memory for it would be gone", "too large", changed("x", gittest.Delta(4, 4<<30, gittest.Add("x")))},
		{"record that claims 4 GiB", "the same", "too large", func(f gittest.Files) {
			blobs(f, of("x"), gittest.Record{Name: of("x"), Kind: 3, Size: 4 << 30, Body: []byte("x")})
		}},
		{"record that claims an exabyte", "it does not fit a number", "damaged", func(f gittest.Files) {
			blobs(f, of("x"), gittest.Record{Name: of("x"), Kind: 3, Size: 1 << 60, Body: []byte("x")})
		}},
		{"record that claims 20 MiB", "it claims more than is there", "damaged", func(f gittest.Files) {
			blobs(f, of("x"), gittest.Record{Name: of("x"), Kind: 3, Size: 20 << 20, Body: []byte("x")})
		}},
		{"record that is more than it claims", "a bomb", "damaged", func(f gittest.Files) {
			blobs(f, of("x"), gittest.Record{Name: of("x"), Kind: 3, Size: 1, Body: make([]byte, 8<<20)})
		}},
		{"many large ones", "each is allowed and all together are not", "more than 256 MiB of it would have to be read", func(f gittest.Files) {
			big := make([]byte, 4<<20)
			var entries []gittest.Entry
			for i := range 100 {
				entries = append(entries, gittest.Entry{Mode: "100644", Name: fmt.Sprintf("%03d.go", i), Hash: gittest.Name("blob", []byte{0})})
			}
			f["objects/pack/pack-1.pack"], f["objects/pack/pack-1.idx"] = gittest.Pack(gittest.Record{Name: a, Kind: 3, Body: big},
				gittest.Record{Name: entries[0].Hash, Kind: ofs, Back: 1, Body: gittest.Delta(len(big), 1, gittest.Copy(0, 1))})
			f.Head(f.Commit(f.Tree(entries...), time.Unix(day, 0)))
		}},
		{"delta that copies beyond the end", "it would read another's memory", "damaged", changed("x", gittest.Delta(4, 4, gittest.Copy(1, 4)))},
		{"delta that copies from afar", "a sum must not turn round", "damaged", changed("x", gittest.Delta(4, 1, gittest.Copy(0xffffffff, 1)))},
		{"delta that adds more than it claims", "it would outgrow its room", "damaged", changed("xy", gittest.Delta(4, 1, gittest.Add("xy")))},
		{"delta that adds less", "the rest would be anything", "damaged", changed("x", gittest.Delta(4, 2, gittest.Add("x")))},
		{"delta of another size", "it is of something else", "damaged", changed("x", gittest.Delta(5, 1, gittest.Add("x")))},
		{"delta that ends within", "an instruction is cut", "damaged", changed("x", gittest.Delta(4, 5, []byte{5, 'x'}))},
		{"delta that ends within a copy", "an instruction is cut", "damaged", changed("x", gittest.Delta(4, 5, []byte{0xff, 0}))},
		{"delta with an unknown instruction", "zero is none", "damaged", changed("x", gittest.Delta(4, 1, []byte{0}))},
		{"delta without sizes", "it is empty", "damaged", changed("x", []byte{0x80})},
		{"delta of what is not there", "it is in no pack", "what it is a delta of is not there", func(f gittest.Files) {
			blobs(f, a, gittest.Record{Name: a, Kind: ref, Base: b, Body: delta})
		}},
		{"delta of what stands before the pack", "a distance is too far", "damaged", func(f gittest.Files) {
			changed("x", delta)(f)
			second := 12 + 1 + len(gittest.Deflated([]byte("base")))
			f["objects/pack/pack-1.pack"][second+1] = 0x7f
		}},
		{"record of an unknown kind", "five is none", "damaged", func(f gittest.Files) {
			blobs(f, of("x"), gittest.Record{Name: of("x"), Kind: 5, Body: []byte("x")})
		}},
		{"index with a mad first number", "its list would be of 4 billion", "damaged", idx(func(i []byte) []byte { i[8] = 0xff; return i })},
		{"index with a mad last number", "the same", "damaged", idx(func(i []byte) []byte { i[8+255*4] = 0xff; return i })},
		{"index of nothing but mad numbers", "the same", "damaged", idx(func(i []byte) []byte {
			copy(i[8:], bytes.Repeat([]byte{0xff}, 1024))
			return i
		})},
		{"index that is cut", "its end is missing", "damaged", idx(func(i []byte) []byte { return i[:len(i)/2] })},
		{"index of version 1", "no git has made it since 2008", "of another version than 2", idx(func(i []byte) []byte { return i[8:] })},
		{"index that leads beyond the pack", "there is nothing", "damaged", idx(func(i []byte) []byte {
			binary.BigEndian.PutUint32(i[8+1024+4*24:], 1<<30)
			return bytes.Replace(i, i[8+1024+4*24:][:16], bytes.Repeat([]byte{0x7f}, 16), 1)
		})},
		{"index that leads beyond itself", "its list of what is far is not there", "damaged", idx(func(i []byte) []byte {
			return bytes.Replace(i, i[8+1024+4*24:][:16], bytes.Repeat([]byte{0xff}, 16), 1)
		})},
		{"pack that is cut", "its end is missing", "cannot be read", func(f gittest.Files) {
			last, all := chain(3, ofs)
			blobs(f, last, all...)
			f["objects/pack/pack-1.pack"] = f["objects/pack/pack-1.pack"][:40]
		}},
		{"index without a pack", "half is lost", "pack-1.pack", func(f gittest.Files) {
			last, all := chain(3, ofs)
			blobs(f, last, all...)
			delete(f, "objects/pack/pack-1.pack")
		}},
		{"a thousand packs", "each is two open files", "more than 100 packs", func(f gittest.Files) {
			blobs(f, a, gittest.Record{Name: b, Kind: 3, Body: []byte("x")})
			for i := range 1000 {
				f[fmt.Sprintf("objects/pack/x%d.idx", i)], f[fmt.Sprintf("objects/pack/x%d.pack", i)] = f["objects/pack/pack-1.idx"], f["objects/pack/pack-1.pack"]
			}
		}},

		{"object that is something else", "a name is a promise", "holds something else than its name says", lone(gittest.Deflated([]byte("blob 1\x00x")))},
		{"packed object that is something else", "the same", "holds something else than its name says", func(f gittest.Files) {
			blobs(f, a, gittest.Record{Name: a, Kind: 3, Body: []byte("x")})
		}},
		{"loose object that is a bomb", "many bytes out of few", "damaged", lone(gittest.Deflated(append([]byte("commit 10\x00"), make([]byte, 8<<20)...)))},
		{"loose object that claims much", "memory for it would be gone", "larger than 1 MiB", lone(gittest.Deflated([]byte("commit 9000000000000\x00x")))},
		{"loose object with a long header", "it has no end", "damaged", lone(gittest.Deflated(bytes.Repeat([]byte("9"), 1<<20)))},
		{"loose object with no size", "it is not a number", "damaged", lone(gittest.Deflated([]byte("commit -1\x00")))},
		{"loose object that is cut", "a disk was full", "damaged", lone(gittest.Deflated([]byte("commit 10\x00tree 12345"))[:12])},
		{"loose object that is empty", "a computer lost power", "damaged", lone(nil)},
		{"loose object that is text", "it is not deflated", "damaged", lone([]byte("commit 3\x00abc"))},
		{"loose object of blocks of nothing", "deflated bytes without end, and nothing comes out", "more than 256 MiB of it would have to be read",
			lone(append([]byte{0x78, 0x01}, bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, 60<<20)...))},

		{"no HEAD", "it is no repository", "it has no HEAD", func(f gittest.Files) { delete(f, "HEAD") }},
		{"empty folder", "it is no repository", "it has no HEAD", func(f gittest.Files) { clear(f) }},
		{"empty HEAD", "a computer lost power", `the reference "HEAD" is damaged`, refs("")},
		{"branch without a commit", "nothing was committed", `it holds no commit on its branch "main"`, refs("ref: refs/heads/main\n")},
		{"circle of references", "following it has no end", "from one reference to the next", refs("ref: refs/heads/a", "refs/heads/a", "ref: refs/heads/b", "refs/heads/b", "ref: refs/heads/a")},
		{"reference out of the folder", "it leads to another's files", "is no name of a branch", refs("ref: refs/../../bela/.git/HEAD")},
		{"reference to a file of the system", "the same", "is no name of a branch", refs("ref: /etc/passwd")},
		{"reference to a file of another kind", "only what is in refs is one", "is no name of a branch", refs("ref: objects/info/packs")},
		{"reference with a control character", "it could write to a terminal", `leads to "refs/\x1b[2J"`, refs("ref: refs/\x1b[2J")},
		{"endless HEAD", "a reference is short", "larger than 4096 bytes", refs(strings.Repeat("x", 1<<20))},
		{"reference to a file that is no commit", "only a commit can be checked out", "is a blob where a commit is named", func(f gittest.Files) { f.Head(f.Blob("x")) }},
		{"packed references that are vast", "they are read line by line", "larger than", refs("ref: refs/heads/main", "packed-refs", strings.Repeat("x\n", 4<<20))},
		{"packed reference", "git packs them", "", func(f gittest.Files) {
			f["packed-refs"] = append([]byte("# pack-refs with: peeled\n"+none+" refs/heads/mai\n^"+none+"\n"), strings.TrimSpace(string(f["refs/heads/main"]))+" refs/heads/main\n"...)
			delete(f, "refs/heads/main")
		}},
		{"SHA-256", "its names are longer", "only SHA-1 is read", refs(strings.Repeat("a", 64))},
		{"reftable", "it is another store of references", "reftable", func(f gittest.Files) { f["reftable/tables.list"] = nil }},
		{"alternates", "they lead out of the folder", "borrows objects", func(f gittest.Files) { f["objects/info/alternates"] = []byte("/tmp") }},
		{"shallow that is nonsense", "it lists commits", "is damaged", func(f gittest.Files) { f["shallow"] = []byte("x") }},

		{"commit of 100,000 parents", "each would be read", "is larger than 1 MiB", commit("tree " + none + "\n" + strings.Repeat("parent "+none+"\n", 100_000) + who)},
		{"commit that is cut", "its end is missing", "is damaged", commit("tree " + none)},
		{"commit without a tree", "it has nothing to read", "is damaged", commit(who)},
		{"commit with a long name of a tree", "it is no name", "is damaged", commit("tree " + none + "0\n" + who)},
		{"commit without a committer", "nobody knows when", "is damaged", commit("tree " + none + "\nauthor A <a> 1 +0000\n\n")},
		{"commit without a time", "nobody knows when", "is damaged", commit("tree " + none + "\nauthor A <a> 1 +0000\ncommitter A <a>\n\n")},
		{"commit before 1970", "git has no such time", "is damaged", commit("tree " + none + "\nauthor A <a> 1 +0000\ncommitter A <a> -5 +0000\n\n")},
		{"commit after the year 9999", "it could not be written in a report", "is damaged", commit("tree " + none + "\nauthor A <a> 1 +0000\ncommitter A <a> 253402300800 +0000\n\n")},
		{"commit that follows what is not there", "a history is cut", "it is not there", commit("tree " + none + "\nparent " + strings.Repeat("1", 40) + "\n" + who)},
		{"many commits", "a history has an end", "more than 100000 commits", func(f gittest.Files) {
			h := f.Commit(f.Tree(), time.Unix(day, 0))
			for i := range 100_000 {
				h = f.Commit(f.Tree(), time.Unix(day+int64(i), 0), h)
			}
			f.Head(h)
		}},

		{"name that leads upwards", "a file of it could be anywhere", `holds the name "..", which is none`, tree(file(".."))},
		{"name that is a path", "the same", `holds the name "a/../../b.go", which is none`, tree(file("a/../../b.go"))},
		{"name of the folder itself", "a tree would be in itself", `holds the name ".", which is none`, tree(file("."))},
		{"name that is empty", "it is none", `holds the name "", which is none`, tree(file(""))},
		{"name that is taken", "one of two would count", `holds the name "a.go" twice`, tree(file("a.go"), file("b.go"), file("a.go"))},
		{"tree that is cut", "its end is missing", "is damaged", func(f gittest.Files) {
			f.Head(f.Commit(f.Loose("tree", gittest.TreeOf(file("a.go"))[:20]), time.Unix(day, 0)))
		}},
		{"tree that is vast", "each name would be kept", "is larger than 1 MiB", tree(file(strings.Repeat("a", 2<<20)))},
		{"tree that is a file", "kinds are told apart", "is a blob where a tree is named", func(f gittest.Files) { f.Head(f.Commit(f.Blob("x"), time.Unix(day, 0))) }},
		{"link and submodule", "they are not read", "", tree(gittest.Entry{Mode: "120000", Name: "a.go", Hash: a}, gittest.Entry{Mode: "160000", Name: "b", Hash: b}, gittest.Entry{Mode: "9", Name: "c", Hash: b})},
	}
}

// large are the attacks that take seconds.
var large = map[string]bool{"many commits": true, "loose object of blocks of nothing": true}

// TestAttacks reads repositories that no git made. Each ends in a sentence or in
// what it holds, and allocates no more than what may be read of it.
func TestAttacks(t *testing.T) {
	for _, tt := range attacks() {
		t.Run(tt.name, func(t *testing.T) {
			if large[tt.name] && testing.Short() {
				t.Skip("it makes much out of nothing")
			}
			f := gittest.Files{}
			f.Head(f.Commit(f.Tree(), time.Unix(day, 0)))
			tt.make(f)
			dir := f.FS()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			err := readAll(dir)
			runtime.ReadMemStats(&after)
			if tt.want == "" {
				assert.NoError(t, err, tt.why)
			} else {
				assert.ErrorContains(t, err, tt.want, tt.why)
			}
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(800<<20))
		})
	}
}

// TestOnlyRegularFiles puts a pipe, whose opening never ends, where a file is read.
func TestOnlyRegularFiles(t *testing.T) {
	last, records := chain(1, 6)
	for _, name := range []string{"HEAD", "refs/heads/main", "packed-refs", "shallow", "objects/pack/pack-1.idx", "objects/pack/pack-1.pack", gittest.LoosePath(last)} {
		for _, mode := range []fs.FileMode{fs.ModeNamedPipe, fs.ModeSymlink, fs.ModeDevice} {
			t.Run(fmt.Sprint(name, " ", mode), func(t *testing.T) {
				f := gittest.Files{}
				blobs(f, last, records...)
				if name == "packed-refs" {
					delete(f, "refs/heads/main")
				}
				dir := f.FS()
				dir[name] = &fstest.MapFile{Mode: mode, Data: []byte("refs")}
				assert.ErrorContains(t, readAll(neverOpens{dir, name}), "is not a regular file")
			})
		}
	}
}

// neverOpens is a folder with a file that must not be opened.
type neverOpens struct {
	fstest.MapFS
	name string
}

func (n neverOpens) Open(name string) (fs.File, error) {
	if name == n.name {
		panic(name + " is opened")
	}
	return n.MapFS.Open(name)
}
