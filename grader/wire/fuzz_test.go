package wire_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// exchanges returns one honest question and its answer for every method.
func exchanges(tb testing.TB) (requests, responses [][]byte) {
	tb.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	r := recorder{give: func(t reflect.Type) reflect.Value { return random(rng, t) }}
	for _, q := range questions() {
		err := attempt(func(request []byte) ([]byte, error) {
			response := wire.Serve(r.solution(), request)
			requests, responses = append(requests, request), append(responses, response)
			return response, nil
		}, func(s specs.Solution) { q.put(s, q.arguments(rng)) })
		require.NoError(tb, err)
	}
	require.Len(tb, responses, len(questions()), "a seed for every method")
	return requests, responses
}

// FuzzClient takes any bytes for the answer to every question. Each must end in
// results or in one call of fail, and cost no more than its length allows.
func FuzzClient(f *testing.F) {
	_, seeds := exchanges(f)
	seeds = append(seeds,
		message(notImplemented),
		message(panicked, "boom", 2, "student.XORLinear.Fit", "xor_linear.go", 7, "main.serve", "main.go", 1),
		message(misunderstood, "what?"),
		message(edited),
		message(answered, 1_000_000_000, 0, 0))
	for _, response := range seeds {
		f.Add(response)
	}
	all := questions()
	f.Fuzz(func(t *testing.T, response []byte) {
		var outcomes []outcome
		allocated := allocation(func() {
			for _, q := range all {
				var o outcome
				o.err = attempt(answering(response), func(s specs.Solution) { o.results = q.put(s, q.zeros()) })
				outcomes = append(outcomes, o)
			}
		})
		if limit := uint64(len(all) * (16<<10 + 16*len(response))); allocated > limit {
			t.Errorf("%d bytes allocated for %d methods on %d bytes, want at most %d", allocated, len(all), len(response), limit)
		}
		for i, o := range outcomes {
			if problem := o.problem(); problem != "" {
				t.Errorf("%s: %s", all[i].name, problem)
			}
		}
	})
}

// outcome is what a question came to: results, or what fail was called with.
type outcome struct {
	results []reflect.Value
	err     error
}

// problem returns what the host must never see, "" if it is not there.
func (o outcome) problem() string {
	switch err := o.err.(type) {
	case nil:
		if !disjoint(o.results) {
			return "results that share memory"
		}
	case *wire.Panic:
		texts := []string{err.Value}
		for _, f := range err.Frames {
			texts = append(texts, f.Func, f.File)
		}
		for _, s := range texts {
			if !utf8.ValidString(s) || utf8.RuneCountInString(s) > 4<<10 {
				return fmt.Sprintf("text %q", s)
			}
		}
		if len(err.Frames) > 16 {
			return fmt.Sprintf("%d frames", len(err.Frames))
		}
	case *wire.Edited: // names a method of ours
	case *wire.Malformed:
		if !utf8.ValidString(err.Problem) {
			return fmt.Sprintf("problem %q", err.Problem)
		}
	default:
		if err != specs.ErrNotImplemented {
			return fmt.Sprintf("%T", err)
		}
	}
	return ""
}

// FuzzServe takes any bytes for a question. Each must be answered, and what
// comes back must be what Client expects of the method that was called.
func FuzzServe(f *testing.F) {
	seeds, _ := exchanges(f)
	seeds = append(seeds, message("Cheating", "Fit"), message("XORLinear", "Fit", 1_000_000_000, 0))
	for _, request := range seeds {
		f.Add(request)
	}
	byName := make(map[string]question)
	for _, q := range questions() {
		byName[q.name] = q
	}
	f.Fuzz(func(t *testing.T, request []byte) {
		rng := rand.New(rand.NewPCG(uint64(len(request)), 0))
		r := recorder{give: func(t reflect.Type) reflect.Value {
			if rng.IntN(16) == 0 {
				panic("the student gives up")
			}
			return random(rng, t)
		}}
		response := wire.Serve(r.solution(), request)

		require.NotEmpty(t, response)
		q, called := byName[r.method]
		if !called {
			require.Equal(t, misunderstood, response[0], "nobody was asked")
			q = byName["Activations.ReLU"]
		}
		err := attempt(answering(response), func(s specs.Solution) { q.put(s, q.zeros()) })
		switch response[0] {
		case answered:
			require.NoError(t, err)
		case panicked:
			require.Equal(t, "panic: the student gives up", err.Error())
		case misunderstood:
			require.ErrorContains(t, err, "the question was not understood: ")
		default:
			t.Errorf("status %d from a Solution without a stub", response[0])
		}
	})
}
