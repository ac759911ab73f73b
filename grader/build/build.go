// Package build turns a submission into a WebAssembly module, together with
// the exercises that were lost on the way.
//
// It stands between intake, which reads submissions, and sandbox, which runs
// the module. What a student got wrong costs the exercises it stands in and is
// never an error. A file first has to keep the [Rules], which need no type
// checker. What is left is compiled in a clean module, with stubs where an
// exercise is missing and nothing else of the submission's around it. Where the
// compiler complains about files, exactly those are left out, until it does not.
package build

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

const (
	// compileTime is how long the compiler may take over the files of a student.
	// It is wall time, and far beyond what honest code needs.
	compileTime = 60 * time.Second
	// maxModule bounds a module in bytes. With fmt and gonum it has 3 MiB.
	maxModule = 16 << 20
	// maxCohort bounds a module of many submissions, of which sixty of all ten
	// exercises have 8 MiB: whoever runs it has limits, too.
	maxCohort = 12 << 20
)

// Builder builds submissions. Its methods may be called from several
// goroutines at once, and several Builders may share a cache folder.
type Builder struct {
	toolchain toolchain
	shelf     *shelf
	work      string // holds a folder for each compilation under way
	stubs     map[specs.ID][]byte
	limit     time.Duration // compileTime but in a test
	cohort    int           // maxCohort but in a test
}

// Find looks for the Go toolchain on the PATH and prepares the cache folder,
// which is made if need be. The compiled standard library stays in it; without
// it the first Build takes seconds longer.
func Find(ctx context.Context, cache string) (*Builder, error) {
	cache, err := filepath.Abs(cache)
	if err != nil {
		return nil, fmt.Errorf("prepare cache folder: %w", err)
	}
	b := &Builder{shelf: new(shelf), work: filepath.Join(cache, "work"), limit: compileTime, cohort: maxCohort}
	if err := os.MkdirAll(b.work, 0o777); err != nil {
		return nil, fmt.Errorf("prepare cache folder: %w", err)
	}
	if b.toolchain, err = findToolchain(ctx, cache); err != nil {
		return nil, fmt.Errorf("find the Go toolchain: %w", err)
	}
	if b.stubs, err = stubs(specs.Contract); err != nil {
		return nil, fmt.Errorf("read the contract: %w", err)
	}
	return b, nil
}

// Toolchain returns the version that submissions are compiled with, such as
// "go1.26.8". With equal versions, equal submissions become equal modules.
func (b *Builder) Toolchain() string { return b.toolchain.version }

// Built is a submission that can be asked. Every exercise of the catalogue is
// either Lost, or Absent, or in the module as the student wrote it.
type Built struct {
	// Wasm is the module. It answers as "not implemented" for what is lost or
	// absent, and is there even if all is. Several submissions may share it.
	Wasm []byte
	// Member is the place of the submission in the module. A question begins with
	// it, in four bytes, least significant first.
	Member int
	// Shared says that others are in the module too.
	Shared bool
	// Lost has the exercises that cannot be asked, and why.
	Lost map[specs.ID]Loss
	// Absent has the exercises for which nothing was handed in.
	Absent map[specs.ID]bool
	// Notes tell what was left out at the cost of no exercise, one sentence
	// each.
	Notes []string
}

// Loss says why an exercise cannot be asked. The words are in part the
// student's own, so escape them where they are shown.
type Loss struct {
	Status  grader.Status // CompileError or Refused
	Message string        // one sentence; it begins with file:line where the fault has a place
	Details []string      // what else the compiler said, a few lines
}

// Build compiles a submission. An error means that the grader failed, by the
// toolchain, the disk or a missing module; it is never the student's.
//
// The module exports gradus_buffer and gradus_ask, which carry what
// wire.Client asks; it is a library, to be started with _initialize.
func (b *Builder) Build(ctx context.Context, s grader.Submission) (Built, error) {
	d := vet(s)
	wasm, err := b.salvage(ctx, d)
	if err != nil {
		return Built{}, fmt.Errorf("build submission %q: %w", s.Name, err)
	}
	return d.built(wasm, 0), nil
}

// built is what has become of a draft that is a member of a module.
func (d *draft) built(wasm []byte, member int) Built {
	built := Built{Wasm: wasm, Member: member, Lost: d.lost, Absent: map[specs.ID]bool{}, Notes: d.notes}
	for _, e := range specs.Catalogue() {
		if _, lost := d.lost[e.ID]; !lost && !d.held(e) {
			built.Absent[e.ID] = true
		}
	}
	return built
}
