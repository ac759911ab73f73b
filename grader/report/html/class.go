package html

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

// roll gathers what the page of the class shows, one student after the other.
type roll struct {
	about     run
	exercises []specs.Exercise
	rows      []row
	checks    []checked
	place     map[string]int // of a check in checks
	causes    map[cause]int  // how many students have it
}

// row is what is kept of a student.
type row struct {
	Name, Page    string
	Score, points int
	Cells         []cell
	Missing       bool
	Broken        bool
	Late          bool
	Corrected     bool
	stuck         int // exercises that were begun and of which nothing runs
	begun         int
}

// cell is how a student stands in an exercise.
type cell struct {
	Tone string
	Text string
}

// checked is how the class did on a check.
type checked struct {
	name     string
	exercise specs.ID
	points   int
	item
}

// cause is why points were lost.
type cause struct {
	exercise specs.ID
	code     string
	why      string
}

func newRoll(about run) *roll {
	return &roll{about: about, place: map[string]int{}, causes: map[cause]int{}}
}

// add takes in a student, whose page is there already.
func (a *roll) add(r grader.Report, page string) {
	score, points := r.Final()
	s := row{
		Name: called(r), Page: page, Score: score, points: points,
		Missing: r.Missing, Broken: r.Broken(), Late: r.Handed.Late, Corrected: len(r.Corrections) > 0,
	}
	standings := r.Standings()
	if len(standings) > len(a.exercises) {
		a.exercises = nil
		for _, standing := range standings {
			a.exercises = append(a.exercises, standing.Exercise)
		}
	}
	for _, standing := range standings {
		s.Cells = append(s.Cells, cellOf(standing))
		if slices.ContainsFunc(standing.Results, begun) {
			s.begun++
			if !slices.ContainsFunc(standing.Results, runs) {
				s.stuck++
			}
		}
	}
	a.rows = append(a.rows, s)
	if !r.Missing {
		a.count(r, standings)
		a.blame(r)
	}
}

// begun and runs tell of a result whether there was something to grade, and
// whether it could be.
func begun(r grader.Result) bool {
	return r.Status != grader.NotRun && r.Status != grader.NotAttempted && r.Status != grader.NotChosen
}

func runs(r grader.Result) bool {
	return r.Status == grader.Passed || r.Status == grader.Partial || r.Status == grader.Failed || r.Status == grader.Broken
}

func cellOf(s grader.Standing) cell {
	none := !slices.ContainsFunc(s.Results, begun)
	switch {
	case slices.ContainsFunc(s.Results, func(r grader.Result) bool { return r.Status == grader.Broken }):
		return cell{"q", "?!"}
	case none:
		return cell{"n", "–"}
	case s.Earned == 0 && !slices.ContainsFunc(s.Results, runs):
		return cell{"x", "✗"}
	case s.Earned == 0:
		return cell{"z", "0"}
	case s.Earned == s.Points:
		return cell{"f", points(s.Earned)}
	}
	return cell{"p", points(s.Earned)}
}

// count takes the results into the statistics of their checks. What nobody judged
// is no result: a check that was not run, or not chosen, or that the grader failed on.
func (a *roll) count(r grader.Report, standings []grader.Standing) {
	total, _ := r.Score()
	for _, s := range standings {
		for _, result := range s.Results {
			i, known := a.place[result.Check]
			if !known {
				i = len(a.checks)
				a.place[result.Check] = i
				a.checks = append(a.checks, checked{name: result.Check, exercise: result.Exercise, points: result.Points})
			}
			if s.Chosen && result.Status != grader.NotRun && result.Status != grader.NotChosen && result.Status != grader.Broken {
				a.checks[i].add(result.Earned, total-result.Earned)
			}
		}
	}
}

// blame counts the causes of a report, each once.
func (a *roll) blame(r grader.Report) {
	own := map[cause]bool{}
	for _, result := range r.Results {
		if begun(result) && !runs(result) {
			own[cause{result.Exercise, "", result.Status.Words()}] = true
		}
		for _, f := range result.Findings {
			if f.Why != "" {
				own[cause{result.Exercise, f.Code, oneLine(f.Why)}] = true
			}
		}
	}
	for c := range own {
		a.causes[c]++
	}
}

// classPage is what the template of the class's page shows.
type classPage struct {
	Facts     []fact
	Broken    []row
	Exercises []specs.Exercise
	Bars      []bar
	Helped    []help
	MoreHelp  int
	HelpRule  string
	Missing   []row
	MoreMiss  int
	Causes    []caused
	MoreCause int
	Items     []items
	Rows      []row
	Groups    [][]row // the rows again, so many at a time
	Long      bool    // rows out of sight are laid out when they come into it
	About     run
}

