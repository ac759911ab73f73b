package figures_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/figures"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

// maxSize is what a page can hold a dozen of.
const maxSize = 30_000

func TestCatalogue(t *testing.T) {
	var names []string
	for _, p := range figures.Catalogue() {
		t.Run(p.Name, func(t *testing.T) {
			assert.Regexp(t, `^[a-z0-9-]+$`, p.Name)
			assert.NotContains(t, names, p.Name)
			assert.NotEmpty(t, p.Doc)
			names = append(names, p.Name)
			drawn, err := p.Draw(reference.Solution())
			require.NoError(t, err)
			sound(t, drawn)
			again, err := p.Draw(reference.Solution())
			require.NoError(t, err)
			assert.Equal(t, drawn, again, "drawn again it has the same bytes")
			_, err = p.Draw(specs.Solution{})
			assert.ErrorIs(t, err, figures.ErrNeedsKey, "a handout has an empty key")
		})
	}
}

// TestOfChecks draws what every check sees of the key.
func TestOfChecks(t *testing.T) {
	drawn := map[grader.Picture]bool{}
	for _, c := range checks.All() {
		r := grader.Judge(t.Context(), c, &grader.Pass{Answer: reference.Solution(), Key: reference.Solution(), Rand: grader.PracticeSeed().Rand(c.Name)})
		all := figures.Of(r)
		require.Len(t, all, len(r.Series), "%s: every series has a picture", c.Name)
		for i, f := range all {
			drawn[r.Series[i].Kind] = true
			sound(t, f)
			assert.True(t, strings.HasPrefix(f.Alt, r.Series[i].Of), "%s: %s", c.Name, f.Alt)
		}
	}
	assert.Len(t, drawn, 7, "each kind of picture is seen by a check")
}

// TestOf draws what only a wrong program brings about.
func TestOf(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		series    grader.Series
		alt       string // empty where nothing is drawn
	}{
		{"unknown", "a later version may know more", grader.Series{Kind: "else", X: "0 1", Lines: lines("1 2", "1 2")}, ""},
		{"empty", "there is nothing to see", grader.Series{Kind: grader.PictureHistory}, ""},
		{"no numbers", "there is nothing to see", grader.Series{Kind: grader.PictureHistory, X: "0 1", Lines: lines("", "1 2")}, ""},
		{"all NaN", "there is nothing to see", grader.Series{Kind: grader.PictureLoss, X: "0 1", Lines: lines("NaN NaN", "1 2")}, ""},
		{"not a list", "the file was written by somebody else", grader.Series{Kind: grader.PictureLoss, X: "a b", Lines: lines("<script>", "1 2")}, ""},
		{"given is missing", "the picture cannot be made", grader.Series{Kind: grader.PictureReLU, X: "0 1", Lines: append(lines("1 2", "1 2"), lines("1 2", "1 2")...)}, ""},
		{"one point", "a descent of no steps", grader.Series{Kind: grader.PictureLoss, Of: "Train", X: "0", Lines: lines("0.5", "0.5")}, "Train: your loss ends at 0.5, as the reference does, after step 0."},
		{"no key", "a student's own tests have none", grader.Series{Kind: grader.PictureHistory, Of: "Fit", X: "1 2", Lines: lines("3 2", "")}, "Fit: your loss ends at 2, after epoch 2."},
		{"wrong", "this is what pictures are for", grader.Series{Kind: grader.PictureHistory, Of: "Fit", X: "1 2", Lines: lines("3 2", "3 1")}, "Fit: your loss ends at 2, the reference at 1, after epoch 2."},
		{"NaN in the end", "the words say what the picture cannot", grader.Series{Kind: grader.PictureHistory, Of: "Fit", X: "1 2", Lines: lines("3 NaN", "3 1")}, "Fit: your loss ends at NaN, the reference at 1, after epoch 2."},
		{"runs away", "what is right stays in sight", grader.Series{Kind: grader.PictureReLU, Of: "Descend", X: "0 1 2", Given: "1 10",
			Lines: append(lines("0.01 -1e200 +Inf", "0.01 0.03 0.05"), lines("0 1e300 NaN", "0 0.03 0.05")...)}, "Descend: your β ends at NaN, the reference at 0.1, after step 2, the optimum 1/S is 0.1."},
		{"S = 0", "no optimum is there", grader.Series{Kind: grader.PictureSoftplus, Of: "Descend", X: "0 1", Given: "1 0",
			Lines: append(lines("0.01 1", "0.01 1"), lines("0 1", "0 1")...)}, "Descend: your β ends at 2.13, as the reference does, after step 1, the optimum 1/S is ∞."},
		{"more than asked", "lists need not be of one length", grader.Series{Kind: grader.PictureUnit, Of: "Tanh", X: "0 1", Lines: append(lines("0 1 2 3", "0 1"), lines("1", "1 1")...)},
			"Tanh and its derivative: your L is the reference's at all 2 points; your L is the reference's at all 1 points."},
		{"hostile words", "whoever wrote the file chose them", grader.Series{Kind: grader.PictureHistory, Of: "</desc><script>\x00\xff", X: "1", Lines: []grader.Line{{Name: "<b>", Got: "1"}}}, "</desc><script>\x00\xff: your loss ends at 1, after epoch 1."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := figures.Of(grader.Result{Series: []grader.Series{tt.series}})
			if tt.alt == "" {
				assert.Empty(t, all, tt.why)
				return
			}
			require.Len(t, all, 1, tt.why)
			sound(t, all[0])
			assert.Equal(t, tt.alt, all[0].Alt, tt.why)
		})
	}
}

