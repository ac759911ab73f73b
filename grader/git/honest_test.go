package git_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/git"
	"github.com/gradus-grader/gradus/grader/git/gittest"
)

// work is a repository that git itself looks after.
type work struct {
	t   *testing.T
	dir string
}

// newWork makes one, or skips the test where there is no git.
func newWork(t *testing.T) work {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("git is missing: ", err)
		}
		t.Skip("git is not installed")
	}
	w := work{t, t.TempDir()}
	w.git("init", "-q", "-b", "main")
	return w
}

// git runs git as if nobody had configured it.
func (w work) git(args ...string) string { return w.feed("", args...) }

// feed does so with a text for git to read.
func (w work) feed(text string, args ...string) string {
	c := exec.Command("git", args...)
	c.Stdin, c.Dir = strings.NewReader(text), w.dir
	when := fmt.Sprintf("%d +0200", day+75)
	c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.edu",
		"GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.edu", "GIT_AUTHOR_DATE="+when, "GIT_COMMITTER_DATE="+when)
	out, err := c.CombinedOutput()
	require.NoError(w.t, err, "git %s: %s", strings.Join(args, " "), out)
	return strings.TrimSpace(string(out))
}

// day is when the histories of the tests begin; git takes small numbers for dates.
const day = 1_774_000_000

// made is a commit: so many seconds after day, from the commits at these places in
// the history, of which the last is on the branch.
type made struct {
	at   int
	from []int
}

// line is a history without branches.
func line(at ...int) []made {
	var all []made
	for i, s := range at {
		m := made{at: s}
		if i > 0 {
			m.from = []int{i - 1}
		}
		all = append(all, m)
	}
	return all
}

// commit makes a history in which two files change, one long and one short.
func (w work) commit(branch string, history []made) {
	var script, text strings.Builder
	for i, m := range history {
		ref := "refs/heads/" + branch
		if i < len(history)-1 {
			ref = fmt.Sprint("refs/tags/", i)
		}
		fmt.Fprintf(&script, "reset %s\ncommit %s\nmark :%d\ncommitter Ada <ada@example.edu> %d +0200\ndata 4\nwork\n", ref, ref, i+1, day+m.at)
		for k, from := range m.from {
			fmt.Fprintf(&script, "%s :%d\n", [...]string{"from", "merge"}[min(k, 1)], from+1)
		}
		text.Reset()
		for k := range 40 { // each commit changes one line of what is long enough to be worth a delta
			fmt.Fprintf(&text, "// line %d of version %d\n", k, (i-k)/40)
		}
		fmt.Fprintf(&script, "M 100644 inline student/a.go\ndata %d\n%s\n", text.Len(), text.String())
		fmt.Fprintf(&script, "M 100644 inline notes.md\ndata 8\n%8d\n", i)
	}
	w.feed(script.String(), "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet")
}

// packed returns the path of the only index of a pack.
func (w work) packed() string {
	found, err := filepath.Glob(filepath.Join(w.dir, ".git", "objects", "pack", "*.idx"))
	require.NoError(w.t, err)
	require.Len(w.t, found, 1)
	return found[0]
}

// open reads the repository with this package.
func (w work) open() *git.Repository {
	root, err := os.OpenRoot(filepath.Join(w.dir, ".git"))
	require.NoError(w.t, err)
	w.t.Cleanup(func() { root.Close() })
	r, err := git.Open(root.FS())
	require.NoError(w.t, err)
	w.t.Cleanup(func() { r.Close() })
	return r
}

