package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/grader/spool"
)

// desk is where a class lies while it is graded: on the disk, so that a large one
// takes no more memory than a small one. Close it.
type desk struct {
	submissions *spool.Spool[grader.Submission]
	reports     *spool.Spool[grader.Report]
	work        []string // of each submission

	mu  sync.Mutex
	err error // the first that keeping or reading a report met with
}

// deskFolder is the folder of the cache in which classes lie.
const deskFolder = "class"

func newDesk() (d *desk, err error) {
	cache, err := cacheFolder()
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(cache, deskFolder)
	d = &desk{}
	if err = os.MkdirAll(folder, 0o777); err == nil {
		d.submissions, err = spool.New[grader.Submission](folder)
	}
	if err == nil {
		d.reports, err = spool.New[grader.Report](folder)
	}
	if err != nil {
		d.close()
		return nil, noRoom(err)
	}
	return d, nil
}

// noRoom is how a command ends for which the disk has no room.
func noRoom(err error) error {
	return &failure{exitFailure, fmt.Errorf("keep the class: %w", reason(err)), "is there room on the disk? " + cacheVariable + " names another folder"}
}

// add takes a submission in.
func (d *desk) add(s grader.Submission) error {
	if err := d.submissions.Put(len(d.work), s); err != nil {
		return noRoom(err)
	}
	d.work = append(d.work, s.Work())
	return nil
}

func (d *desk) submission(i int) (grader.Submission, error) {
	s, ok, err := d.submissions.Get(i)
	if err == nil && !ok {
		err = fmt.Errorf("there is no submission %d", i)
	}
	return s, err
}

// some returns some of the submissions for grading, by their places.
func (d *desk) some(places []int) engine.Class {
	class := engine.Class{Load: func(i int) (grader.Submission, error) { return d.submission(places[i]) }}
	for _, i := range places {
		class.Work = append(class.Work, d.work[i])
	}
	return class
}

// keep takes the report of the submission at a place.
func (d *desk) keep(i int, r grader.Report) { d.note(d.reports.Put(i, r)) }

func (d *desk) note(err error) {
	if err == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err == nil {
		d.err = noRoom(err)
	}
}

// problem is the first that keeping or reading a report met with.
func (d *desk) problem() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.err
}

// class returns the class with its reports, in the order of the submissions.
func (d *desk) class(c grader.Class) grader.Class {
	c.Size, c.Err = d.reports.Len(), d.problem
	c.Reports = func(yield func(grader.Report) bool) {
		for i := range c.Size {
			r, ok, err := d.reports.Get(i)
			if err == nil && !ok {
				err = fmt.Errorf("there is no report %d", i)
			}
			if err != nil {
				d.note(err)
				return
			}
			if !yield(r) {
				return
			}
		}
	}
	return c
}

func (d *desk) close() error {
	var errs []error
	if d.submissions != nil {
		errs = append(errs, d.submissions.Close())
	}
	if d.reports != nil {
		errs = append(errs, d.reports.Close())
	}
	return errors.Join(errs...)
}
