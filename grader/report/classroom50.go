package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// Runner is what the place that runs the grader says about itself, as Classroom
// 50 does in the environment.
type Runner struct {
	Classroom, Assignment string
	Kind                  string // individual or group
	Owner                 string // of the repository
	Submission            string // the tag
	Commit, Release       string // URLs
	Review                string // URL
	Graded                time.Time
}

type classroom50 struct {
	Schema     string            `json:"schema"`
	Classroom  string            `json:"classroom"`
	Assignment string            `json:"assignment"`
	Kind       string            `json:"assignment_type,omitempty"`
	Owner      string            `json:"owner,omitempty"`
	Submission string            `json:"submission"`
	Commit     string            `json:"commit"`
	Release    string            `json:"release"`
	Review     string            `json:"review"`
	Datetime   string            `json:"datetime"`
	GradedAt   string            `json:"graded_at,omitempty"`
	Score      int               `json:"score"`
	MaxScore   int               `json:"max-score"`
	Tests      []classroom50Test `json:"tests"`
}

type classroom50Test struct {
	Name     string   `json:"test-name"`
	Passed   bool     `json:"passed"`
	Score    int      `json:"score"`
	MaxScore int      `json:"max-score"`
	Exact    string   `json:"exact"` // the points before they were made whole
	Output   []string `json:"output,omitempty"`
}

// classroom50Ready says what Classroom 50 would miss.
func classroom50Ready(o Options) error {
	for _, needed := range []struct{ name, value string }{
		{"classroom", o.Runner.Classroom}, {"assignment", o.Runner.Assignment}, {"tag of the submission", o.Runner.Submission},
		{"URL of the commit", o.Runner.Commit}, {"URL of the release", o.Runner.Release},
	} {
		if needed.value == "" {
			return fmt.Errorf("classroom50 is for an autograder of Classroom 50, whose runner tells the %s; here nobody does", needed.name)
		}
	}
	return nil
}

// Classroom50 writes the result.json of an autograder of Classroom 50, which has
// a test per exercise. Its scores are whole points: what is earned in all is
// rounded down, and the exercises that have the largest remainders are rounded
// up, so that they add up. It is the score as graded; coming late is judged
// there.
func Classroom50(w io.Writer, c grader.Class, o Options) error {
	if err := classroom50Ready(o); err != nil {
		return err
	}
	r, err := only(c)
	if err != nil {
		return err
	}
	run := o.Runner
	if run.Review == "" {
		run.Review = run.Commit
	}
	at := r.Handed.At
	if at.IsZero() {
		at = run.Graded
	}
	doc := classroom50{
		Schema: "classroom50/result/v1", Classroom: run.Classroom, Assignment: run.Assignment, Kind: run.Kind, Owner: run.Owner,
		Submission: run.Submission, Commit: run.Commit, Release: run.Release, Review: run.Review,
		Datetime: stamp(at.Truncate(time.Second)), GradedAt: stamp(run.Graded.Truncate(time.Second)), Tests: []classroom50Test{},
	}
	var earned, points []int
	for _, s := range r.Standings() {
		if !s.Chosen {
			continue
		}
		earned, points = append(earned, s.Earned), append(points, s.Points)
		doc.Tests = append(doc.Tests, classroom50Test{Name: string(s.Exercise.ID), Passed: s.Earned == s.Points, Exact: Points(s.Earned), Output: failures(s)})
	}
	maxima := whole(points, nil)
	scores := whole(earned, maxima)
	for i := range doc.Tests {
		doc.Tests[i].Score, doc.Tests[i].MaxScore = scores[i], maxima[i]
		doc.Score += scores[i]
		doc.MaxScore += maxima[i]
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(doc)
}

// failures says which checks of an exercise cost points, a line each.
func failures(s grader.Standing) []string {
	var lines []string
	for _, r := range s.Results {
		if r.Status == grader.Passed {
			continue
		}
		line := fmt.Sprintf("%s: %s, %s of %s points", question(r), r.Status.Words(), Points(r.Earned), Points(r.Points))
		if told := clip(brief(r)); told != "" {
			line += ": " + told
		}
		lines = append(lines, line)
	}
	return lines
}

// whole makes thousandths whole points whose sum is the sum rounded down, by the
// largest remainders. None gets more than its most, if there is one.
func whole(thousandths, most []int) []int {
	out := make([]int, len(thousandths))
	order := make([]int, len(thousandths))
	rest := 0
	for i, t := range thousandths {
		out[i], order[i] = t/1000, i
		if most != nil {
			out[i] = min(out[i], most[i])
		}
		rest += t - 1000*out[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return (thousandths[b] - 1000*out[b]) - (thousandths[a] - 1000*out[a]) })
	for _, i := range order {
		if rest < 1000 {
			break
		}
		if most == nil || out[i] < most[i] {
			out[i]++
			rest -= 1000
		}
	}
	return out
}
