package engine

import (
	"cmp"
	"context"
	"fmt"
	"sync"

	"github.com/gradus-grader/gradus/grader"
)

// Class is what is to be graded. No more of it need be in memory than what is at
// work.
type Class struct {
	// Work says of each submission what is to be graded, as
	// [grader.Submission.Work] does.
	Work []string
	// Load returns the submission at a place. It is called from several goroutines.
	Load func(i int) (grader.Submission, error)
}

// Grade grades every submission and returns their reports in the same order, as
// GradeEach does; progress, if not nil, is called with each.
func (e *Engine) Grade(ctx context.Context, submissions []grader.Submission, progress func(grader.Report)) ([]grader.Report, error) {
	reports := make([]grader.Report, len(submissions))
	class := Class{Load: func(i int) (grader.Submission, error) { return submissions[i], nil }}
	for _, s := range submissions {
		class.Work = append(class.Work, s.Work())
	}
	err := e.GradeEach(ctx, class, func(i int, r grader.Report) {
		reports[i] = r
		if progress != nil {
			progress(r)
		}
	})
	return reports, err
}

// GradeEach grades every submission of a class and calls done for each as soon as
// it is graded, from one goroutine at a time. Of those that are the same to the
// last byte, one is run.
//
// What goes wrong with one submission on our side is Broken in its report and
// stops nothing else. The only error is that of a cancelled context: then the
// reports are whole, with NotRun for what was not reached.
func (e *Engine) GradeEach(ctx context.Context, class Class, done func(i int, r grader.Report)) error {
	twins := alike(class.Work)
	next := make(chan [][]int)
	var workers sync.WaitGroup
	var one sync.Mutex
	for range min(e.config.Workers, len(twins)) {
		workers.Go(func() {
			r := &runner{config: e.worker}
			defer r.close()
			for cohort := range next {
				e.gradeTwins(ctx, r, class, cohort, func(i int, report grader.Report) {
					one.Lock()
					defer one.Unlock()
					done(i, report)
				})
			}
		})
	}
	for _, cohort := range cohorts(twins, e.config.Workers, cmp.Or(e.config.Cohort, largestCohort)) {
		next <- cohort
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("grading was cut short: %w", err)
	}
	return nil
}

// gradeTwins grades a cohort, of which every member stands for the submissions
// that are like it.
func (e *Engine) gradeTwins(ctx context.Context, r *runner, class Class, cohort [][]int, done func(i int, r grader.Report)) {
	var members []grader.Submission
	var places [][]int // of the members
	for _, twins := range cohort {
		s, err := class.Load(twins[0])
		if err != nil {
			for _, i := range twins {
				e.lost(i, err, done)
			}
			continue
		}
		members, places = append(members, s), append(places, twins)
	}
	e.gradeCohort(ctx, r, members, func(k int, notes []string, results []grader.Result) {
		done(places[k][0], grader.NewReport(members[k], notes, results))
		for _, i := range places[k][1:] {
			twin, err := class.Load(i)
			if err != nil {
				e.lost(i, err, done)
				continue
			}
			done(i, grader.NewReport(twin, notes, results))
		}
	})
}

// lost reports a submission that cannot be read any more.
func (e *Engine) lost(i int, err error, done func(i int, r grader.Report)) {
	results := e.blank()
	everywhere(results, grader.Broken, "the grader failed: "+err.Error())
	done(i, grader.NewReport(grader.Submission{Name: fmt.Sprintf("submission %d", i+1)}, nil, results))
}

// alike returns the places of the submissions, those of equal ones together.
func alike(work []string) [][]int {
	var all [][]int
	at := map[string]int{}
	for i, w := range work {
		k, seen := at[w]
		if !seen {
			k = len(all)
			at[w] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], i)
	}
	return all
}
