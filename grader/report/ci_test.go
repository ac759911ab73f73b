package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// written by a format.
type write func(b *bytes.Buffer) error

func text(t *testing.T, f write) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f(&b))
	return b.String()
}

// one is a class of one submission.
func one(r grader.Report) grader.Class { return grader.Class{}.With([]grader.Report{r}) }

func ofFixture(i int) grader.Report { return slices.Collect(fixture().Reports)[i] }

func TestJUnitIsValid(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("xmllint is missing: install Debian's libxml2-utils")
		}
		t.Skip("needs xmllint, of Debian's libxml2-utils")
	}
	for name, class := range map[string]grader.Class{"every status": fixture(), "long": long(), "nobody": grader.Class{}.With(nil)} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "junit.xml")
			require.NoError(t, os.WriteFile(path, []byte(text(t, func(b *bytes.Buffer) error { return report.JUnit(b, class, report.Options{}) })), 0o600))
			out, err := exec.Command(xmllint, "--noout", "--schema", filepath.Join("testdata", "junit.xsd"), path).CombinedOutput()
			require.NoError(t, err, string(out))
		})
	}
	path := filepath.Join(t.TempDir(), "wrong.xml")
	require.NoError(t, os.WriteFile(path, []byte(`<testsuites><testsuite name="x"/></testsuites>`), 0o600))
	require.Error(t, exec.Command(xmllint, "--noout", "--schema", filepath.Join("testdata", "junit.xsd"), path).Run(), "the schema refuses something")
}

// TestJUnitCounts reads the file back and counts by what it holds.
func TestJUnitCounts(t *testing.T) {
	type counts struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Errors   int `xml:"errors,attr"`
		Skipped  int `xml:"skipped,attr"`
	}
	var doc struct {
		counts
		Suites []struct {
			counts
			Cases []struct {
				Failure *struct{} `xml:"failure"`
				Error   *struct{} `xml:"error"`
				Skipped *struct{} `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal([]byte(text(t, func(b *bytes.Buffer) error { return report.JUnit(b, fixture(), report.Options{}) })), &doc))
	var all counts
	for _, s := range doc.Suites {
		var of counts
		for _, c := range s.Cases {
			of.Tests++
			of.Failures += count(c.Failure)
			of.Errors += count(c.Error)
			of.Skipped += count(c.Skipped)
		}
		assert.Equal(t, of, s.counts)
		all = counts{all.Tests + of.Tests, all.Failures + of.Failures, all.Errors + of.Errors, all.Skipped + of.Skipped}
	}
	assert.Equal(t, all, doc.counts)
	assert.Positive(t, all.Failures*all.Errors*all.Skipped, "the fixture has every kind")
}

func count(one *struct{}) int {
	if one == nil {
		return 0
	}
	return 1
}

// command is a workflow command as GitHub's runner reads it.
var command = regexp.MustCompile(`^::(error|warning|notice) ((?:[a-z]+=[^,:]*)(?:,[a-z]+=[^,:]*)*)::([^\r\n]*)$`)

func TestGitHub(t *testing.T) {
	kinds := map[string]int{}
	for line := range strings.Lines(text(t, func(b *bytes.Buffer) error { return report.GitHub(b, fixture(), report.Options{}) })) {
		m := command.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		require.NotNil(t, m, "%q is one whole command, whatever a student writes", line)
		kinds[m[1]]++
	}
	assert.Equal(t, map[string]int{"error": 10, "warning": 10, "notice": 10}, kinds, "GitHub shows ten of a kind")
}

func TestGitHubPlaces(t *testing.T) {
	files := func(grader.Report) []grader.File {
		return []grader.File{
			{Name: "helpers.go", Content: []byte("package student\n")},
			{Name: "precision_relu.go", Content: []byte("package student\n\ntype PrecisionReLU struct{}\n\nfunc (p *PrecisionReLU) Backward(a float64) {}\n")},
		}
	}
	for _, tt := range []struct {
		name, why string
		result    grader.Result
		options   report.Options
		want      string
	}{
		{"the compiler's line", "it is the first", grader.Result{Status: grader.CompileError, Summary: "helpers.go:12:3: undefined: x, declared at other.go:1"}, report.Options{Folder: "student"},
			"::error file=student/helpers.go,line=12,title=precision-relu/backward%3A 5 points lost::"},
		{"the line of a panic", "it is the last: the panic may say anything", grader.Result{Status: grader.Crashed, Summary: "panicked: other.go:9, at helpers.go:3"}, report.Options{Folder: "student"},
			"::error file=student/helpers.go,line=3,"},
		{"the method", "that is where to look", grader.Result{Status: grader.Failed, Findings: []grader.Finding{{Where: "Backward, published, ∂L/∂w", Got: "1", Want: "2"}}}, report.Options{Files: files},
			"::warning file=precision_relu.go,line=5,"},
		{"no files at hand", "then the file of the exercise", grader.Result{Status: grader.Failed, Findings: []grader.Finding{{Where: "Backward, published, ∂L/∂w", Got: "1", Want: "2"}}}, report.Options{},
			"::warning file=precision_relu.go,line=1,"},
		{"a path out of the folder", "no student names the files of others", grader.Result{Status: grader.Crashed, Summary: "panicked: at ../../.github/x.go:3"}, report.Options{Folder: "student"},
			"::error file=student/precision_relu.go,line=1,"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.result.Exercise, tt.result.Check, tt.result.Points = specs.IDPrecisionReLU, "precision-relu/backward", 5_000
			got := text(t, func(b *bytes.Buffer) error {
				return report.GitHub(b, one(grader.Report{Results: []grader.Result{tt.result}}), tt.options)
			})
			assert.True(t, strings.HasPrefix(got, tt.want), "%s: got %s", tt.why, got)
		})
	}
}

func TestGitHubMerges(t *testing.T) {
	r := grader.Report{Results: []grader.Result{
		{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: grader.CompileError, Points: 5_000, Summary: "a.go:1:1: x"},
		{Exercise: specs.IDXORLinear, Check: "xor-linear/predict", Status: grader.CompileError, Points: 3_000, Summary: "a.go:1:1: x"},
	}}
	got := text(t, func(b *bytes.Buffer) error { return report.GitHub(b, one(r), report.Options{}) })
	assert.Equal(t, "::error file=a.go,line=1,title=xor-linear%3A 8 points lost::a.go:1:1: x\n", got, "one mistake is said once")
}

func TestMarkdownKeepsToItsSize(t *testing.T) {
	hostile := ofFixture(1)
	class := grader.Class{Size: 1_500, Reports: func(yield func(grader.Report) bool) {
		for range 1_500 {
			if !yield(hostile) {
				return
			}
		}
	}}
	got := text(t, func(b *bytes.Buffer) error { return report.Markdown(b, class, report.Options{}) })
	assert.LessOrEqual(t, len(got), 1_000_000)
	assert.Greater(t, len(got), 950_000)
	assert.True(t, utf8.ValidString(got))
	assert.Contains(t, got, "**This page is full: ")
	assert.Contains(t, got, "grade `sha256:", "and it ends as ever")
}

// TestMarkdownHasNoMarkup tries what a student may write to draw on the page.
func TestMarkdownHasNoMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"**bold** _it_ `x`":           "\\*\\*bold\\*\\* \\_it\\_ \\`x\\`",
		"<img src=x>&amp;":            `\<img src=x\>\&amp;`,
		"![x](y) | a":                 `!\[x\](y) \| a`,
		"1. one":                      `1\. one`,
		"- one":                       `\- one`,
		"# one":                       `\# one`,
		"https://x.y www.x.y $x$ ~~a": `https:\//x.y www\.x.y \$x\$ \~\~a`,
	} {
		got := text(t, func(b *bytes.Buffer) error {
			return report.Markdown(b, one(grader.Report{Submission: in}), report.Options{})
		})
		assert.Contains(t, got, "# "+want+": 0 of 0 points\n")
	}
}

