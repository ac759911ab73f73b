package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

var benchSizes = flag.String("sizes", "100", "how large the classes of BenchmarkClass are, such as 100,1000,10000")

// How many submissions the slow ways are measured with.
const (
	looped = 10  // by go test, one after the other
	tested = 20  // by one go test of many packages
	built  = 100 // by go build, at most
)

// recorded is how many submissions are graded into a gradebook.
const recorded = 300

// BenchmarkClass measures, in one run on one machine with warm caches, what it
// costs to judge submissions of which no two are alike by the whole rubric,
// hidden cases and answer key included:
//
//	loop     (a) go test, one submission after the other
//	packages (b) one go test of all of them
//	build    (c) no judging: one go build of all of them for WebAssembly
//	grade    (d) gradus grade, of classes of some sizes
//	alone        gradus grade, one submission after the other
//	again        gradus grade with a gradebook, and once more with nothing changed
//
// for submissions of one exercise and for those of all ten.
//
//	go test ./cmd/gradus -run - -bench Class -benchtime 1x -timeout 2h -sizes 100,1000,10000
//
// per-s is by the clock, processor-ms the time of all processors for each. d/a and
// d/b say how many times as fast grading is, d/c how many times as fast as merely
// building, alone/a how long one submission takes compared with one go test, and
// again/first how many times as fast the second time is. Peak memory is that of the grader's own process, on Linux.
func BenchmarkClass(b *testing.B) {
	n := newNursery(b)
	program := buildGradus(b)
	for _, kind := range []struct {
		name     string
		programs []grader.Submission
	}{{"exercise", n.exercise}, {"course", n.course}} {
		b.Run(kind.name, func(b *testing.B) {
			r := newRepository(b)
			loop := r.loop(b, grow(b, kind.programs, looped+1)).over(looped)
			packages := r.packages(b, grow(b, kind.programs, tested)).over(tested)
			build := r.build(b, grow(b, kind.programs, built)).over(built)
			for name, cost := range map[string]cost{"a-loop": loop, "b-packages": packages, "c-build": build} {
				b.Run(name, func(b *testing.B) {
					for b.Loop() {
					}
					show(b, cost.metrics())
				})
			}
			b.Run("alone", func(b *testing.B) {
				class := grow(b, kind.programs, looped)
				for b.Loop() {
					var total cost
					for _, s := range class {
						folder := filepath.Join(b.TempDir(), s.Name)
						plant(b, folder, s)
						took, _ := gradeFolder(b, program, folder)
						total = total.plus(took)
					}
					alone := total.over(looped)
					show(b, alone.metrics())
					show(b, map[string]float64{"alone/a": alone.clock / loop.clock})
				}
			})
			b.Run("again", func(b *testing.B) {
				folder, book := b.TempDir(), filepath.Join(b.TempDir(), "class.gradebook")
				for _, s := range grow(b, kind.programs, recorded) {
					plant(b, filepath.Join(folder, s.Name), s)
				}
				first, _ := gradeFolder(b, program, folder, "--gradebook", book)
				for b.Loop() {
					again, _ := gradeFolder(b, program, folder, "--gradebook", book)
					show(b, again.over(recorded).metrics())
					show(b, map[string]float64{"again/first": first.clock / again.clock})
				}
			})
			for size := range strings.SplitSeq(*benchSizes, ",") {
				b.Run(size, func(b *testing.B) {
					n, err := strconv.Atoi(size)
					require.NoError(b, err)
					folder := b.TempDir()
					for _, s := range grow(b, kind.programs, n) {
						plant(b, filepath.Join(folder, s.Name), s)
					}
					for b.Loop() {
						total, peak := gradeFolder(b, program, folder)
						grade := total.over(n)
						show(b, grade.metrics())
						show(b, map[string]float64{"d/a": loop.clock / grade.clock, "d/b": packages.clock / grade.clock, "d/c": build.clock / grade.clock, "peak-MB": peak})
					}
				})
			}
		})
	}
}

// cost is what something took, in seconds: by the clock, and of all processors.
type cost struct{ clock, processors float64 }

func (c cost) plus(d cost) cost { return cost{c.clock + d.clock, c.processors + d.processors} }

func (c cost) over(n int) cost { return cost{c.clock / float64(n), c.processors / float64(n)} }

func (c cost) metrics() map[string]float64 {
	return map[string]float64{"per-s": 1 / c.clock, "processor-ms": 1000 * c.processors}
}

// costOf is what a command took that began at a time and has ended.
func costOf(begin time.Time, cmd *exec.Cmd) cost {
	return cost{time.Since(begin).Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()}
}

// show shows metrics, and no time per operation, which means nothing here.
func show(b *testing.B, metrics map[string]float64) {
	for name, value := range metrics {
		b.ReportMetric(value, name)
	}
	b.ReportMetric(0, "ns/op")
}

func buildGradus(b *testing.B) string {
	program := filepath.Join(b.TempDir(), "gradus")
	out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput()
	require.NoError(b, err, "%s", out)
	warm := exec.Command(program, "doctor") // which compiles what all submissions need
	out, err = warm.CombinedOutput()
	require.NoError(b, err, "%s", out)
	return program
}

