package specs_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/specs"
)

// errata is the one heading that a sheet may lack: not every part of the
// course's text has a mistake in it.
const errata = "## What the course's text gets wrong"

func TestSheetHasItsParts(t *testing.T) {
	for _, e := range specs.Catalogue() {
		t.Run(string(e.ID), func(t *testing.T) {
			sheet := specs.Sheet(e.ID)
			headings := regexp.MustCompile(`(?m)^#.*$`).FindAllString(sheet, -1)
			want := []string{
				"# " + e.Title, "## Task", "## Formulas", "## Worked example",
				"## How it is graded", "## Pitfalls",
			}
			if len(headings) > len(want) {
				want = append(want, errata)
			}
			assert.Equal(t, want, headings)

			preamble, _, _ := strings.Cut(sheet, "## Task")
			assert.Contains(t, preamble, fmt.Sprintf("%d points", e.Points/1000))
			assert.Contains(t, preamble, "`student/"+e.File+"`")
			assert.Contains(t, preamble, "`"+e.Type+"`")
			assert.Contains(t, unspaced(preamble), "source: "+e.Source)
			for _, other := range specs.Catalogue() {
				chosenFrom := e.Choice != "" && e.Choice == other.Choice && e.ID != other.ID
				assert.Equal(t, chosenFrom, strings.Contains(preamble, "`"+string(other.ID)+"`"),
					"a choice is named where the points are, and it alone")
			}
			assert.Contains(t, sheet, "`cmp errors fmt maps math slices sort strconv strings sync`")
			assert.Equal(t, e.Matrix, strings.Contains(sheet, "`gonum.org/v1/gonum/mat`"),
				"the sheet allows gonum exactly where the catalogue does")
		})
	}
}

func TestSheetReadsWellInATerminal(t *testing.T) {
	for _, e := range specs.Catalogue() {
		t.Run(string(e.ID), func(t *testing.T) {
			sheet := specs.Sheet(e.ID)
			lines := strings.Split(strings.TrimSuffix(sheet, "\n"), "\n")
			assert.GreaterOrEqual(t, len(lines), 60)
			assert.LessOrEqual(t, len(lines), 140)
			for i, line := range lines {
				assert.LessOrEqual(t, utf8.RuneCountInString(line), 100, "line %d: %s", i+1, line)
				assert.Equal(t, strings.TrimRight(line, " \t"), line, "line %d ends in blanks", i+1)
			}
			assert.NotContains(t, sheet, "$", "a terminal does not set LaTeX")
			assert.NotContains(t, sheet, `\`, "a terminal does not set LaTeX")
			assert.NotContains(t, sheet, "\t")
			assert.True(t, utf8.ValidString(sheet))
			assert.True(t, strings.HasSuffix(sheet, "\n"))
		})
	}
}

func TestEverySheetBelongsToAnExercise(t *testing.T) {
	files, err := filepath.Glob("*.md")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(file string) bool { return file == "GUIDE.md" }) // it is for instructors
	assert.Len(t, files, len(specs.Catalogue()))
	for _, file := range files {
		_, ok := specs.Lookup(specs.ID(strings.TrimSuffix(file, ".md")))
		assert.True(t, ok, "%s has no exercise", file)
	}
}

func TestSheetPanicsOnAnUnknownID(t *testing.T) {
	assert.PanicsWithValue(t, `specs: no sheet for "xor"`, func() { specs.Sheet("xor") })
}

// TestWorkedExamples recomputes what the sheets print, from formulas of its
// own, so that a slip in a number fails here and not in a student's evening.
func TestWorkedExamples(t *testing.T) {
	examples := map[specs.ID]func() []string{
		specs.IDXORLinear:          workedXORLinear,
		specs.IDXORNetwork:         workedXORNetwork,
		specs.IDXORTraining:        workedXORTraining,
		specs.IDActivations:        workedActivations,
		specs.IDPrecisionSGD:       workedPrecisionSGD,
		specs.IDPrecisionReLU:      workedPrecisionReLU,
		specs.IDPrecisionLandscape: workedPrecisionLandscape,
		specs.IDPrecisionSoftplus:  workedPrecisionSoftplus,
		specs.IDTwoPrecisions:      workedTwoPrecisions,
		specs.IDMixtureMeans:       workedMixtureMeans,
	}
	for _, e := range specs.Catalogue() {
		t.Run(string(e.ID), func(t *testing.T) {
			require.Contains(t, examples, e.ID)
			lines := examples[e.ID]()
			require.NotEmpty(t, lines)
			sheet := unspaced(specs.Sheet(e.ID))
			for _, line := range lines {
				if !strings.Contains(sheet, unspaced(line)) {
					t.Errorf("the sheet does not print %q", line)
				}
			}
		})
	}
}

// unspaced makes every run of blanks and line ends one blank, and puts one at
// each end: a line is then found however the sheet aligns or wraps it, and a
// number is not found in the beginning of a longer one. The minus sign of prose
// becomes that of code.
func unspaced(s string) string {
	return " " + strings.Join(strings.Fields(strings.ReplaceAll(s, "−", "-")), " ") + " "
}

// num prints a number as the sheets do, with nine significant digits.
func num(v float64) string { return fmt.Sprintf("%.9g", v) }

// vec prints a vector as the sheets do.
func vec(v ...float64) string {
	texts := make([]string, len(v))
	for i := range v {
		texts[i] = num(v[i])
	}
	return "(" + strings.Join(texts, ", ") + ")"
}

// row prints a row of a matrix or a table.
func row(v ...float64) string {
	texts := make([]string, len(v))
	for i := range v {
		texts[i] = num(v[i])
	}
	return strings.Join(texts, " ")
}
