package engine

import (
	"context"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// How many submissions are built at once. More share more of the work, and what
// is too large for one module is linked in parts; but the first results should not
// wait for many, and every worker should have some.
const (
	firstCohort   = 8
	growth        = 4
	largestCohort = 128
)

// cohorts parcels out a class: a few first, then ever more, up to the largest, and
// the last of it to all workers alike.
func cohorts[T any](class []T, workers, largest int) [][]T {
	var all [][]T
	size := min(firstCohort, largest)
	for len(class) > workers*size {
		all, class = append(all, class[:size]), class[size:]
		size = min(size*growth, largest)
	}
	share := max(1, (len(class)+workers-1)/workers)
	return slices.AppendSeq(all, slices.Chunk(class, share))
}

// gradeCohort grades submissions that are built together, and calls done for each
// as soon as it has its results.
func (e *Engine) gradeCohort(ctx context.Context, r *runner, class []grader.Submission, done func(i int, notes []string, results []grader.Result)) {
	var asked []grader.Submission
	for _, s := range class {
		if s.Refusal == "" {
			asked = append(asked, s)
		}
	}
	built, err := e.builder.BuildAll(ctx, asked)
	for i, s := range class {
		if s.Refusal != "" {
			results := e.blank()
			everywhere(results, grader.Refused, s.Refusal)
			done(i, nil, results)
			continue
		}
		g := &guest{engine: e, runner: r}
		problem := err
		if err == nil {
			g.built, built = built[0], built[1:]
		} else if ctx.Err() == nil && len(class) > 1 {
			// What went wrong on our side may be one submission's alone.
			g.built, problem = e.builder.Build(ctx, s)
		}
		results := e.blank()
		g.grade(ctx, s, problem, results)
		done(i, g.built.Notes, results)
	}
}

// grade fills in the results of a submission, whose build may have failed.
func (g *guest) grade(ctx context.Context, s grader.Submission, problem error, results []grader.Result) {
	if ctx.Err() != nil {
		return
	}
	if problem == nil {
		problem = g.runner.load(ctx, g.built.Wasm)
	}
	if problem != nil && g.built.Shared {
		problem = g.alone(ctx, s)
	}
	if problem != nil {
		status, summary := g.engine.blame(ctx, problem)
		everywhere(results, status, summary)
		return
	}
	g.fill(ctx, results)
	if g.stillborn != nil && g.built.Shared {
		// Whatever keeps the module from starting may be another's.
		if g.alone(ctx, s) == nil {
			g.fill(ctx, results)
		}
	}
	if revived, ok := g.engine.revive(ctx, s, g); ok {
		*g = *revived
		g.fill(ctx, results)
	}
}

// alone makes the guest one that shares its module with nobody.
func (g *guest) alone(ctx context.Context, s grader.Submission) error {
	alone, err := g.engine.open(ctx, g.runner, s)
	if err == nil {
		*g = *alone
	}
	return err
}

// everywhere gives all results one status.
func everywhere(results []grader.Result, status grader.Status, summary string) {
	for i := range results {
		results[i] = results[i].Without(status, summary)
	}
}
