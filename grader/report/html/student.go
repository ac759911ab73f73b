package html

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/gradus-grader/gradus/grader"
)

// studentPage is what the template of a student's page shows.
type studentPage struct {
	Class     string // where the page of the class is; "" if there is none
	Name      string
	Facts     []fact
	Score     string
	Points    string
	Changes   []change
	Missing   bool
	Broken    bool
	Notes     []string
	Gains     []gain
	Exercises []exercise
	About     run
	Source    string
}

// fact is something known about a student or a class.
type fact struct{ Label, Text string }

// change is one step from the score as it was graded to the one that counts.
type change struct{ What, By, Why string }

// gain is a check that many points were lost on.
type gain struct{ ID, Exercise, Check, Points string }

// exercise is how a student stands in one, check by check.
type exercise struct {
	ID, Title      string
	Earned, Points string
	Fraction       int // of the points, in percent
	Choice         string
	Tone, Sign     string
	Passed, Of     int
	Shared         *check // what all the checks have to say, if it is one and the same
	Checks         []check
}

// check is one check with all there is to say.
type check struct {
	ID, Name       string
	Status         string
	Tone, Sign     string
	Earned, Points string
	Corrected      string // the points after corrections by hand
	Open           bool
	Asks           string
	Summary        string
	Findings       []grader.Finding
	Code           []excerpt
	Figures        []picture
}

// picture is a figure of ours, which is not escaped.
type picture struct {
	Title, Alt string
	SVG        template.HTML
}

// scribe makes the page of one student.
type scribe struct {
	Options
	report  grader.Report
	program program
	shown   map[string]string // the parts that are on the page, and where
}

func newStudentPage(r grader.Report, about run, o Options) *studentPage {
	s := scribe{Options: o, report: r, shown: map[string]string{}}
	if o.Files != nil {
		s.program = newProgram(o.Files(r))
	}
	score, points_ := r.Final()
	p := &studentPage{
		Name: called(r), Facts: factsOf(r), Score: points(score), Points: points(points_), Changes: changesOf(r),
		Missing: r.Missing, Broken: r.Broken(), Gains: gainsOf(r), About: about, Source: r.Source,
	}
	for _, note := range r.Notes {
		p.Notes = append(p.Notes, oneLine(note))
	}
	for _, standing := range r.Standings() {
		p.Exercises = append(p.Exercises, s.exercise(standing))
	}
	return p
}

func factsOf(r grader.Report) (all []fact) {
	add := func(label, text string) {
		if text = oneLine(text); text != "" {
			all = append(all, fact{label, text})
		}
	}
	if name := oneLine(r.Submission); name != called(r) {
		add("Submission", name)
	}
	for _, s := range r.Students {
		add("ID", s.ID)
		add("Login", s.Login)
		add("Email", s.Email)
		add("Section", s.Section)
	}
	if !r.Handed.At.IsZero() {
		add("Handed in", when(r.Handed.At))
	}
	if r.Handed.Attempt > 0 {
		add("Attempt", fmt.Sprint(r.Handed.Attempt))
	}
	switch {
	case r.Handed.LateBy > 0:
		add("Late", "by "+span(r.Handed.LateBy))
	case r.Handed.Late:
		add("Late", "yes")
	}
	return all
}

// changesOf tells how the score came to be what it is, if it is not as graded.
func changesOf(r grader.Report) (all []change) {
	if len(r.Corrections) == 0 && r.Penalty == 0 {
		return nil
	}
	graded, _ := r.Score()
	all = append(all, change{What: points(graded) + " as graded"})
	for _, ofCheck := range []bool{true, false} {
		if !ofCheck && r.Penalty != 0 {
			all = append(all, change{What: "−" + points(r.Penalty) + " for coming late"})
		}
		for _, c := range r.Corrections {
			if (c.Check != "") == ofCheck {
				all = append(all, changeOf(c))
			}
		}
	}
	return all
}

func changeOf(c grader.Correction) change {
	what := signed(c.Points)
	if c.Exact {
		what = "set to " + points(c.Points)
	}
	if c.Check != "" {
		what += " on " + oneLine(c.Check)
	}
	by := oneLine(c.Who)
	if !c.Made.IsZero() {
		by = strings.TrimSpace(by + ", " + when(c.Made))
	}
	return change{What: what, By: by, Why: oneLine(c.Why)}
}

func signed(thousandths int) string {
	if thousandths < 0 {
		return "−" + points(-thousandths)
	}
	return "+" + points(thousandths)
}