// gradeFolder grades a class and returns what it took, and the grader's peak of
// resident memory in MB.
func gradeFolder(b *testing.B, program, folder string, flags ...string) (took cost, peak float64) {
	begin := time.Now()
	var stderr bytes.Buffer
	cmd := exec.Command(program, append([]string{"grade", folder, "--quiet", "--format", "json=" + filepath.Join(b.TempDir(), "class.json")}, flags...)...)
	cmd.Stderr = &stderr
	require.NoError(b, cmd.Start())
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case err := <-done:
			require.NoError(b, err, stderr.String())
			return costOf(begin, cmd), peak
		case <-look.C:
			peak = max(peak, residentPeak(cmd.Process.Pid))
		}
	}
}

// residentPeak is the peak of a process's resident memory in MB so far; 0 where
// the system does not tell.
func residentPeak(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kB, _ := strconv.ParseFloat(strings.Fields(after + " 0")[0], 64)
	return kB / 1024
}

// repository is a copy of this one in which students' packages are tested and
// built in the usual ways.
type repository struct{ folder string }

func newRepository(b *testing.B) repository {
	r := repository{b.TempDir()}
	root := filepath.Join("..", "..")
	for _, name := range []string{"go.mod", "go.sum"} {
		content, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(b, err)
		r.write(b, name, content)
	}
	for _, name := range []string{"specs", "grader", "reference"} {
		require.NoError(b, os.CopyFS(filepath.Join(r.folder, name), os.DirFS(filepath.Join(root, name))))
	}
	return r
}

func (r repository) write(b *testing.B, name string, content []byte) {
	path := filepath.Join(r.folder, filepath.FromSlash(name))
	require.NoError(b, os.MkdirAll(filepath.Dir(path), 0o777))
	require.NoError(b, os.WriteFile(path, content, 0o666))
}

// judged puts a submission into a folder, with the students' own test. Here it
// has the key, so that it asks all that a grader asks.
func (r repository) judged(b *testing.B, folder string, s grader.Submission) {
	plantAmongStubs(b, filepath.Join(r.folder, filepath.FromSlash(folder)), s)
	text, err := os.ReadFile(filepath.Join("..", "..", "student", "student_test.go"))
	require.NoError(b, err)
	const module = "github.com/gradus-grader/gradus/"
	test := string(text)
	for _, change := range [][2]string{
		{`"` + module + `student"`, `"` + module + `reference"` + "\n\t" + `student "` + module + folder + `"`},
		{"&grader.Pass{", "&grader.Pass{Key: reference.Solution(), "},
	} {
		require.Equal(b, 1, strings.Count(test, change[0]), "the students' test has another form: %s", change[0])
		test = strings.Replace(test, change[0], change[1], 1)
	}
	r.write(b, folder+"/student_test.go", []byte(test))
}

// goes runs the go command. A test that fails is as good as one that passes.
func (r repository) goes(b *testing.B, env []string, args ...string) cost {
	begin := time.Now()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = r.folder, append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if args[0] == "test" {
		require.NotContains(b, string(out), "build failed")
		require.Contains(b, string(out), "as far as it can be judged", "it prints what was judged")
	} else {
		require.NoError(b, err, "%s", out)
	}
	return costOf(begin, cmd)
}

// loop tests one submission after the other. The first is for the caches.
func (r repository) loop(b *testing.B, class []grader.Submission) (took cost) {
	for i, s := range class {
		r.judged(b, "student", s)
		if t := r.goes(b, nil, "test", "-count=1", "-v", "./student"); i > 0 {
			took = took.plus(t)
		}
	}
	return took
}

// packages tests all submissions at once.
func (r repository) packages(b *testing.B, class []grader.Submission) cost {
	for i, s := range class {
		r.judged(b, fmt.Sprintf("class/s%d", i), s)
	}
	return r.goes(b, nil, "test", "-count=1", "-v", "./class/...")
}

// build compiles all submissions into one module that can ask each of them.
func (r repository) build(b *testing.B, class []grader.Submission) cost {
	const module = "github.com/gradus-grader/gradus"
	all := repository{b.TempDir()}
	all.write(b, "go.mod", []byte("module "+module+"\n\ngo 1.26\n"))
	copyInto := func(folder string, from fs.FS) {
		require.NoError(b, os.CopyFS(filepath.Join(all.folder, filepath.FromSlash(folder)), from))
	}
	copyInto("specs", specs.Contract)
	copyInto("grader/wire", wire.Guest)
	imports, members := "", ""
	for i, s := range class {
		plantAmongStubs(b, filepath.Join(all.folder, "class", fmt.Sprintf("s%d", i)), s)
		imports += fmt.Sprintf("import s%d %q\n", i, fmt.Sprintf("%s/class/s%d", module, i))
		members += fmt.Sprintf("s%d.Solution, ", i)
	}
	all.write(b, "main.go", fmt.Appendf(nil, `package main

import %q
import %q
%s
var members = []func() specs.Solution{%s}

//go:wasmexport ask
func ask(member int32) int32 { return int32(len(wire.Serve(members[member](), nil))) }

func main() {}
`, module+"/specs", module+"/grader/wire", imports, members))
	wasm := []string{"GOOS=wasip1", "GOARCH=wasm"}
	args := []string{"build", "-buildmode=c-shared", "-trimpath", "-ldflags=-s -w", "-o", filepath.Join(all.folder, "all.wasm"), "."}
	all.goes(b, wasm, "build", "./specs", "./grader/wire") // and the standard library
	return all.goes(b, wasm, args...)
}
