package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/intake"
	"github.com/gradus-grader/gradus/grader/mutate"
	"github.com/gradus-grader/gradus/specs"
)

// The flags of mutate that grade does not have.
const (
	flagSample = "sample"
	flagAll    = "all"
)

func mutateCommand() *cli.Command {
	return &cli.Command{
		Name:      "mutate",
		Usage:     "test the rubric: break a right solution in every small way, and list what loses no point",
		ArgsUsage: "[FOLDER]",
		Description: "Without a FOLDER the answer key is broken; a FOLDER holds another right solution.\n" +
			"Each mutant differs from it in one edit and is graded as a submission is. Every\n" +
			"survivor is a mistake that a student can make and keep all points with.\n\n" +
			"Exit codes: 0 every mutant loses points or is listed as equivalent, 1 some survive,\n" +
			"2 the command was not understood or names what is not there, 3 the grader itself\n" +
			"failed.",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: flagExercise, Aliases: []string{"e"}, Usage: "only mutants that the exercise `ID` alone can notice (repeat for more)"},
			&cli.IntFlag{Name: flagSample, Usage: "grade only `N` of the mutants, evenly spaced; 0 for all"},
			&cli.BoolFlag{Name: flagAll, Usage: "list the killed too, each with the check that saw it, and the equivalent with the reason"},
			&cli.StringFlag{Name: flagSeedFile, Usage: "draw the hidden cases from the secret text in `FILE`; without it, from the public seed for practice"},
			&cli.IntFlag{Name: flagWorkers, Usage: "grade `N` mutants at once; 0 for one per processor. It changes no result"},
			&cli.BoolFlag{Name: flagQuiet, Aliases: []string{"q"}, Usage: "no progress on standard error"},
		},
		Action: tryRubric,
	}
}

func tryRubric(c *cli.Context) error {
	if c.NArg() > 1 {
		return usage("name one folder with a right solution, or none for the answer key", "gradus mutate takes one folder")
	}
	for _, flag := range []string{flagSample, flagWorkers} {
		if c.Int(flag) < 0 {
			return usage("give a number from 0 up", "--%s is %d", flag, c.Int(flag))
		}
	}
	ids := c.StringSlice(flagExercise)
	if _, err := rubricFor(ids); err != nil {
		return err
	}
	seed, err := readSeed(c.String(flagSeedFile))
	if err != nil {
		return err
	}
	solution, err := rightSolution(c.Args().First())
	if err != nil {
		return err
	}
	t, err := newTrial(solution, ids)
	if err != nil {
		return err
	}
	listed, err := mutate.Equivalents()
	if err != nil {
		return err
	}
	stale := t.stale(listed)
	if c.NArg() > 0 {
		stale = nil // the list is about the key
	}
	if n := c.Int(flagSample); n > 0 {
		t.sample(n)
	}

	grade := func(ctx context.Context, rubric []grader.Check, submissions []grader.Submission) ([]grader.Report, error) {
		config := engine.Config{Rubric: rubric, Seed: seed, Workers: c.Int(flagWorkers), Once: true}
		var reports []grader.Report
		err := withEngine(ctx, config, func(e *engine.Engine) (err error) {
			bar := newProgress(c.App.ErrWriter, len(submissions), c.Bool(flagQuiet))
			defer bar.end()
			reports, err = e.Grade(ctx, submissions, func(grader.Report) { bar.step() })
			return err
		})
		return reports, err
	}
	err = t.run(c.Context, grade)
	if err != nil && c.Context.Err() == nil {
		return err
	}
	survivors := t.print(c.App.Writer, listed, stale, c.Bool(flagAll))
	if err == nil && survivors > 0 {
		return errBelow
	}
	return err
}

