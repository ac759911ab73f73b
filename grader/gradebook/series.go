package gradebook

import "github.com/gradus-grader/gradus/grader"

// jsonSeries is how a grader.Series is stored.
type jsonSeries struct {
	Kind  text       `json:"kind"`
	Of    text       `json:"of"`
	X     text       `json:"x"`
	Lines []jsonLine `json:"lines,omitempty"`
	Given text       `json:"given,omitempty"`
	Drawn bool       `json:"drawn,omitempty"`
}

type jsonLine struct {
	Name text `json:"name"`
	Got  text `json:"got"`
	Want text `json:"want,omitempty"`
}

func seriesOf(s grader.Series) jsonSeries {
	j := jsonSeries{Kind: text(s.Kind), Of: text(s.Of), X: text(s.X), Given: text(s.Given), Drawn: s.Drawn}
	for _, l := range s.Lines {
		j.Lines = append(j.Lines, jsonLine{text(l.Name), text(l.Got), text(l.Want)})
	}
	return j
}

func (j jsonSeries) series() grader.Series {
	s := grader.Series{Kind: grader.Picture(j.Kind), Of: string(j.Of), X: grader.Numbers(j.X), Given: grader.Numbers(j.Given), Drawn: j.Drawn}
	for _, l := range j.Lines {
		s.Lines = append(s.Lines, grader.Line{Name: string(l.Name), Got: grader.Numbers(l.Got), Want: grader.Numbers(l.Want)})
	}
	return s
}
