package grader_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

func TestJudge(t *testing.T) {
	answers := func(v grader.Verdict, err error) func(context.Context, *grader.Pass) (grader.Verdict, error) {
		return func(context.Context, *grader.Pass) (grader.Verdict, error) { return v, err }
	}
	panics := func(v any) func(context.Context, *grader.Pass) (grader.Verdict, error) {
		return func(context.Context, *grader.Pass) (grader.Verdict, error) { panic(v) }
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tt := range []struct {
		name   string
		why    string
		ctx    context.Context
		run    func(context.Context, *grader.Pass) (grader.Verdict, error)
		status grader.Status
		earned int
	}{
		{name: "right", why: "a fraction of 1 is all of the points", run: answers(grader.Verdict{Fraction: 1}, nil), status: grader.Passed, earned: 1000},
		{name: "a third", why: "fractions are rounded down", run: answers(grader.Verdict{Fraction: 1. / 3}, nil), status: grader.Partial, earned: 333},
		{name: "almost", why: "nothing is earned by rounding up", run: answers(grader.Verdict{Fraction: 0.9999999}, nil), status: grader.Partial, earned: 999},
		{name: "wrong", why: "0 is 0", run: answers(grader.Verdict{}, nil), status: grader.Failed},
		{name: "NaN", why: "a fraction that is not a number earns nothing", run: answers(grader.Verdict{Fraction: math.NaN()}, nil), status: grader.Failed},
		{name: "more than all", why: "a check cannot give more than it has", run: answers(grader.Verdict{Fraction: 7}, nil), status: grader.Passed, earned: 1000},
		{name: "needs the key", why: "it is no fault of the student's", run: answers(grader.Verdict{}, fmt.Errorf("at P1: %w", grader.ErrNeedsKey)), status: grader.NotRun},
		{name: "error", why: "our failure is loud and no zero in silence", run: answers(grader.Verdict{Fraction: 1}, errors.New("disk full")), status: grader.Broken},
		{name: "stub", why: "a stub is not a crash", run: panics(specs.ErrNotImplemented), status: grader.NotAttempted},
		{name: "wrapped stub", why: "students may say which part", run: panics(fmt.Errorf("part b: %w", specs.ErrNotImplemented)), status: grader.NotAttempted},
		{name: "interrupted", why: "the wall says how the submission ended", run: panics(&grader.Interrupt{Status: grader.OutOfFuel}), status: grader.OutOfFuel},
		{name: "our panic", why: "a panic of a check is never blamed on the student", run: panics("index out of range"), status: grader.Broken},
		{name: "nil map", why: "a runtime error of a check is ours too", status: grader.Broken,
			run: func(context.Context, *grader.Pass) (grader.Verdict, error) {
				count := func(m map[string]int) { m["x"]++ }
				count(nil)
				return grader.Verdict{Fraction: 1}, nil
			}},
		{name: "cancelled", why: "what was not asked is not run", ctx: cancelled, run: answers(grader.Verdict{Fraction: 1}, nil), status: grader.NotRun},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.ctx == nil {
				tt.ctx = t.Context()
			}
			c := grader.Check{Exercise: specs.IDActivations, Name: "activations/relu", Points: 1000, Run: tt.run}
			r := grader.Judge(tt.ctx, c, &grader.Pass{})
			assert.Equal(t, tt.status, r.Status, tt.why)
			assert.Equal(t, tt.earned, r.Earned, tt.why)
			assert.Equal(t, "activations/relu", r.Check)
			assert.Equal(t, 1000, r.Points)
		})
	}
}
