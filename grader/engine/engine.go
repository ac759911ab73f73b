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
	// Cohort is how many submissions are built together at most; 0 means up
	// to a hundred or so, 1 each alone. It changes no result.
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
