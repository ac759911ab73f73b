package grader

import (
	"iter"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// Report is everything there is to say about one submission.
type Report struct {
	Submission string
	Source     string   // Submission.Hash
	Notes      []string // what was left out, one sentence each
	Results    []Result // one per check, in the order of the rubric

	// What is known besides the grading; zero where nobody told.
	Students    []Student    // whose it is; several if it is a group's
	Handed      Handed       // how it came in
	Missing     bool         // expected by the roster, and nothing came: every result is NotAttempted
	Corrections []Correction // by hand, in the order in which they were made
	Penalty     int          // thousandths that are lost for coming late
}

// Class is what one grading run gives: the reports in the order of the
// submissions, and what they depend on besides them.
type Class struct {
	Rubric    string // hash of the checks
	Seed      string // fingerprint of the seed
	Toolchain string // the Go version that compiled the submissions
	// Reports are Size reports. They may be ranged over more than once, and need
	// not all be in memory at once.
	Reports iter.Seq[Report]
	Size    int
	// Err tells why ranging over Reports ended before all were there; nil where it
	// never does.
	Err func() error
}

// With returns the class with reports that are in memory.
func (c Class) With(reports []Report) Class {
	c.Reports, c.Size = slices.Values(reports), len(reports)
	return c
}

// NewReport puts the results of one submission together and settles its
// choices: of a group, the exercise with the most points counts (the one that
// was attempted, if none has any), and the results of the others become
// NotChosen. Where none was attempted nothing is changed.
func NewReport(s Submission, notes []string, results []Result) Report {
	r := Report{
		Submission: s.Name,
		Source:     s.Hash(),
		Notes:      slices.Concat(s.Notes, notes),
		Results:    slices.Clone(results),
	}
	chosen := choose(r.Results)
	for i, result := range r.Results {
		e, _ := specs.Lookup(result.Exercise)
		other, ok := chosen[e.Choice]
		if ok && other != e.ID && result.Status != Broken && slices.ContainsFunc(ofExercise(r.Results, other), attempted) {
			r.Results[i] = result.Without(NotChosen, "the other exercise of the choice counts")
		}
	}
	return r
}

// choose returns, for each group of the catalogue that is in results, the
// exercise that counts. It gives the same answer once the others are NotChosen.
func choose(results []Result) map[string]specs.ID {
	chosen, best := map[string]specs.ID{}, map[string]int{}
	for _, e := range specs.Catalogue() {
		of := ofExercise(results, e.ID)
		if e.Choice == "" || len(of) == 0 {
			continue
		}
		rank := 2 * earned(of)
		if slices.ContainsFunc(of, attempted) {
			rank++
		}
		if _, taken := chosen[e.Choice]; !taken || rank > best[e.Choice] {
			chosen[e.Choice], best[e.Choice] = e.ID, rank
		}
	}
	return chosen
}

func attempted(r Result) bool {
	return r.Status != NotRun && r.Status != NotAttempted && r.Status != NotChosen
}

func ofExercise(results []Result, id specs.ID) []Result {
	var of []Result
	for _, r := range results {
		if r.Exercise == id {
			of = append(of, r)
		}
	}
	return of
}

func earned(results []Result) int {
	sum := 0
	for _, r := range results {
		sum += r.Earned
	}
	return sum
}

// Standing is how a submission stands in one exercise.
type Standing struct {
	Exercise specs.Exercise
	Results  []Result // of its checks, in the order of the rubric
	Earned   int      // thousandths
	Points   int      // thousandths; 0 if the other exercise of a choice counts
	Chosen   bool     // false only for the other exercise of a choice
}

// Standings returns how the submission stands in each exercise that was graded,
// in the order of the course. The points of a choice are counted once.
func (r Report) Standings() []Standing {
	chosen := choose(r.Results)
	var all []Standing
	for _, e := range specs.Catalogue() {
		of := ofExercise(r.Results, e.ID)
		if len(of) == 0 {
			continue
		}
		s := Standing{Exercise: e, Results: of, Chosen: e.Choice == "" || chosen[e.Choice] == e.ID}
		if s.Chosen {
			s.Earned = earned(of)
			for _, result := range of {
				s.Points += result.Points
			}
		}
		all = append(all, s)
	}
	return all
}

// Score returns the points earned and the points that could be, in thousandths:
// the one sum that every report shows.
func (r Report) Score() (earned, points int) {
	for _, s := range r.Standings() {
		earned += s.Earned
		points += s.Points
	}
	return earned, points
}

// Corrected returns the results with the corrections of their checks.
func (r Report) Corrected() []Result {
	results := slices.Clone(r.Results)
	for _, c := range r.Corrections {
		for i, result := range results {
			if result.Check == c.Check {
				results[i].Earned = c.Apply(result.Earned)
			}
		}
	}
	return results
}

// Final returns what counts: the points earned with corrections of checks, less
// the penalty for coming late, with corrections of the sum; and the points that
// could be, in thousandths. It is never negative. Without any of these it is the
// Score.
func (r Report) Final() (earned, points int) {
	r.Results = r.Corrected()
	earned, points = r.Score()
	earned = max(0, earned-r.Penalty)
	for _, c := range r.Corrections {
		if c.Check == "" {
			earned = c.Apply(earned)
		}
	}
	return earned, points
}

// Broken reports whether the grader failed on any check of the submission.
func (r Report) Broken() bool {
	return slices.ContainsFunc(r.Results, func(r Result) bool { return r.Status == Broken })
}