func lines(got, want grader.Numbers) []grader.Line {
	return []grader.Line{{Name: "L", Got: got, Want: want}}
}

// sound holds a figure to what all of them promise.
func sound(t *testing.T, f report.Figure) {
	t.Helper()
	assert.NotEmpty(t, f.Title)
	assert.NotEmpty(t, f.Alt)
	assert.Less(t, len(f.SVG), maxSize, "small enough for a page")
	var elements []string
	for from := xml.NewDecoder(bytes.NewReader(f.SVG)); ; {
		token, err := from.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "well-formed")
		if start, ok := token.(xml.StartElement); ok {
			elements = append(elements, start.Name.Local)
			for _, a := range start.Attr {
				assert.NotContains(t, []string{"style", "id", "class", "href"}, a.Name.Local, "a page with a strict policy shows it, beside others")
				if slices.Contains([]string{"d", "x", "y", "transform"}, a.Name.Local) {
					assert.NotRegexp(t, `NaN|Inf|[0-9]{6}`, a.Value, "every coordinate is a place")
				}
			}
		}
	}
	require.Greater(t, len(elements), 5)
	assert.Equal(t, []string{"svg", "title", "desc", "rect"}, elements[:4])
	slices.Sort(elements)
	assert.Subset(t, []string{"svg", "title", "desc", "rect", "path", "text"}, slices.Compact(elements))
}

func FuzzOf(f *testing.F) {
	seeds := [][4]string{
		{"0 1 2", "1 2 3", "3 2 1", "1 10"}, {"0", "NaN", "", "1 0"}, {"", "", "", ""}, {"0 0 0", "1e17 -1e17 0", "0 0 0", "-1 -1"},
		{"1e-300 2e-300", "1e-300 1e-310", "+Inf -Inf", "1e300 1e-300"}, {"2 1 0", "0x1p-2 nan", "1", "NaN NaN"}, {"0 1", "1e17 1e17", "1e-17 1e-17", "1 1 1"},
	}
	require.NotEmpty(f, seeds)
	for _, s := range seeds {
		f.Add(s[0], s[1], s[2], s[3])
	}
	f.Fuzz(func(t *testing.T, x, got, want, given string) {
		for _, kind := range []grader.Picture{grader.PictureUnit, grader.PictureReLU, grader.PictureSoftplus, grader.PictureHistory, grader.PictureLoss, grader.PicturePrecisions, grader.PictureMeans} {
			for n := 1; n <= 3; n++ {
				s := grader.Series{Kind: kind, Of: want, X: grader.Numbers(x), Given: grader.Numbers(given)}
				for k := range n {
					line := grader.Line{Name: got, Got: grader.Numbers(got), Want: grader.Numbers(want)}
					if k == 1 {
						line.Got, line.Want = line.Want, line.Got
					}
					s.Lines = append(s.Lines, line)
				}
				for _, figure := range figures.Of(grader.Result{Series: []grader.Series{s}}) {
					sound(t, figure)
				}
			}
		}
	})
}