// mostGains is how many checks are pointed at first.
const mostGains = 3

// gainsOf returns where the most points can be gained: the begun before the rest,
// of which a student knows.
func gainsOf(r grader.Report) (all []gain) {
	lost := func(r grader.Result) int { return r.Points - r.Earned }
	var results []grader.Result
	for _, s := range r.Standings() {
		for _, result := range s.Results {
			if s.Chosen && lost(result) > 0 && tone(result.Status) != "none" {
				results = append(results, result)
			}
		}
	}
	slices.SortStableFunc(results, func(a, b grader.Result) int { return lost(b) - lost(a) })
	for _, result := range results[:min(mostGains, len(results))] {
		name, question, _ := strings.Cut(result.Check, "/")
		all = append(all, gain{identity(result), name, question, points(lost(result))})
	}
	return all
}

// identity is the anchor of a check.
func identity(r grader.Result) string { return "check-" + unusable.ReplaceAllString(r.Check, "-") }

func (s *scribe) exercise(of grader.Standing) exercise {
	e := exercise{
		ID: string(of.Exercise.ID), Title: of.Exercise.Title, Earned: points(of.Earned), Points: points(of.Points),
		Of: len(of.Results), Tone: "part",
	}
	if of.Points > 0 {
		e.Fraction = of.Earned * 100 / of.Points
	}
	if !of.Chosen {
		e.Choice = of.Exercise.Choice
	}
	for _, r := range of.Results {
		if r.Status == grader.Passed {
			e.Passed++
		}
	}
	if alike(of.Results) {
		first := of.Results[0]
		e.Tone, e.Sign = tone(first.Status), mark(first.Status)
		if first.Status != grader.Passed {
			shared := s.check(first)
			e.Shared = &shared
		}
	}
	for _, r := range of.Results {
		if e.Shared != nil {
			c := s.heading(r)
			e.Checks = append(e.Checks, c)
			continue
		}
		e.Checks = append(e.Checks, s.check(r))
	}
	return e
}

// alike reports whether every check of an exercise has the same thing to say, as
// when its file does not compile.
func alike(results []grader.Result) bool {
	return !slices.ContainsFunc(results, func(r grader.Result) bool {
		return r.Status != results[0].Status || r.Summary != results[0].Summary
	})
}

// heading is a check without what was found.
func (s *scribe) heading(r grader.Result) check {
	_, question, _ := strings.Cut(r.Check, "/")
	c := check{
		ID: identity(r), Name: oneLine(question), Status: r.Status.Words(), Tone: tone(r.Status), Sign: mark(r.Status),
		Earned: points(r.Earned), Points: points(r.Points),
	}
	corrected := r.Earned
	for _, by := range s.report.Corrections {
		if by.Check == r.Check {
			corrected = by.Apply(corrected)
			c.Corrected = points(corrected)
		}
	}
	if s.Doc != nil {
		c.Asks = s.Doc(r.Check)
	}
	return c
}

func (s *scribe) check(r grader.Result) check {
	c := s.heading(r)
	if r.Status == grader.NotAttempted || r.Status == grader.NotChosen {
		return c
	}
	if summary := oneLine(r.Summary); summary != r.Status.Words() && (len(r.Findings) == 0 || r.Findings[0].Want == "") {
		c.Summary = summary
	}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, grader.Finding{
			Where: oneLine(f.Where), Got: clean(f.Got), Want: clean(f.Want), Off: strings.TrimPrefix(oneLine(f.Off), "off "), Why: oneLine(f.Why),
		})
	}
	if s.Figures != nil {
		for _, f := range s.Figures(r) {
			c.Figures = append(c.Figures, picture{f.Title, f.Alt, template.HTML(f.SVG)})
		}
	}
	if c.Open = c.Tone != "good" && c.Tone != "none"; c.Open {
		c.Code = s.code(r)
	}
	return c
}

// code returns what of the program a result is about. A part that is shown
// already is only pointed at.
func (s *scribe) code(r grader.Result) (all []excerpt) {
	for _, c := range s.program.concerns(r) {
		e := s.program.excerpt(c)
		key := fmt.Sprint(c.part, c.marked)
		if id, ok := s.shown[key]; ok {
			all = append(all, excerpt{ID: id, Title: e.Title, Before: true})
			continue
		}
		e.ID = fmt.Sprintf("code-%d", len(s.shown)+1)
		s.shown[key] = e.ID
		all = append(all, e)
	}
	return all
}
