// Package figures draws: the pictures of the course ([Catalogue]), made of the
// answer key's numbers, and what a check saw of a submission ([Of]).
//
// It stands beside the report, at the exit of the flow. A picture has two
// halves. Its data is a chart, computed from numbers alone and held by a golden
// file; drawing a chart is gonum/plot's work, on a canvas of our own that writes
// short SVG without style attributes, which a page with a strict policy shows.
//
// All have one look, which stands in theme.go.
package figures

import (
	"errors"

	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// Picture is one of the course.
type Picture struct {
	Name string // of its file, without an extension
	Doc  string // what it shows, in one line
	data func(key specs.Solution) chart
}

// ErrNeedsKey is the error of drawing with an empty key, such as a handout's.
var ErrNeedsKey = errors.New("the figures of the course are drawn with the answer key's numbers, and there is no key here")

// Draw draws the picture with the numbers of the answer key.
func (p Picture) Draw(key specs.Solution) (report.Figure, error) {
	if key.XORNetwork == nil || key.Activations == nil || key.PrecisionSGD == nil || key.PrecisionLandscape == nil {
		return report.Figure{}, ErrNeedsKey
	}
	c := p.data(key)
	c.headed = true
	return c.figure(), nil
}