// agree compares with git which commit counts at each of some times, and what the
// last of them holds.
func (w work) agree(times ...int64) {
	r := w.open()
	head, err := r.Head()
	require.NoError(w.t, err)
	assert.Equal(w.t, w.git("rev-parse", "HEAD"), head.Hash.String())
	var last git.Commit
	for _, at := range times {
		want := w.git("rev-list", "-1", "--before="+strconv.FormatInt(at, 10), "HEAD")
		c, found, err := r.LastAt(time.Unix(at, 0), head)
		require.NoError(w.t, err)
		require.Equal(w.t, want != "", found, "at %d git says %q", at, want)
		if found {
			require.Equal(w.t, want, c.Hash.String(), "at %d", at)
			last = c
		}
	}
	name := last.Hash.String()
	assert.Equal(w.t, w.git("show", "-s", "--format=%ct %T", name), fmt.Sprint(last.Time.Unix(), " ", last.Tree))
	assert.Equal(w.t, w.git("ls-tree", "-r", name), strings.Join(listed(w.t, r, last.Tree, ""), "\n"))
}

// listed lists the files of a tree as git does, and reads them: each must be what
// its name says.
func listed(t *testing.T, r *git.Repository, h git.Hash, at string) []string {
	entries, err := r.Tree(h)
	require.NoError(t, err)
	var all []string
	for _, e := range entries {
		if e.Kind == git.Folder {
			all = append(all, listed(t, r, e.Hash, at+e.Name+"/")...)
			continue
		}
		assert.Equal(t, git.File, e.Kind)
		content, err := r.Blob(e.Hash, 1<<20)
		require.NoError(t, err)
		assert.Equal(t, gittest.Name("blob", content), e.Hash)
		all = append(all, fmt.Sprintf("100644 blob %s\t%s%s", e.Hash, at, e.Name))
	}
	return all
}

func TestAsGit(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		history   []made
	}{
		{"a line", "the usual history", line(0, 10, 20, 30, 40, 50, 60, 70, 80, 90)},
		{"many at one time", "a script commits several times in a second", line(10, 10, 50, 50, 50, 60, 60)},
		{"clocks that disagree", "a commit may be older than what it is made from", line(0, 90, 30, 60, 10, 100, 40, 40)},
		{"lines that part and meet", "the later of two is asked first", []made{{at: 0}, {15, []int{0}}, {35, []int{1}}, {12, []int{0}}, {40, []int{3, 2}},
			{37, []int{4}}, {60, []int{4}}, {5, []int{6}}, {70, []int{5, 7}}}},
		{"lines of one time", "the first that was met is asked first", []made{{at: 0}, {20, []int{0}}, {20, []int{0}}, {20, []int{0}}, {60, []int{2, 3, 1}}, {60, []int{3, 1}}, {70, []int{4, 5}}}},
		{"several beginnings", "histories were joined", []made{{at: 30}, {at: 20}, {at: 45}, {50, []int{0, 1, 2}}}},
		{"at random", "whatever else there may be", atRandom(rand.New(rand.NewPCG(1, 1)), 60)},
		{"at random again", "whatever else there may be", atRandom(rand.New(rand.NewPCG(2, 1)), 60)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWork(t)
			w.commit("main", tt.history)
			w.unpack()
			w.agree(day-1, day, day+10, day+45, day+50, day+60, day+99, day+1000)
			for _, keep := range []string{
				"gc -q --aggressive --prune=now",
				"-c repack.useDeltaBaseOffset=false repack -q -a -d -f", // deltas of what is named
				"commit -q --allow-empty -m loose-and-packed",
				"checkout -q --detach HEAD~1",
			} {
				w.git(strings.Fields(keep)...)
				w.agree(day + 55)
			}
		})
	}
}

// atRandom makes a history of that many commits whose clocks mostly agree.
func atRandom(r *rand.Rand, commits int) []made {
	var all []made
	for i := range commits {
		m := made{at: i*100/commits + r.IntN(10)}
		for range min(i, 1+r.IntN(3)) {
			if from := max(0, i-1-r.IntN(6)); !slices.Contains(m.from, from) {
				m.from = append(m.from, from)
			}
		}
		all = append(all, m)
	}
	return all
}

