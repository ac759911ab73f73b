package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/gradebook"
	"github.com/gradus-grader/gradus/grader/intake"
)

// recorder keeps what is graded in a gradebook, and knows what is there already.
type recorder struct {
	run  *gradebook.Run
	work []gradebook.Work
	at   map[string]int // the place of a submission, by its name
	err  error          // the first that recording met with
}

// record begins a run for entries in a gradebook.
func record(ctx context.Context, book *gradebook.Gradebook, setting gradebook.Setting, entries []intake.Entry) (*recorder, error) {
	run, err := book.Begin(ctx, setting, time.Now())
	if err != nil {
		return nil, unusable(err)
	}
	r := &recorder{run: run, at: map[string]int{}}
	for i, e := range entries {
		r.at[e.Name] = i
		r.work = append(r.work, gradebook.Work{
			Entry:      gradebook.Entry{Place: i, Student: e.Name, Students: e.Students, Handed: e.Handed},
			Submission: e.Submission,
		})
	}
	return r, nil
}

// keep records a report. One that came after a cancellation is not whole.
func (r *recorder) keep(ctx context.Context, report grader.Report) {
	if r.err != nil || ctx.Err() != nil {
		return
	}
	w := r.work[r.at[report.Submission]]
	r.err = unusable(r.run.Record(context.WithoutCancel(ctx), w.Entry, w.Submission, report))
}

// gradeInto grades a class of which some may be graded already: what the gradebook
// holds under the same setting is not run again.
func gradeInto(ctx context.Context, stderr io.Writer, quiet bool, config engine.Config, entries []intake.Entry, path string) (class grader.Class, err error) {
	book, err := gradebook.Open(ctx, path)
	if err != nil {
		return class, unusable(err)
	}
	defer func() {
		if closeErr := book.Close(); err == nil {
			err = unusable(closeErr)
		}
	}()
	err = withEngine(ctx, config, func(e *engine.Engine) error {
		class, err = gradeRest(ctx, e, stderr, quiet, config, entries, book)
		return err
	})
	return class, err
}

// gradeRest grades what the gradebook does not hold.
func gradeRest(ctx context.Context, e *engine.Engine, stderr io.Writer, quiet bool, config engine.Config, entries []intake.Entry, book *gradebook.Gradebook) (grader.Class, error) {
	gradus, err := version()
	if err != nil {
		return grader.Class{}, err
	}
	class := classOf(e, config, nil)
	setting := gradebook.Setting{Rubric: class.Rubric, Seed: class.Seed, Toolchain: class.Toolchain, Gradus: gradus}
	for _, c := range config.Rubric {
		setting.Checks = append(setting.Checks, c.Name)
	}
	r, err := record(ctx, book, setting, entries)
	if err != nil {
		return grader.Class{}, err
	}
	reports, held, err := r.run.Recall(ctx, r.work)
	if err != nil {
		return grader.Class{}, unusable(err)
	}
	var rest []grader.Submission
	for i, w := range r.work {
		if !held[i] {
			rest = append(rest, w.Submission)
		}
	}
	if recalled := len(entries) - len(rest); recalled > 0 && !quiet {
		fmt.Fprintf(stderr, "%d of %d are in the gradebook as they are\n", recalled, len(entries))
	}
	graded, err := gradeWith(ctx, e, stderr, quiet, rest, func(report grader.Report) { r.keep(ctx, report) })
	for _, report := range graded {
		reports[r.at[report.Submission]] = report
	}
	if err == nil {
		err = r.err
	}
	if err == nil {
		err = unusable(r.run.End(ctx, time.Now()))
	}
	return classOf(e, config, reports), err
}
