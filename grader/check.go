package grader

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"

	"github.com/gradus-grader/gradus/specs"
)

// Check is one question of the rubric and the way its answer is judged.
type Check struct {
	Exercise specs.ID
	Name     string // exercise/question, such as "xor-linear/fit"; flags and reports use it, so it stays
	Doc      string // what is asked and how it is judged, for the student to read
	Points   int    // thousandths of a point
	// Run asks p.Answer and judges what comes back. An error means that the
	// question could not be put: ErrNeedsKey, or a failure of the grader itself.
	// A wrong answer is a Verdict. A call on p.Answer that has no answer does
	// not return; Judge sees to it.
	Run func(ctx context.Context, p *Pass) (Verdict, error)
}

// Pass is what a check is run with.
type Pass struct {
	Answer specs.Solution // the submission, behind the wall or in this process
	Key    specs.Solution // the answer key; empty in a handout
	Rand   *rand.Rand     // from (seed, check name), so that a regrade is the same grade
	// Renew gives the submission behind Answer a fresh instance, which remembers
	// nothing of what was asked; nil where there are no instances, as in a
	// student's own tests.
	Renew func()
	// Cost returns how many instructions the submission's instance has executed
	// so far; nil where nobody counts, as in a student's own tests. What is
	// judged by it must leave room for another compiler; the number itself is for
	// no report.
	Cost func() uint64
}

// ErrNeedsKey is returned by a check that has nothing to say without the answer
// key. Its result is NotRun.
var ErrNeedsKey = errors.New("this is judged when your work is graded: it needs the answer key")

// Verdict is what a check found out.
type Verdict struct {
	Fraction float64   // of the check's points, in [0, 1]
	Summary  string    // one line for the student
	Findings []Finding // what cost points, or would have; the first is the most telling
	Series   []Series  // what it saw, for pictures; nothing follows from it
}

// Finding is one thing that is not as asked. All of it is text, made for
// reading, so that a NaN can be reported like any other number.
type Finding struct {
	Where string // the question: the call and its inputs, and which part of the answer
	Got   string
	Want  string
	Off   string // how far apart they are, how far they may be, and why
	Why   string // the cause in one sentence, where it is proved; else empty
	Code  string // a stable name of the cause, such as "missing-x"; empty with an empty Why
	// Drawn is the question without its numbers, if they are drawn from the seed:
	// whoever must not know the hidden cases may know that. Empty for a published
	// question.
	Drawn string
}

var checkName = regexp.MustCompile(`^[a-z0-9-]+/[a-z0-9-]+$`)

// Validate says what is wrong with a rubric: names that are not unique or not
// of their exercise, checks without text, points or Run, and exercises whose
// checks do not add up to the points of the catalogue.
func Validate(rubric []Check) error {
	var problems []error
	complain := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	seen := map[string]bool{}
	points := map[specs.ID]int{}
	for _, c := range rubric {
		if seen[c.Name] {
			complain("check %q: the name is taken", c.Name)
		}
		seen[c.Name] = true
		if !checkName.MatchString(c.Name) || !strings.HasPrefix(c.Name, string(c.Exercise)+"/") {
			complain("check %q: the name is not of the form %s/question", c.Name, c.Exercise)
		}
		if c.Doc == "" {
			complain("check %q: no text for the student", c.Name)
		}
		if c.Points <= 0 {
			complain("check %q: %d points", c.Name, c.Points)
		}
		if c.Run == nil {
			complain("check %q: nothing to run", c.Name)
		}
		points[c.Exercise] += c.Points
	}
	for _, e := range specs.Catalogue() {
		if points[e.ID] != e.Points {
			complain("exercise %q: its checks add up to %d thousandths of a point, the catalogue says %d", e.ID, points[e.ID], e.Points)
		}
		delete(points, e.ID)
	}
	for id := range points {
		complain("exercise %q: not in the catalogue", id)
	}
	return errors.Join(problems...)
}