// rightSolution reads the solution that is to be broken: a folder, or the answer
// key if none is named. Whatever package it is, it becomes a submission's.
func rightSolution(folder string) (grader.Submission, error) {
	if folder == "" {
		return keySubmission()
	}
	read, err := intake.Reader{}.Read(folder)
	if err != nil {
		return grader.Submission{}, unreadable(err)
	}
	if len(read) != 1 || read[0].Refusal != "" {
		return grader.Submission{}, usage("name the folder of one right solution", "%q is not one solution", folder)
	}
	s := read[0].Submission
	s.Files = slices.DeleteFunc(s.Files, func(f grader.File) bool { return strings.HasSuffix(f.Name, "_test.go") })
	for i, f := range s.Files {
		s.Files[i].Content = asStudent(f.Content)
	}
	return s, nil
}

// trial is how the mutants of a solution fare.
type trial struct {
	solution grader.Submission
	parts    []exercisePart // of the exercises that are graded, in the order of the course
	mutants  []mutant
}

// exercisePart is an exercise with what of the solution it stands on.
type exercisePart struct {
	specs.Exercise
	mutate.Part
}

type mutant struct {
	mutate.Mutant
	fate fate
	by   string // the check that killed it
}

// fate is what became of a mutant.
type fate int

const (
	ungraded fate = iota
	uncompiled
	survived
	killed
)

// newTrial makes the mutants that the exercises with the given ids can notice and
// no others can; of all exercises, if there are none.
func newTrial(solution grader.Submission, ids []string) (*trial, error) {
	made, err := mutate.Mutants(solution)
	if err != nil {
		return nil, usage("a solution has to compile before it can be broken", "%w", err)
	}
	t := &trial{solution: solution}
	var others []exercisePart
	for _, e := range specs.Catalogue() {
		part, err := mutate.PartOf(solution, e.Type)
		if err != nil {
			return nil, err
		}
		switch wanted := len(ids) == 0 || slices.Contains(ids, string(e.ID)); {
		case !wanted:
			others = append(others, exercisePart{e, part})
		case len(part.Files) > 0:
			t.parts = append(t.parts, exercisePart{e, part})
		case len(ids) > 0:
			return nil, usage("gradus list names the files and types", "exercise %q is not in the solution", e.ID)
		}
	}
	for _, m := range made {
		notices := func(p exercisePart) bool { return p.Declarations[m.In] }
		if slices.ContainsFunc(t.parts, notices) && !slices.ContainsFunc(others, notices) {
			t.mutants = append(t.mutants, mutant{Mutant: m})
		}
	}
	if len(t.mutants) == 0 {
		return nil, usage("gradus list names the files and types of the exercises; what they share is broken without --exercise", "%q has nothing to break that these exercises alone would notice", solution.Name)
	}
	return t, nil
}

// sample keeps n mutants, evenly spaced.
func (t *trial) sample(n int) {
	if n >= len(t.mutants) {
		return
	}
	kept := make([]mutant, n)
	for i := range kept {
		kept[i] = t.mutants[i*len(t.mutants)/n]
	}
	t.mutants = kept
}

// grading grades submissions with a rubric. Cut short, it returns what reports
// there are, with the error of the context.
type grading func(context.Context, []grader.Check, []grader.Submission) ([]grader.Report, error)

