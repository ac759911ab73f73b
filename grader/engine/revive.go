package engine

import (
	"context"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/build"
)

// revive is for a submission that ends before it can be asked, as when an init
// loops: it finds the file that does it and opens the rest, so that one mistake
// costs one file. If no single file is to blame, all that run code at the start
// are.
func (e *Engine) revive(ctx context.Context, s grader.Submission, dead *guest) (*guest, bool) {
	if dead.stillborn == nil || ctx.Err() != nil {
		return nil, false
	}
	suspects := build.Loud(s)
	trials := make([][]string, 0, len(suspects)+1)
	for _, name := range suspects {
		trials = append(trials, []string{name})
	}
	if len(suspects) > 1 {
		trials = append(trials, suspects)
	}
	for _, culprits := range trials {
		g, err := e.open(ctx, dead.runner, without(s, culprits))
		if err != nil {
			continue
		}
		if g.start(ctx) == nil {
			g.charge(dead)
			return g, true
		}
	}
	return nil, false
}

// without returns the submission with some of its files refused.
func without(s grader.Submission, names []string) grader.Submission {
	s.Files = slices.Clone(s.Files)
	for i, f := range s.Files {
		if slices.Contains(names, f.Name) {
			s.Files[i].Refusal = "it keeps the program from starting"
		}
	}
	return s
}

// charge writes the exercises that were lost with the culprits down as ended the
// way the whole submission did.
func (g *guest) charge(dead *guest) {
	stop := ended(dead.stillborn, g.engine.config.Limits)
	for id, loss := range g.built.Lost {
		if _, before := dead.built.Lost[id]; !before && loss.Status == grader.Refused {
			g.built.Lost[id] = build.Loss{Status: stop.Status, Message: stop.Summary}
		}
	}
}