// unpack turns the only pack into loose objects.
func (w work) unpack() {
	index := w.packed()
	pack, err := os.ReadFile(strings.TrimSuffix(index, ".idx") + ".pack")
	require.NoError(w.t, err)
	for _, ending := range []string{".idx", ".pack"} {
		require.NoError(w.t, os.Remove(strings.TrimSuffix(index, ".idx")+ending))
	}
	w.feed(string(pack), "unpack-objects", "-q")
}

// TestDeltas has git make chains of deltas.
func TestDeltas(t *testing.T) {
	w := newWork(t)
	at := make([]int, 200)
	for i := range at {
		at[i] = i
	}
	w.commit("main", line(at...))
	w.git("gc", "-q", "--aggressive", "--prune=now")
	require.Contains(t, w.git("verify-pack", "-s", w.packed()), "chain length = 40: ")
	w.agree(day, day+30, day+59)
}

// TestBranches looks for a branch where git may keep it.
func TestBranches(t *testing.T) {
	w := newWork(t)
	w.commit("ada/hw5/last", line(0, 10, 20))
	w.git("checkout", "-q", "ada/hw5/last")
	w.agree(day + 15)
	w.git("pack-refs", "--all", "--prune")
	w.agree(day + 15)
	require.NoError(t, os.MkdirAll(filepath.Join(w.dir, ".git/refs/heads/ada/hw5/last"), 0o755))
	w.agree(day + 15) // git leaves empty folders behind
	w.git("commit", "-q", "--allow-empty", "-m", "loose before packed")
	w.agree(day+15, day+75)
}

func TestShallow(t *testing.T) {
	w := newWork(t)
	w.commit("main", line(0, 10, 20, 30, 40))
	clone := work{t, filepath.Join(t.TempDir(), "clone")}
	w.git("clone", "-q", "--depth=2", "file://"+filepath.ToSlash(w.dir), clone.dir)
	clone.agree(day+30, day+35, day+1000)

	r := clone.open()
	head, err := r.Head()
	require.NoError(t, err)
	_, _, err = r.LastAt(time.Unix(day+29, 0), head)
	assert.ErrorContains(t, err, "git fetch --unshallow", "what was handed in then is not here, and nobody is late for that")
}

func TestWhatIsNotRead(t *testing.T) {
	for _, tt := range []struct {
		name, why, want string
		make            func(w work)
	}{
		{"empty", "nothing was committed", `it holds no commit on its branch "main"`, func(work) {}},
		{"borrowed objects", "they would lead out of the folder", "clone it again without --shared", func(w work) {
			w.commit("main", line(0))
			w.git("clone", "-q", "--shared", w.dir, "clone")
			require.NoError(w.t, os.RemoveAll(filepath.Join(w.dir, ".git")))
			require.NoError(w.t, os.Rename(filepath.Join(w.dir, "clone", ".git"), filepath.Join(w.dir, ".git")))
		}},
		{"SHA-256", "its names are longer", "only SHA-1 is read", func(w work) {
			require.NoError(w.t, os.RemoveAll(filepath.Join(w.dir, ".git")))
			w.git("init", "-q", "-b", "main", "--object-format=sha256")
			w.commit("main", line(0))
		}},
		{"a lost object", "a disk fails", "cannot be read: it is not there", func(w work) {
			w.commit("main", line(0))
			w.unpack()
			h := w.git("rev-parse", "HEAD")
			require.NoError(w.t, os.Remove(filepath.Join(w.dir, ".git", "objects", h[:2], h[2:])))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWork(t)
			tt.make(w)
			root, err := os.OpenRoot(filepath.Join(w.dir, ".git"))
			require.NoError(t, err)
			defer root.Close()
			r, err := git.Open(root.FS())
			if err == nil {
				defer r.Close()
				_, err = r.Head()
			}
			assert.ErrorContains(t, err, tt.want, tt.why)
		})
	}
}
