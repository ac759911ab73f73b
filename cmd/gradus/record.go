package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// recorder keeps what is graded in a gradebook, and knows what is there already.
type recorder struct {
	run  *gradebook.Run
	work []gradebook.Work
	at   map[string]int // the place of a submission, by its name
	err  error          // the first that recording met with
}

// record begins a run for a class in a gradebook. Whoever was recorded before is
// recorded under the same name again, whatever a roster or a platform calls them
// now.
func record(ctx context.Context, book *gradebook.Gradebook, setting gradebook.Setting, submissions []grader.Submission, who *arrivals) (*recorder, error) {
	known, err := book.Students(ctx)
	if err != nil {
		return nil, unusable(err)
	}
	run, err := book.Begin(ctx, setting, time.Now())
	if err != nil {
		return nil, unusable(err)
	}
	r := &recorder{run: run, at: map[string]int{}}
	add := func(a *arrival, s grader.Submission, missing bool) {
		if key, ok := known.Of(a.students); ok {
			a.key = key
		}
		e := gradebook.Entry{Place: len(r.work), Student: a.key, Students: a.students, Handed: a.handed, Missing: missing}
		r.at[s.Name] = len(r.work)
		r.work = append(r.work, gradebook.Work{Entry: e, Submission: s})
	}
	for i, s := range submissions {
		add(&who.came[i], s, false)
	}
	for i := range who.missing {
		add(&who.missing[i], who.missing[i].nothing(), true)
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
func gradeInto(ctx context.Context, stderr io.Writer, quiet bool, config engine.Config, submissions []grader.Submission, who *arrivals, counting gradebook.Counting, path string) (class grader.Class, err error) {
	book, err := gradebook.Open(ctx, path)
	if err != nil {
		return class, unusable(err)
	}
	defer func() {
		if closeErr := book.Close(); err == nil {
			err = unusable(closeErr)
		}
	}()
	var run int64
	err = withEngine(ctx, config, func(e *engine.Engine) error {
		class, run, err = gradeRest(ctx, e, stderr, quiet, config, submissions, who, book)
		return err
	})
	if class.Size == 0 {
		return class, err
	}
	count, countErr := counter(context.WithoutCancel(ctx), book, counting, run)
	if countErr != nil {
		return grader.Class{}, unusable(countErr)
	}
	if err == nil && !quiet {
		err = unusable(sayMoved(ctx, stderr, book, run))
	}
	return who.complete(class, config.Rubric, count), err
}

// gradeRest grades what the gradebook does not hold.
func gradeRest(ctx context.Context, e *engine.Engine, stderr io.Writer, quiet bool, config engine.Config, submissions []grader.Submission, who *arrivals, book *gradebook.Gradebook) (grader.Class, int64, error) {
	gradus, err := version()
	if err != nil {
		return grader.Class{}, 0, err
	}
	class := classOf(e, config, nil)
	setting := gradebook.Setting{Rubric: class.Rubric, Seed: class.Seed, Toolchain: class.Toolchain, Gradus: gradus}
	for _, c := range config.Rubric {
		setting.Checks = append(setting.Checks, c.Name)
	}
	r, err := record(ctx, book, setting, submissions, who)
	if err != nil {
		return grader.Class{}, 0, err
	}
	reports, held, err := r.run.Recall(ctx, r.work[:len(submissions)])
	if err != nil {
		return grader.Class{}, 0, unusable(err)
	}
	var rest []grader.Submission
	for i, s := range submissions {
		if !held[i] {
			rest = append(rest, s)
		}
	}
	if recalled := len(submissions) - len(rest); recalled > 0 && !quiet {
		fmt.Fprintf(stderr, "%d of %d are in the gradebook as they are\n", recalled, len(submissions))
	}
	graded, err := gradeWith(ctx, e, stderr, quiet, rest, func(report grader.Report) { r.keep(ctx, report) })
	for _, report := range graded {
		reports[r.at[report.Submission]] = report
	}
	for _, m := range who.missing {
		r.keep(ctx, m.unattempted(config.Rubric))
	}
	if err == nil {
		err = r.err
	}
	if err == nil {
		err = unusable(r.run.End(ctx, time.Now()))
	}
	return classOf(e, config, reports), r.run.ID(), err
}

// counter returns what makes of a report of a run what counts: with the
// corrections in the gradebook and the late penalty or, where the best attempt
// counts, that of an earlier run if it was better.
func counter(ctx context.Context, book *gradebook.Gradebook, counting gradebook.Counting, run int64) (func(arrival, grader.Report) grader.Report, error) {
	made, err := book.Adjustments(ctx)
	if err != nil {
		return nil, err
	}
	better := map[string]grader.Report{}
	if counting.Attempt == gradebook.Best {
		roll, err := book.Current(ctx, counting)
		if err != nil {
			return nil, err
		}
		for _, g := range roll.Grades {
			if g.Run != run {
				better[g.Entry.Student] = g.Report
			}
		}
	}
	return func(a arrival, r grader.Report) grader.Report {
		if best, ok := better[a.key]; ok {
			best.Submission = r.Submission
			return best
		}
		r, _, _ = gradebook.Count(r, made[a.key], counting.Late)
		return r
	}, nil
}
