package figures

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	answer "github.com/gradus-grader/gradus/reference"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestData holds the numbers of every picture of the course, not its pixels.
func TestData(t *testing.T) {
	for _, p := range Catalogue() {
		t.Run(p.Name, func(t *testing.T) {
			golden(t, p.Name+".golden", p.data(answer.Solution()))
		})
	}
}

// TestDataOf holds the numbers of a picture of each kind that a check sees.
func TestDataOf(t *testing.T) {
	path := []grader.Line{{Name: "w", Got: "0.01 0.02 0.04", Want: "0.01 0.03 0.05"}, {Name: "b", Got: "0 0.01 0.03", Want: "0 0.02 0.04"}}
	for _, s := range []grader.Series{
		{Kind: grader.PictureUnit, Of: "Tanh", X: "-2 0 1", Lines: []grader.Line{{Name: "value", Got: "-0.964 0 0.762", Want: "-0.964 0 0.762"}, {Name: "derivative", Got: "1 1 1", Want: "0.07 1 0.42"}}},
		{Kind: grader.PictureReLU, Of: "Descend", X: "0 1 2", Given: "1 10", Lines: path},
		{Kind: grader.PictureSoftplus, Of: "Descend", X: "0 1 2", Given: "1.5 10", Lines: path},
		{Kind: grader.PictureHistory, Of: "Fit", X: "1 2", Lines: []grader.Line{{Name: "L", Got: "1 0.5", Want: "1 -0.5"}}},
		{Kind: grader.PictureLoss, Of: "Train", X: "0 1", Lines: []grader.Line{{Name: "J", Got: "1 1e-5", Want: "1 1e-6"}}},
		{Kind: grader.PicturePrecisions, Of: "Descend", X: "0 1", Given: "10 0.2", Lines: []grader.Line{{Name: "a[0]", Got: "0 -1", Want: "0 -2"}, {Name: "a[1]", Got: "0 1", Want: "0 2"}}},
		{Kind: grader.PictureMeans, Of: "Descend", X: "0 1", Given: "-4 1 6", Lines: []grader.Line{{Name: "μ[0]", Got: "0 -1"}, {Name: "μ[1]", Got: "0 1"}, {Name: "μ[2]", Got: "0 3"}}},
	} {
		t.Run(string(s.Kind), func(t *testing.T) {
			c, ok := chartOf(s)
			require.True(t, ok)
			golden(t, "of-"+string(s.Kind)+".golden", c)
		})
	}
}

// golden compares the numbers of a chart, to six digits, with a file.
func golden(t *testing.T, name string, c chart) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, c.numbers(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(c.numbers()))
}

// numbers prints a chart for a person to read.
func (c chart) numbers() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n", c.title, c.alt)
	for _, p := range c.panels {
		fmt.Fprintf(&b, "\npanel %q, %q over %q\n", p.title, p.yLabel, p.xLabel)
		for _, w := range p.words {
			fmt.Fprintf(&b, "%q at %s\n", w.text, grader.NumbersOf(w.at.x, w.at.y))
		}
		for _, curve := range p.curves {
			var x, y []float64
			for _, q := range curve.points {
				x, y = append(x, q.x), append(y, q.y)
			}
			fmt.Fprintf(&b, "curve %q\n  x %s\n  y %s\n", curve.label, grader.NumbersOf(x...), grader.NumbersOf(y...))
		}
		if s := p.surface; s != nil {
			fmt.Fprintf(&b, "surface %q, bands at %s\n  x %s\n  y %s\n", s.label, grader.NumbersOf(s.levels...), grader.NumbersOf(s.xs...), grader.NumbersOf(s.ys...))
			for _, row := range s.z {
				fmt.Fprintf(&b, "  %s\n", grader.NumbersOf(row...))
			}
		}
	}
	return b.Bytes()
}

// TestPublished compares the course's pictures with numbers that its text or
// exercises print.
func TestPublished(t *testing.T) {
	last := func(points []point) point { return points[len(points)-1] }
	b := lossOfB(answer.Solution()).panels[0].curves
	for i, want := range [][2]float64{{3.307478, 3.619223}, {3.498179, 3.404459}, {4.705659, 3.312657}} {
		assert.InDelta(t, want[0], b[i].points[0].y, 1e-6, "L at b = 0, %s", b[i].label)
		assert.InDelta(t, want[1], last(b[i].points).y, 1e-6, "L at b = 0.1, %s", b[i].label)
	}
	history := lossHistory(answer.Solution()).panels[0].curves[1].points
	assert.InDelta(t, 0.2, history[0].y, 0.1, "the course's curve begins near 0.2")
	assert.InDelta(t, -0.607, last(history).y, 0.03, "and ends near −0.607")
	corner := surfaceModerate(answer.Solution()).panels[0].surface.z
	assert.InDelta(t, 197.004-(1+math.Log(10)), corner[40][40], 1e-3, "the loss at (10, 10)")
	assert.InDelta(t, 20-(1+math.Log(10)), corner[0][0], 1e-3, "and at (−10, −10)")
}
