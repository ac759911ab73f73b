package gradebook

import (
	"context"
	"database/sql"
	"slices"

	"github.com/gradus-grader/gradus/grader"
)

// Cause is why a result may differ from an earlier one.
type Cause string

// The causes, in the order in which they are listed.
const (
	Source    Cause = "the source changed"
	Rubric    Cause = "the rubric changed"
	Seed      Cause = "the seed changed"
	Toolchain Cause = "the toolchain changed"
	Version   Cause = "the version of gradus changed"
	Retried   Cause = "the grader had failed on it or was cut short"
	Failed    Cause = "the grader failed on it or was cut short"
	Adjusted  Cause = "it was adjusted"
	Appeared  Cause = "it was not there before"
	Vanished  Cause = "it is not there any more"
	Unclear   Cause = "nothing that it depends on changed: grading is not repeatable"
)

// Change is how a submission of two runs moved.
type Change struct {
	Submission string
	Was, Is    int     // scores in thousandths, with corrections and without late penalty
	Causes     []Cause // every one that holds
	Checks     []CheckChange
}

// CheckChange is how a check moved. The statuses are those of grading; the points
// have the corrections in them.
type CheckChange struct {
	Check          string
	Was, Is        grader.Status
	Before, Earned int // thousandths
}

// Diff returns which submissions moved from one run to another and why, in the
// order of the later run; those that are not in it follow. Submissions are matched
// by their names. A run is taken as it stood when it ended: with the corrections
// that had been made before the run began. What moved in words only is left out.
func (g *Gradebook) Diff(ctx context.Context, from, to int64) (changes []Change, err error) {
	err = g.reading(ctx, "compare runs of", func(tx *sql.Tx) error {
		all, err := entries(ctx, tx, "entries.run IN (?, ?)", from, to) // which have most results in common
		if err != nil {
			return err
		}
		before, err := readSide(ctx, tx, from, all)
		if err != nil {
			return err
		}
		after, err := readSide(ctx, tx, to, all)
		if err != nil {
			return err
		}
		changes = compare(before, after)
		return nil
	})
	return changes, err
}

// side is one run of a comparison.
type side struct {
	setting Setting
	order   []string
	grades  map[string]Grade
}

// readSide picks what is of a run from all that was recorded.
func readSide(ctx context.Context, tx *sql.Tx, run int64, all []recorded) (side, error) {
	s := side{grades: map[string]Grade{}}
	of, err := summary(ctx, tx, run)
	if err != nil {
		return s, err
	}
	s.setting = of.Setting
	made, err := adjustments(ctx, tx, "after_run < ?", run)
	if err != nil {
		return s, err
	}
	for _, r := range all {
		if r.run != run {
			continue
		}
		s.order = append(s.order, r.report.Submission)
		s.grades[r.report.Submission] = newGrade(r, made, Policy{})
	}
	return s, nil
}

func compare(before, after side) []Change {
	var changes []Change
	for _, name := range after.order {
		is := after.grades[name]
		was, ok := before.grades[name]
		if !ok {
			changes = append(changes, Change{Submission: name, Is: is.score(), Causes: []Cause{Appeared}})
			continue
		}
		if c := (Change{name, was.score(), is.score(), nil, checkChanges(was, is)}); c.Was != c.Is || len(c.Checks) > 0 {
			c.Causes = causes(before.setting, after.setting, was, is)
			changes = append(changes, c)
		}
	}
	for _, name := range before.order {
		if _, ok := after.grades[name]; !ok {
			changes = append(changes, Change{Submission: name, Was: before.grades[name].score(), Causes: []Cause{Vanished}})
		}
	}
	return changes
}

func causes(before, after Setting, was, is Grade) []Cause {
	var all []Cause
	add := func(holds bool, c Cause) {
		if holds {
			all = append(all, c)
		}
	}
	add(was.Report.Source != is.Report.Source, Source)
	add(before.Rubric != after.Rubric || !slices.Equal(before.Checks, after.Checks), Rubric)
	add(before.Seed != after.Seed, Seed)
	add(before.Toolchain != after.Toolchain, Toolchain)
	add(before.Gradus != after.Gradus, Version)
	add(unfinished(was.Report, is.Report), Retried)
	add(unfinished(is.Report, was.Report), Failed)
	add(!slices.Equal(was.Adjustments, is.Adjustments), Adjusted)
	add(len(all) == 0, Unclear)
	return all
}

// unfinished reports whether a check has no outcome in one report, for no fault of
// the student's, and another status in the other.
func unfinished(one, other grader.Report) bool {
	return slices.ContainsFunc(one.Results, func(r grader.Result) bool {
		i := indexOf(other.Results, r.Check)
		return (r.Status == grader.Broken || r.Status == grader.NotRun) && i >= 0 && other.Results[i].Status != r.Status
	})
}

// checkChanges lists the checks that moved, those of the later rubric first.
func checkChanges(was, is Grade) []CheckChange {
	old, now := was.Report.Corrected(), is.Report.Corrected()
	var all []CheckChange
	for _, r := range now {
		c := CheckChange{Check: r.Check, Is: r.Status, Earned: r.Earned}
		if i := indexOf(old, r.Check); i >= 0 {
			c.Was, c.Before = old[i].Status, old[i].Earned
		}
		if c.Was != c.Is || c.Before != c.Earned {
			all = append(all, c)
		}
	}
	for _, r := range old {
		if indexOf(now, r.Check) < 0 && (r.Status != grader.NotRun || r.Earned != 0) {
			all = append(all, CheckChange{Check: r.Check, Was: r.Status, Before: r.Earned})
		}
	}
	return all
}

func indexOf(results []grader.Result, check string) int {
	return slices.IndexFunc(results, func(r grader.Result) bool { return r.Check == check })
}