// TestFindingsThatCompareNothing are the further lines of a compiler, and what is
// hidden from students.
func TestFindingsThatCompareNothing(t *testing.T) {
	r := grader.Report{Results: []grader.Result{{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: grader.CompileError, Points: 5_000, Summary: "a.go:1:1: x",
		Findings: []grader.Finding{{Where: "the compiler", Got: "a.go:2:1: y"}}}}}
	for _, format := range []string{"text", "github", "junit", "markdown", "gradescope"} {
		for _, f := range report.Formats() {
			if f.Name == format {
				got := text(t, func(b *bytes.Buffer) error { return f.Write(b, one(r), options(nil)) })
				assert.Contains(t, got, "the compiler: a.go:2:1: y", format)
				assert.NotContains(t, got, "asked", format)
			}
		}
	}
}

func TestClassroom50(t *testing.T) {
	s := schema(t, "classroom50.schema.json")
	for i := range 5 {
		doc := text(t, func(b *bytes.Buffer) error {
			return report.Classroom50(b, one(ofFixture(i)), report.Options{Runner: runner()})
		})
		require.NoError(t, valid(s, doc))
		var got struct {
			Score int
			Max   int `json:"max-score"`
			Tests []struct {
				Score int
				Max   int `json:"max-score"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(doc), &got))
		score, points := ofFixture(i).Score()
		assert.Equal(t, score/1000, got.Score, "rounded down once")
		assert.Equal(t, points/1000, got.Max)
		for _, test := range got.Tests {
			got.Score -= test.Score
			got.Max -= test.Max
			assert.LessOrEqual(t, test.Score, test.Max)
		}
		assert.Zero(t, got.Score, "the tests add up")
		assert.Zero(t, got.Max)
	}
}

// TestClassroom50Rounds gives the whole points to the largest remainders.
func TestClassroom50Rounds(t *testing.T) {
	r := grader.Report{Results: []grader.Result{
		{Exercise: specs.IDXORLinear, Check: "xor-linear/x", Status: grader.Partial, Points: 8_000, Earned: 2_300},
		{Exercise: specs.IDXORNetwork, Check: "xor-network/x", Status: grader.Partial, Points: 8_000, Earned: 7_900},
		{Exercise: specs.IDXORTraining, Check: "xor-training/x", Status: grader.Partial, Points: 14_000, Earned: 1_900},
	}}
	doc := text(t, func(b *bytes.Buffer) error {
		return report.Classroom50(b, one(r), report.Options{Runner: runner()})
	})
	var got struct {
		Score int
		Tests []struct{ Score int }
	}
	require.NoError(t, json.Unmarshal([]byte(doc), &got))
	assert.Equal(t, 12, got.Score, "12.1 points")
	assert.Equal(t, []struct{ Score int }{{2}, {8}, {2}}, got.Tests)
}
