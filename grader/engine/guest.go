package engine

import (
	"context"
	"errors"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/wire"
)

// guest is a submission that can be asked. Each check asks an instance of its
// own, so that nothing one check did is left for the next.
type guest struct {
	engine *Engine
	built  build.Built
	module *sandbox.Module
	// stillborn is how every instance ends before it is asked: the same way,
	// since each starts from the same memory, clock and randomness.
	stillborn *sandbox.Stopped
}

// open builds and loads a submission.
func (e *Engine) open(ctx context.Context, s grader.Submission) (*guest, error) {
	built, err := e.builder.Build(ctx, s)
	if err != nil {
		return nil, err
	}
	module, err := e.sandbox.Load(ctx, built.Wasm)
	if err != nil {
		return nil, err
	}
	return &guest{engine: e, built: built, module: module}, nil
}

func (g *guest) close() { g.module.Close() }

// fill runs every check of the rubric whose exercise is there to be asked.
func (g *guest) fill(ctx context.Context, results []grader.Result) {
	for i, c := range g.engine.config.Rubric {
		results[i] = grader.NewResult(c)
		if loss, lost := g.built.Lost[c.Exercise]; lost {
			results[i] = results[i].Without(loss.Status, loss.Message)
			for _, line := range loss.Details {
				results[i].Findings = append(results[i].Findings, grader.Finding{Where: "the compiler", Got: line})
			}
			continue
		}
		if g.built.Absent[c.Exercise] {
			results[i] = results[i].Without(grader.NotAttempted, "nothing was handed in for it")
			continue
		}
		results[i] = g.judge(ctx, c)
	}
}

// judge runs one check.
func (g *guest) judge(ctx context.Context, c grader.Check) grader.Result {
	instance, err := g.start(ctx)
	if err != nil {
		status, summary := g.engine.blame(ctx, err)
		return grader.NewResult(c).Without(status, summary)
	}
	defer instance.Close()
	ask := func(request []byte) ([]byte, error) { return instance.Ask(ctx, request) }
	return grader.Judge(ctx, c, &grader.Pass{
		Answer: wire.Client(ask, g.engine.interrupt(ctx)),
		Key:    g.engine.key.solution(ctx),
		Rand:   g.engine.config.Seed.Rand(c.Name),
	})
}

func (g *guest) start(ctx context.Context) (*sandbox.Instance, error) {
	if g.stillborn != nil {
		return nil, g.stillborn
	}
	instance, err := g.module.Start(ctx)
	errors.As(err, &g.stillborn)
	return instance, err
}
