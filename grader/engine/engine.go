// Package engine grades: it takes submissions from intake, has them built, lets
// each check ask a fresh instance of the module, and returns the reports in the
// order of the submissions, whatever finished first.
//
// Submissions that are quiet are built together (cohort.go), and run in worker
// processes that may die without taking anything along but an answer (runner.go,
// guest.go).
//
// It never reads a score, a verdict or a word from the guest's side. The answer
// key stands behind the same wall, compiled as a submission is, so that the
// numbers that are compared come from the same arithmetic on every machine.
package engine

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/worker"
)

// Config is what a grading run depends on.
type Config struct {
	Rubric []grader.Check
	Key    grader.Submission // the answer key, as if a student had handed it in
	Seed   grader.Seed
	Cache  string // folder for what may be used again; safe to delete
	// Once says that no submission will be graded again: then their translated
	// modules, some 8 MB each, are not kept in the cache.
	Once   bool
	Limits sandbox.Limits // of one check; zero fields mean DefaultLimits
	// Cohort is how many submissions are built together at most; 0 means some
	// fifty, 1 each alone. It changes no result.
	Cohort int
	// Worker is a command that starts a worker process, in which submissions run:
	// one that calls worker.Serve with its standard input and output.
	Worker []string
	// Workers is how many submissions are graded at once; 0 means one per
	// processor. It changes no result.
	Workers int
}

// The folders of the cache.
const (
	buildFolder      = "build"
	translatedFolder = "wazero"
)

// patience is how long a worker may take for one reply: many times what a guest
// can do with its fuel on a slow machine, and what loading a module takes.
const patience = 5 * time.Minute

// DefaultLimits bounds one check. Its fuel is twenty times what the costliest
// check of the answer key uses and eight times what the slowest of the right
// variants does, which a test holds; its memory is six times the key's.
func DefaultLimits() sandbox.Limits {
	return sandbox.Limits{Fuel: 3e9, Memory: 32 << 20}
}

// Engine grades submissions with one rubric, key and seed. It may be used from
// several goroutines. Close it.
type Engine struct {
	config  Config
	builder *build.Builder
	worker  worker.Config
	sandbox *sandbox.Sandbox // for the key, which is trusted; submissions run in workers
	key     *key
}

// New prepares to grade: it finds the toolchain, starts the sandbox and builds
// the key.
func New(ctx context.Context, config Config) (*Engine, error) {
	if config.Workers <= 0 {
		config.Workers = runtime.GOMAXPROCS(0)
	}
	config.Limits.Fuel = cmp.Or(config.Limits.Fuel, DefaultLimits().Fuel)
	config.Limits.Memory = cmp.Or(config.Limits.Memory, DefaultLimits().Memory)
	builder, err := build.Find(ctx, filepath.Join(config.Cache, buildFolder))
	if err != nil {
		return nil, err
	}
	translated := filepath.Join(config.Cache, translatedFolder)
	if config.Once {
		translated = ""
	}
	box, err := sandbox.New(ctx, translated, config.Limits)
	if err != nil {
		return nil, err
	}
	e := &Engine{
		config: config, builder: builder, sandbox: box,
		worker: worker.Config{Command: config.Worker, Cache: translated, Limits: config.Limits, Patience: patience},
	}
	if e.key, err = e.newKey(ctx, config.Key); err != nil {
		box.Close(ctx)
		return nil, fmt.Errorf("prepare the answer key: %w", err)
	}
	return e, nil
}

// Close releases what the engine holds, and makes room in the cache.
func (e *Engine) Close(ctx context.Context) error {
	sweep(e.config.Cache, time.Now())
	e.key.close()
	return e.sandbox.Close(ctx)
}

// Toolchain returns the Go version that compiles the submissions.
func (e *Engine) Toolchain() string { return e.builder.Toolchain() }

// Grade grades every submission and returns their reports in the same order. Of
// those that are the same to the last byte, one is run. progress, if not nil, is
// called after each, from one goroutine at a time.
//
// What goes wrong with one submission on our side is Broken in its report and
// stops nothing else. The only error is that of a cancelled context: then the
// reports are whole, with NotRun for what was not reached.
func (e *Engine) Grade(ctx context.Context, submissions []grader.Submission, progress func(grader.Report)) ([]grader.Report, error) {
	reports := make([]grader.Report, len(submissions))
	twins := alike(submissions)
	next := make(chan [][]int)
	var workers sync.WaitGroup
	var one sync.Mutex
	for range min(e.config.Workers, len(twins)) {
		workers.Go(func() {
			r := &runner{config: e.worker}
			defer r.close()
			for cohort := range next {
				var class []grader.Submission
				for _, these := range cohort {
					class = append(class, submissions[these[0]])
				}
				e.gradeCohort(ctx, r, class, func(k int, notes []string, results []grader.Result) {
					one.Lock()
					defer one.Unlock()
					for _, i := range cohort[k] {
						reports[i] = grader.NewReport(submissions[i], notes, results)
						if progress != nil {
							progress(reports[i])
						}
					}
				})
			}
		})
	}
	for _, cohort := range cohorts(twins, e.config.Workers, cmp.Or(e.config.Cohort, largestCohort)) {
		next <- cohort
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return reports, fmt.Errorf("grading was cut short: %w", err)
	}
	return reports, nil
}

// alike returns the places of the submissions, those of equal ones together.
func alike(submissions []grader.Submission) [][]int {
	var all [][]int
	at := map[string]int{}
	for i, s := range submissions {
		work := s.Hash() + s.Refusal
		k, seen := at[work]
		if !seen {
			k = len(all)
			at[work] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], i)
	}
	return all
}

// blank returns the results of a submission before anything runs: all of them
// exist.
func (e *Engine) blank() []grader.Result {
	results := make([]grader.Result, len(e.config.Rubric))
	for i, c := range e.config.Rubric {
		results[i] = grader.NewResult(c)
	}
	return results
}

// blame says whose an error before the first question is.
func (e *Engine) blame(ctx context.Context, err error) (grader.Status, string) {
	if ctx.Err() != nil {
		return grader.NotRun, "cancelled before it was run"
	}
	if stop, ok := e.asInterrupt(err); ok {
		return stop.Status, stop.Summary
	}
	return grader.Broken, "the grader failed: " + err.Error()
}