// run grades the mutants exercise by exercise; one that is killed is not graded
// again. It is an error if the solution itself loses points.
func (t *trial) run(ctx context.Context, grade grading) error {
	for _, part := range t.parts {
		rubric, err := rubricFor([]string{string(part.ID)})
		if err != nil {
			return err
		}
		var living []*mutant
		submissions := []grader.Submission{part.of(t.solution)}
		for i := range t.mutants {
			m := &t.mutants[i]
			if (m.fate == ungraded || m.fate == survived) && part.Declarations[m.In] {
				living = append(living, m)
				submissions = append(submissions, part.of(m.Submission))
			}
		}
		if len(living) == 0 {
			continue
		}
		reports, err := grade(ctx, rubric, submissions)
		if err != nil && (ctx.Err() == nil || len(reports) == 0) {
			return err
		}
		if check, wrong := firstLost(reports[0]); wrong && err == nil {
			return usage("break a solution that earns every point", "the solution itself loses points: see gradus explain %s", check)
		}
		for i, m := range living {
			if broken := m.settle(reports[i+1]); broken != nil {
				return broken
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// of returns the files of a submission that the exercise needs; the rest would
// only take time.
func (p exercisePart) of(s grader.Submission) grader.Submission {
	s.Files = slices.DeleteFunc(slices.Clone(s.Files), func(f grader.File) bool { return !p.Files[f.Name] })
	return s
}

// settle takes down how a mutant fared in an exercise.
func (m *mutant) settle(r grader.Report) error {
	if r.Broken() {
		return &failure{exitFailure, fmt.Errorf("the grader failed on the mutant %s", m), "gradus doctor tells what is missing"}
	}
	has := func(status grader.Status) bool {
		return slices.ContainsFunc(r.Results, func(r grader.Result) bool { return r.Status == status })
	}
	check, lost := firstLost(r)
	switch {
	case has(grader.NotRun): // cut short
	case has(grader.CompileError):
		m.fate = uncompiled
	case lost:
		m.fate, m.by = killed, check
	default:
		m.fate = survived
	}
	return nil
}

// firstLost returns the first check that did not give all of its points.
func firstLost(r grader.Report) (check string, lost bool) {
	for _, result := range r.Results {
		if result.Earned < result.Points {
			return result.Check, true
		}
	}
	return "", false
}

// stale returns the entries of the list that are about a declaration of the
// trial and are none of its mutants.
func (t *trial) stale(listed []mutate.Equivalent) []mutate.Equivalent {
	return slices.DeleteFunc(slices.Clone(listed), func(e mutate.Equivalent) bool {
		about := slices.ContainsFunc(t.mutants, func(m mutant) bool { return m.File == e.File && m.In == e.In })
		return !about || slices.ContainsFunc(t.mutants, func(m mutant) bool { return e.Is(m.Mutant) })
	})
}

// print writes the table and the survivors, and returns how many there are.
func (t *trial) print(w io.Writer, listed, stale []mutate.Equivalent, all bool) (survivors int) {
	var lines, killedLines, equivalentLines []string
	count := map[fate]int{}
	for _, m := range t.mutants {
		i := slices.IndexFunc(listed, func(e mutate.Equivalent) bool { return e.Is(m.Mutant) })
		count[m.fate]++
		switch {
		case m.fate == killed && i >= 0:
			stale = append(stale, listed[i])
			fallthrough
		case m.fate == killed:
			killedLines = append(killedLines, fmt.Sprintf("%s  (%s)", m, m.by))
		case m.fate == survived && i >= 0:
			equivalentLines = append(equivalentLines, fmt.Sprintf("%s  (%s)", m, listed[i].Reason))
		case m.fate == survived:
			lines = append(lines, m.String())
		}
	}
	fmt.Fprintf(w, "%6d  mutants\n%6d  did not compile\n%6d  killed\n%6d  survived, of which %d are equivalent\n",
		len(t.mutants), count[uncompiled], count[killed], count[survived], len(equivalentLines))
	if n := count[ungraded]; n > 0 {
		fmt.Fprintf(w, "%6d  not graded\n", n)
	}
	if judged := count[killed] + len(lines); judged > 0 {
		fmt.Fprintf(w, "%5.1f%%  killed of those that compile and are not equivalent\n", 100*float64(count[killed])/float64(judged))
	}
	printList(w, "survivors", lines)
	if all {
		printList(w, "equivalent", equivalentLines)
		printList(w, "killed", killedLines)
	}
	var staleLines []string
	for _, e := range stale {
		staleLines = append(staleLines, e.String())
	}
	printList(w, "listed as equivalent, and no survivor", staleLines)
	return len(lines)
}

func printList(w io.Writer, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	for _, line := range lines {
		fmt.Fprintf(w, "  %s\n", line)
	}
}
