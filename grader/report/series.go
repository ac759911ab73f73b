package report

import "github.com/gradus-grader/gradus/grader"

// jsonSeries is what a check saw, for pictures. Lists of numbers are strings with
// a space between two numbers, which may be NaN, +Inf and -Inf.
type jsonSeries struct {
	Kind  string     `json:"kind"`
	Of    string     `json:"of"`
	X     string     `json:"x"`
	Lines []jsonLine `json:"lines"`
	Given string     `json:"given,omitempty"`
	Drawn bool       `json:"drawn,omitempty"`
}

type jsonLine struct {
	Name string `json:"name"`
	Got  string `json:"got"`
	Want string `json:"want,omitempty"` // asGot where the two are equal, as they are in a right answer
}

const asGot = "="

func seriesOf(s grader.Series) jsonSeries {
	j := jsonSeries{Kind: valid(string(s.Kind)), Of: valid(s.Of), X: valid(string(s.X)), Given: valid(string(s.Given)), Drawn: s.Drawn, Lines: []jsonLine{}}
	for _, l := range s.Lines {
		line := jsonLine{valid(l.Name), valid(string(l.Got)), valid(string(l.Want))}
		if line.Want == line.Got && line.Want != "" {
			line.Want = asGot
		}
		j.Lines = append(j.Lines, line)
	}
	return j
}

func (j jsonSeries) series() grader.Series {
	s := grader.Series{Kind: grader.Picture(j.Kind), Of: j.Of, X: grader.Numbers(j.X), Given: grader.Numbers(j.Given), Drawn: j.Drawn}
	for _, l := range j.Lines {
		if l.Want == asGot {
			l.Want = l.Got
		}
		s.Lines = append(s.Lines, grader.Line{Name: l.Name, Got: grader.Numbers(l.Got), Want: grader.Numbers(l.Want)})
	}
	return s
}
