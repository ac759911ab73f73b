package engine

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/sandbox"
	"github.com/gradus-grader/gradus/grader/wire"
	"github.com/gradus-grader/gradus/specs"
)

// maxRemembered bounds the answers that are kept; a rubric asks some hundred
// different questions of the key.
const maxRemembered = 4096

// key is the answer key. Most questions are the same for every submission, so
// it is asked each of them once: a right key answers by its arguments alone.
type key struct {
	module *sandbox.Module // nil without a key

	mu       sync.Mutex
	instance *sandbox.Instance
	answers  map[string][]byte // by question
}

// newKey builds the key. A key without files is empty, as in a handout.
func (e *Engine) newKey(ctx context.Context, s grader.Submission) (*key, error) {
	k := &key{answers: map[string][]byte{}}
	if len(s.Files) == 0 {
		return k, nil
	}
	built, err := e.builder.BuildKept(ctx, s)
	if err != nil {
		return nil, err
	}
	for id, loss := range built.Lost {
		return nil, fmt.Errorf("exercise %q is lost: %s", id, loss.Message)
	}
	for id := range built.Absent {
		return nil, fmt.Errorf("exercise %q is not in it", id)
	}
	if k.module, err = e.sandbox.Load(ctx, built.Wasm); err != nil {
		return nil, err
	}
	if k.instance, err = k.module.Start(ctx); err != nil {
		k.module.Close()
		return nil, err
	}
	return k, nil
}

func (k *key) close() {
	if k.module != nil {
		k.instance.Close()
		k.module.Close()
	}
}

// solution returns the key as a check sees it. Whatever goes wrong with it is
// ours, so it panics with something that Judge calls Broken.
func (k *key) solution(ctx context.Context) specs.Solution {
	if k.module == nil {
		return specs.Solution{}
	}
	ask := func(request []byte) ([]byte, error) { return k.ask(ctx, request) }
	return wire.Client(ask, func(err error) {
		if ctx.Err() != nil {
			panic(cancelled())
		}
		panic(fmt.Errorf("the answer key: %s", err))
	})
}

// ask answers from memory, or asks the key's instance. A dead instance, as after
// a cancelled question or a long run, is replaced once.
func (k *key) ask(ctx context.Context, request []byte) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if answer, ok := k.answers[string(request)]; ok {
		return answer, nil
	}
	answer, err := k.instance.Ask(ctx, addressed(0, request))
	if err != nil && ctx.Err() == nil {
		fresh, startErr := k.module.Start(ctx)
		if startErr != nil {
			return nil, errors.Join(err, startErr)
		}
		k.instance.Close()
		k.instance = fresh
		answer, err = k.instance.Ask(ctx, addressed(0, request))
	}
	if err != nil {
		return nil, err
	}
	if len(k.answers) >= maxRemembered {
		clear(k.answers)
	}
	k.answers[string(request)] = answer
	return answer, nil
}
