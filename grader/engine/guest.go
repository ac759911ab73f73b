package engine

import (
	"context"
	"encoding/binary"
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
	runner *runner
	// stillborn is how every instance ends before it is asked: the same way,
	// since each starts from the same memory, clock and randomness.
	stillborn *sandbox.Stopped
}

// open builds a submission and loads it into the runner, in place of what was
// there.
func (e *Engine) open(ctx context.Context, r *runner, s grader.Submission) (*guest, error) {
	built, err := e.builder.Build(ctx, s)
	if err != nil {
		return nil, err
	}
	if err := r.load(ctx, built.Wasm); err != nil {
		return nil, err
	}
	return &guest{engine: e, built: built, runner: r}, nil
}

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

// judge runs one check. A worker that dies takes an answer with it, and no
// score: the check is run again from its beginning, which is the same beginning.
func (g *guest) judge(ctx context.Context, c grader.Check) grader.Result {
	for attempt := 1; ; attempt++ {
		result, died := g.attempt(ctx, c)
		if !died || attempt == attempts || ctx.Err() != nil {
			return result
		}
	}
}

// attempt runs a check once, and tells whether the worker died of it.
func (g *guest) attempt(ctx context.Context, c grader.Check) (result grader.Result, died bool) {
	if err := g.start(ctx); err != nil {
		status, summary := g.engine.blame(ctx, err)
		return grader.NewResult(c).Without(status, summary), false
	}
	var used uint64
	ask := func(request []byte) (answer []byte, err error) {
		answer, used, err = g.runner.worker.Ask(ctx, addressed(g.built.Member, request))
		died = died || isDeath(err)
		return answer, err
	}
	renew := func() {
		err := g.start(ctx)
		if died = died || isDeath(err); err != nil {
			g.engine.interrupt(ctx)(err)
		}
	}
	result = grader.Judge(ctx, c, &grader.Pass{
		Renew:  renew,
		Answer: wire.Client(ask, g.engine.interrupt(ctx)),
		Key:    g.engine.key.solution(ctx),
		Rand:   g.engine.config.Seed.Rand(c.Name),
		Cost:   func() uint64 { return used },
	})
	return result, died
}

// addressed returns a request to a member of a module.
func addressed(member int, request []byte) []byte {
	to := binary.LittleEndian.AppendUint32(make([]byte, 0, 4+len(request)), uint32(member))
	return append(to, request...)
}

// start starts a fresh instance.
func (g *guest) start(ctx context.Context) error {
	if g.stillborn != nil {
		return g.stillborn
	}
	err := g.runner.begin(ctx)
	errors.As(err, &g.stillborn)
	return err
}
