package engine_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// TestKilledWorkers kills processes of the grader at random, workers, the go
// command, compilers and linkers, while it grades a class again and again. No
// submission is lost by it and no report changes.
func TestKilledWorkers(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles and grades a class several times")
	}
	kills := 10
	if thorough() {
		kills = 50
	}
	class := []grader.Submission{key(t)}
	for _, id := range []specs.ID{specs.IDActivations, specs.IDXORNetwork} {
		mutants := slices.DeleteFunc(readMutants(t), func(m mutant) bool { return m.exercise != id })
		for _, m := range mutants[:min(6, len(mutants))] {
			class = append(class, m.submission(t))
		}
	}
	require.GreaterOrEqual(t, len(class), 12)
	e := newEngine(t, 2, specs.IDActivations, specs.IDXORNetwork)
	undisturbed, err := e.Grade(t.Context(), class, nil)
	require.NoError(t, err)

	k := newKiller(kills)
	stop, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		k.run(stop)
	}()
	rounds := 0
	for ended := false; !ended; rounds++ {
		reports, err := e.Grade(t.Context(), class, nil)
		require.NoError(t, err)
		if !assert.Equal(t, undisturbed, reports, "round %d", rounds+1) {
			break
		}
		select {
		case <-done:
			ended = true
		default:
		}
	}
	close(stop)
	<-done
	require.NoError(t, k.err)
	t.Logf("%d workers and %d processes of the toolchain killed in %d rounds", k.workers, k.tools, rounds)
	assert.Equal(t, kills, k.workers+k.tools)
	assert.Positive(t, k.workers, "workers are among those killed")
	assert.Positive(t, k.tools, "the toolchain is among those killed")
}

// killer kills descendants of this process. Its clock is their births, so that
// what it does to a class does not depend on the speed of the machine.
type killer struct {
	random   *rand.Rand
	left     int            // to kill
	seen     map[int]bool   // processes ever alive
	births   int            // still to come before the next kill
	perBuild map[string]int // kills among the tools of one run of the compiler
	workers  int            // killed
	tools    int            // killed
	err      error
}

// mostPerBuild is how often one compilation is made to start again: it gives up
// in the end on a toolchain that is killed each time.
const mostPerBuild = 2

func newKiller(kills int) *killer {
	return &killer{random: rand.New(rand.NewPCG(4, 50)), left: kills, seen: map[int]bool{}, perBuild: map[string]int{}}
}

// run kills until enough is done, or it is stopped.
func (k *killer) run(stop <-chan bool) {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for k.left > 0 && k.err == nil {
		select {
		case <-stop:
			return
		case <-look.C:
			k.look()
		}
	}
}

// look notes who is alive, and kills one of them if it is time.
func (k *killer) look() {
	children, err := descendants()
	if err != nil {
		k.err = err
		return
	}
	for pid := range children {
		if !k.seen[pid] {
			k.seen[pid] = true
			k.births--
		}
	}
	alive := slices.Sorted(maps.Keys(children))
	if k.births > 0 || len(alive) == 0 {
		return
	}
	pid := alive[k.random.IntN(len(alive))]
	folder, err := os.Readlink(filepath.Join("/proc", strconv.Itoa(children[pid]), "cwd"))
	if err != nil {
		return // it is gone
	}
	build, _, tool := cutBuild(folder)
	if tool && k.perBuild[build] == mostPerBuild || syscall.Kill(pid, syscall.SIGKILL) != nil {
		return
	}
	if tool {
		k.perBuild[build]++
		k.tools++
	} else {
		k.workers++
	}
	k.left--
	k.births = 2 + k.random.IntN(4)
}

// cutBuild finds the folder of a compilation in the path of a working folder.
func cutBuild(folder string) (build, module string, ok bool) {
	_, rest, ok := strings.Cut(filepath.ToSlash(folder), "/"+path.Join("build", "work")+"/")
	if !ok {
		return "", "", false
	}
	build, module, _ = strings.Cut(rest, "/")
	return build, module, true
}

// descendants returns the processes that this one has started, and those that
// they have: for each the child of this process that it comes from.
func descendants() (map[int]int, error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	parents := map[int]int{}
	for _, file := range stats {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it is gone
		}
		// pid (name) state ppid ...; the name may hold anything.
		after := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil || len(after) < 2 || after[0] == "Z" {
			continue
		}
		if parents[pid], err = strconv.Atoi(after[1]); err != nil {
			return nil, err
		}
	}
	children := map[int]int{}
	for pid := range parents {
		for from := pid; from > 1; from = parents[from] {
			if parents[from] == os.Getpid() {
				children[pid] = from
				break
			}
		}
	}
	return children, nil
}