// bar is one of a distribution.
type bar struct {
	From, To int // percent
	Count    int
	Height   int // pixels
}

// caused is a cause with how many have it.
type caused struct {
	Exercise  specs.ID
	Code, Why string
	Count     int
}

// items are the checks of an exercise.
type items struct {
	Exercise specs.ID
	Checks   []measured
}

// measured is a check with its statistics in words.
type measured struct {
	Name, Points   string
	Earned         string // on average, in percent
	Fraction       int
	Discrimination string
	Says           string
	Doubtful       bool
}

// What a page lists before it says how many more there are.
const (
	mostNames  = 100
	mostCauses = 15
	highest    = 120 // pixels of a bar
	groupOf    = 100 // rows
	longClass  = 500 // students
)

func (a *roll) page() *classPage {
	p := &classPage{Exercises: a.exercises, Rows: a.rows, About: a.about, Items: a.items(), HelpRule: helpRule, Long: len(a.rows) > longClass}
	p.Groups = slices.Collect(slices.Chunk(a.rows, groupOf))
	var scores []int
	for _, r := range a.rows {
		if r.Broken {
			p.Broken = append(p.Broken, r)
		}
		if r.Missing {
			p.Missing = append(p.Missing, r)
		} else {
			scores = append(scores, r.Score)
		}
	}
	slices.Sort(scores)
	p.Facts = a.facts(scores)
	p.Bars = a.bars()
	p.Helped = helped(a.rows, scores)
	p.Causes = a.frequent()
	p.Helped, p.MoreHelp = first(p.Helped, mostNames/4)
	p.Missing, p.MoreMiss = first(p.Missing, mostNames)
	p.Causes, p.MoreCause = first(p.Causes, mostCauses)
	return p
}

// first returns the first of all, and how many are left.
func first[T any](all []T, n int) ([]T, int) {
	n = min(n, len(all))
	return all[:n], len(all) - n
}

func (a *roll) facts(scores []int) []fact {
	all := []fact{
		{"Handed in", fmt.Sprintf("%d of %d", len(scores), len(a.rows))},
		{"Not handed in", strconv.Itoa(len(a.rows) - len(scores))},
	}
	if len(scores) > 0 {
		all = append(all,
			fact{"Mean", tenths(mean(scores))},
			fact{"Median", tenths(quantile(scores, 0.5))},
			fact{"Middle half", tenths(quantile(scores, 0.25)) + " to " + tenths(quantile(scores, 0.75))},
			fact{"Highest", points(scores[len(scores)-1])},
		)
	}
	return all
}

func (a *roll) bars() []bar {
	all := make([]bar, bins)
	for i := range all {
		all[i].From, all[i].To = i*100/bins, (i+1)*100/bins
	}
	most := 1
	for _, r := range a.rows {
		if !r.Missing {
			b := &all[bin(r.Score, r.points)]
			b.Count++
			most = max(most, b.Count)
		}
	}
	for i := range all {
		all[i].Height = (all[i].Count*highest + most - 1) / most
	}
	return all
}

func (a *roll) frequent() (all []caused) {
	for c, n := range a.causes {
		all = append(all, caused{c.exercise, c.code, c.why, n})
	}
	slices.SortFunc(all, func(a, b caused) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Exercise, b.Exercise), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Why, b.Why))
	})
	return all
}

func (a *roll) items() (all []items) {
	for _, c := range a.checks {
		if len(all) == 0 || all[len(all)-1].Exercise != c.exercise {
			all = append(all, items{Exercise: c.exercise})
		}
		at := &all[len(all)-1]
		at.Checks = append(at.Checks, c.measured())
	}
	return all
}

func (c checked) measured() measured {
	_, question, _ := strings.Cut(c.name, "/")
	m := measured{Name: oneLine(question), Points: points(c.points), Earned: "–", Discrimination: "–", Says: "nobody was asked"}
	if d := c.difficulty(c.points); !math.IsNaN(d) {
		m.Fraction = int(math.Round(100 * d))
		m.Earned = strconv.Itoa(m.Fraction)
		m.Says = "all have the same"
	}
	d := c.discrimination()
	if math.IsNaN(d) {
		return m
	}
	m.Discrimination = fmt.Sprintf("%.2f", d)
	switch {
	case d < 0:
		m.Says, m.Doubtful = "the weaker do better: look at this check", true
	case d < 0.2:
		m.Says = "says little"
	case d < 0.4:
		m.Says = "fair"
	default:
		m.Says = "tells well"
	}
	return m
}
