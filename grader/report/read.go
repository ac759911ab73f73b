package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// ErrAltered is the error of a report whose hash is not that of its content.
var ErrAltered = errors.New("the report was altered after it was written: its hash is not that of its content")

// ReadJSON reads what JSON wrote, so that it can be written in another format
// without grading again. Everything in it is checked: what is accepted would be
// written as the very same bytes. A report of another rubric, with checks that
// are not known any more, can be read; one of exercises that are not in the
// catalogue cannot.
func ReadJSON(r io.Reader) (grader.Class, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return grader.Class{}, fmt.Errorf("read report: %w", err)
	}
	var doc jsonClass
	from := json.NewDecoder(bytes.NewReader(text))
	from.DisallowUnknownFields()
	if err := from.Decode(&doc); err != nil {
		return grader.Class{}, fmt.Errorf("read report: it is no JSON report of Gradus: %w", err)
	}
	if doc.Schema != schema {
		return grader.Class{}, fmt.Errorf("read report: its schema is %q, not %q", doc.Schema, schema)
	}
	class := grader.Class{Rubric: doc.Rubric, Seed: doc.Seed, Toolchain: doc.Toolchain}
	var reports []grader.Report
	for _, d := range doc.Reports {
		report, err := d.report()
		if err != nil {
			return grader.Class{}, fmt.Errorf("read report: submission %q: %w", d.Submission, err)
		}
		reports = append(reports, report)
	}
	class = class.With(reports)
	var again bytes.Buffer
	if err := JSON(&again, class, Options{}); err != nil {
		return grader.Class{}, err
	}
	if !bytes.Equal(bytes.TrimSpace(again.Bytes()), bytes.TrimSpace(text)) {
		return grader.Class{}, fmt.Errorf("read report: %w", ErrAltered)
	}
	return class, nil
}

func (d jsonReport) report() (grader.Report, error) {
	report := grader.Report{Submission: d.Submission, Source: d.Source, Notes: d.Notes, Missing: d.Missing}
	if err := d.besides(&report); err != nil {
		return report, err
	}
	for _, e := range d.Exercises {
		if _, ok := specs.Lookup(specs.ID(e.ID)); !ok {
			return report, fmt.Errorf("there is no exercise %q", e.ID)
		}
		for _, c := range e.Checks {
			result, err := c.result(specs.ID(e.ID))
			if err != nil {
				return report, fmt.Errorf("check %q: %w", c.Name, err)
			}
			report.Results = append(report.Results, result)
		}
	}
	return report, nil
}

// besides reads what is known besides the grading.
func (d jsonReport) besides(report *grader.Report) (err error) {
	for _, s := range d.Students {
		report.Students = append(report.Students, grader.Student(s))
	}
	if report.Handed, err = d.Handed.handed(); err != nil {
		return fmt.Errorf("how it was handed in: %w", err)
	}
	for _, c := range d.Corrections {
		correction, err := c.correction()
		if err != nil {
			return fmt.Errorf("a correction: %w", err)
		}
		report.Corrections = append(report.Corrections, correction)
	}
	if d.Penalty != "" {
		report.Penalty, err = thousandths(d.Penalty)
	}
	return err
}

func (c jsonCheck) result(exercise specs.ID) (grader.Result, error) {
	r := grader.Result{Exercise: exercise, Check: c.Name, Summary: c.Summary}
	all := grader.Statuses()
	i := slices.IndexFunc(all, func(s grader.Status) bool { return s.String() == c.Status })
	if i < 0 {
		return r, fmt.Errorf("there is no status %q", c.Status)
	}
	r.Status = all[i]
	var err error
	if r.Earned, err = thousandths(c.Score); err != nil {
		return r, err
	}
	if r.Points, err = thousandths(c.Points); err != nil {
		return r, err
	}
	for _, f := range c.Findings {
		r.Findings = append(r.Findings, grader.Finding(f))
	}
	for _, s := range c.Series {
		r.Series = append(r.Series, s.series())
	}
	return r, nil
}

// maxPoints is more thousandths than a report can have, and less than what could
// overflow when it is added up.
const maxPoints = 1e9

// thousandths is the inverse of number.
func thousandths(points json.Number) (int, error) {
	n, err := signedThousandths(points)
	if err == nil && n < 0 {
		err = fmt.Errorf("%q are no points", points)
	}
	return n, err
}

func signedThousandths(points json.Number) (int, error) {
	value, err := points.Float64()
	if err != nil || !(math.Abs(value) <= maxPoints/1000) {
		return 0, fmt.Errorf("%q are no points", points)
	}
	return int(math.Round(value * 1000)), nil
}
