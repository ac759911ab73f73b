package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// cacheVariable names the folder for what may be used again.
const cacheVariable = "GRADUS_CACHE"

// workerVariable is a command, split at spaces, that runs this program as a
// worker where the system cannot start it by its path, as under an emulator.
const workerVariable = "GRADUS_WORKER"

// cacheFolder returns the folder for what may be used again. It holds nothing
// that cannot be made anew.
func cacheFolder() (string, error) {
	if dir := os.Getenv(cacheVariable); dir != "" {
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", usage("set "+cacheVariable+" to a folder that may be written to", "there is no folder for the cache: %w", err)
	}
	return filepath.Join(dir, "gradus"), nil
}

// newEngine prepares to grade: it adds the key and the cache to the rest.
func newEngine(ctx context.Context, config engine.Config) (*engine.Engine, error) {
	cache, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	config.Cache = cache
	if config.Worker, err = startsWorker(); err != nil {
		return nil, err
	}
	if config.Key, err = keySubmission(); err != nil {
		return nil, err
	}
	e, err := engine.New(ctx, config)
	if err != nil && ctx.Err() == nil {
		return nil, &failure{exitFailure, err, "gradus doctor tells what is missing; the cache, which " + cacheVariable + " names, may be deleted at any time"}
	}
	return e, err
}

// withEngine lets do use an engine, and closes it.
func withEngine(ctx context.Context, config engine.Config, do func(e *engine.Engine) error) error {
	e, err := newEngine(ctx, config)
	if err != nil {
		return err
	}
	err = do(e)
	if closeErr := e.Close(context.WithoutCancel(ctx)); err == nil {
		err = closeErr
	}
	return err
}

// classOf returns a class without its reports: what they depend on.
func classOf(e *engine.Engine, config engine.Config) grader.Class {
	return grader.Class{Rubric: checks.Fingerprint(config.Rubric), Seed: config.Seed.Fingerprint(), Toolchain: e.Toolchain()}
}

// startsWorker returns the command that starts a worker: this program, unless
// the environment has another way to run it.
func startsWorker() ([]string, error) {
	if command := strings.Fields(os.Getenv(workerVariable)); len(command) > 0 {
		return command, nil
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program, to start its workers: %w", err)
	}
	return []string{program, workerCommand}, nil
}

// keySubmission returns the answer key as if a student had handed it in, which
// is how it is compiled and asked.
func keySubmission() (grader.Submission, error) {
	s := grader.Submission{Name: "the answer key"}
	entries, err := reference.Source.ReadDir(".")
	if err != nil {
		return s, err
	}
	for _, e := range entries {
		content, err := reference.Source.ReadFile(e.Name())
		if err != nil {
			return s, err
		}
		s.Files = append(s.Files, grader.File{Name: e.Name(), Content: asStudent(content)})
	}
	return s, nil
}

var keyClause = regexp.MustCompile(`(?m)^package reference$`)

// asStudent makes a file of the answer key one that could have been handed in.
func asStudent(content []byte) []byte {
	return keyClause.ReplaceAll(content, []byte("package student"))
}

// rubricFor returns the checks of the exercises with the given ids; of those that
// are asked for here, if there are none.
func rubricFor(ids []string) ([]grader.Check, error) {
	if len(ids) == 0 {
		return checks.Assigned(), nil
	}
	all := checks.All()
	wanted := map[specs.ID]bool{}
	for _, id := range ids {
		if _, ok := specs.Lookup(specs.ID(id)); !ok {
			return nil, usage("gradus list names the exercises", "there is no exercise %q", id)
		}
		wanted[specs.ID(id)] = true
	}
	var rubric []grader.Check
	for _, c := range all {
		if wanted[c.Exercise] {
			rubric = append(rubric, c)
		}
	}
	return rubric, nil
}

// readSeed reads a seed file; white space around its text does not count, since
// editors add some. Without a file it is the public seed for practice.
func readSeed(path string) (grader.Seed, error) {
	if path == "" {
		return grader.PracticeSeed(), nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return grader.Seed{}, usage("a seed file holds any secret text, such as the output of: head -c 32 /dev/urandom | base64", "read the seed: %w", reason(err))
	}
	trimmed := strings.TrimSpace(string(text))
	if trimmed == "" {
		return grader.Seed{}, usage("put any secret text into it", "the seed file %q is empty", path)
	}
	return grader.NewSeed([]byte(trimmed)), nil
}

// reason keeps the path and what is the matter with it, without the name of the
// system call.
func reason(err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		return fmt.Errorf("%q: %w", at.Path, at.Err)
	}
	return err
}
