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
	run     *gradebook.Run
	class   *desk
	entries []gradebook.Entry // of the submissions, then of who handed in nothing
	err     error             // the first that recording met with
}

// record begins a run for a class in a gradebook. Whoever was recorded before is
// recorded under the same name again, whatever a roster or a platform calls them
// now.
func record(ctx context.Context, book *gradebook.Gradebook, setting gradebook.Setting, class *desk, who *arrivals) (*recorder, error) {
	known, err := book.Students(ctx)
	if err != nil {
		return nil, unusable(err)
	}
	run, err := book.Begin(ctx, setting, time.Now())
	if err != nil {
		return nil, unusable(err)
	}
	r := &recorder{run: run, class: class}
	add := func(a *arrival, missing bool) {
		if key, ok := known.Of(a.students); ok {
			a.key = key
		}
		r.entries = append(r.entries, gradebook.Entry{Place: len(r.entries), Student: a.key, Students: a.students, Handed: a.handed, Missing: missing})
	}
	for i := range who.came {
		add(&who.came[i], false)
	}
	for i := range who.missing {
		add(&who.missing[i], true)
	}
	return r, nil
}

// work returns a submission of the class with its entry.
func (r *recorder) work(i int) (gradebook.Work, error) {
	s, err := r.class.submission(i)
	return gradebook.Work{Entry: r.entries[i], Submission: s}, err
}

// keep records a report. One that came after a cancellation is not whole.
func (r *recorder) keep(ctx context.Context, i int, report grader.Report) {
	if r.err != nil || ctx.Err() != nil {
		return
	}
	w, err := r.work(i)
	if err != nil {
		r.err = err
		return
	}
	r.put(ctx, w, report)
}

func (r *recorder) put(ctx context.Context, w gradebook.Work, report grader.Report) {
	if r.err == nil && ctx.Err() == nil {
		r.err = unusable(r.run.Record(context.WithoutCancel(ctx), w.Entry, w.Submission, report))
	}
}

// gradeInto grades a class of which some may be graded already: what the gradebook
// holds under the same setting is not run again.
func gradeInto(ctx context.Context, stderr io.Writer, quiet bool, config engine.Config, class *desk, who *arrivals, counting gradebook.Counting, path string) (graded grader.Class, err error) {
	book, err := gradebook.Open(ctx, path)
	if err != nil {
		return graded, unusable(err)
	}
	defer func() {
		if closeErr := book.Close(); err == nil {
			err = unusable(closeErr)
		}
	}()
	var run int64
	err = withEngine(ctx, config, func(e *engine.Engine) error {
		graded, run, err = gradeRest(ctx, e, stderr, quiet, config, class, who, book)
		return err
	})
	if graded.Size == 0 {
		return graded, err
	}
	count, countErr := counter(context.WithoutCancel(ctx), book, counting, run)
	if countErr != nil {
		return grader.Class{}, unusable(countErr)
	}
	if err == nil && !quiet {
		err = unusable(sayMoved(ctx, stderr, book, run))
	}
	return who.complete(graded, config.Rubric, count), err
}

// gradeRest grades what the gradebook does not hold.
func gradeRest(ctx context.Context, e *engine.Engine, stderr io.Writer, quiet bool, config engine.Config, class *desk, who *arrivals, book *gradebook.Gradebook) (grader.Class, int64, error) {
	gradus, err := version()
	if err != nil {
		return grader.Class{}, 0, err
	}
	graded := classOf(e, config)
	setting := gradebook.Setting{Rubric: graded.Rubric, Seed: graded.Seed, Toolchain: graded.Toolchain, Gradus: gradus}
	for _, c := range config.Rubric {
		setting.Checks = append(setting.Checks, c.Name)
	}
	r, err := record(ctx, book, setting, class, who)
	if err != nil {
		return grader.Class{}, 0, err
	}
	held := map[int]bool{}
	err = r.run.Recall(ctx, len(class.work), r.work, func(i int, report grader.Report) error {
		held[i] = true
		class.keep(i, report)
		return class.problem()
	})
	if err != nil {
		return grader.Class{}, 0, unusable(err)
	}
	var rest []int
	for i := range class.work {
		if !held[i] {
			rest = append(rest, i)
		}
	}
	if len(held) > 0 && !quiet {
		fmt.Fprintf(stderr, "%d of %d are in the gradebook as they are\n", len(held), len(class.work))
	}
	err = gradeSome(ctx, e, stderr, quiet, class, rest, func(i int, report grader.Report) { r.keep(ctx, i, report) })
	for i, m := range who.missing {
		r.put(ctx, gradebook.Work{Entry: r.entries[len(class.work)+i], Submission: m.nothing()}, m.unattempted(config.Rubric))
	}
	if err == nil {
		err = r.err
	}
	if err == nil {
		err = unusable(r.run.End(ctx, time.Now()))
	}
	return class.class(graded), r.run.ID(), err
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
