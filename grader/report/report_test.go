package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
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

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with a file, which -update rewrites for a person to read.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

func TestGolden(t *testing.T) {
	reports := slices.Collect(fixture().Reports)
	single := fixture().With(reports[:1])
	for _, tt := range []struct {
		name  string
		class grader.Class
		write func(*bytes.Buffer, grader.Class) error
	}{
		{"class.txt", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.Text(b, c, report.Options{}) }},
		{"single.txt", single, func(b *bytes.Buffer, c grader.Class) error { return report.Text(b, c, report.Options{}) }},
		{"details.txt", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.Text(b, c, report.Options{Details: true}) }},
		{"empty.txt", grader.Class{}.With(nil), func(b *bytes.Buffer, c grader.Class) error { return report.Text(b, c, report.Options{}) }},
		{"standings.txt", fixture(), func(b *bytes.Buffer, c grader.Class) error { report.Standings(b, reports[2]); return nil }},
		{"class.md", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.Markdown(b, c, report.Options{}) }},
		{"single.md", single, func(b *bytes.Buffer, c grader.Class) error { return report.Markdown(b, c, report.Options{}) }},
		{"class.junit.xml", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.JUnit(b, c, report.Options{}) }},
		{"class.github.txt", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.GitHub(b, c, report.Options{}) }},
		{"single.github.txt", single, func(b *bytes.Buffer, c grader.Class) error {
			return report.GitHub(b, c, report.Options{Folder: "student"})
		}},
		{"single.classroom50.json", single, func(b *bytes.Buffer, c grader.Class) error {
			return report.Classroom50(b, c, report.Options{Runner: runner()})
		}},
		{"class.csv", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.CSV(b, c, report.Options{}) }},
		{"group.gradescope.json", fixture().With(reports[3:4]), func(b *bytes.Buffer, c grader.Class) error { return report.Gradescope(b, c, report.Options{}) }},
		{"class.json", fixture(), func(b *bytes.Buffer, c grader.Class) error { return report.JSON(b, c, report.Options{}) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, tt.write(&b, tt.class))
			golden(t, tt.name, b.Bytes())
		})
	}
}

// TestFormats holds every format to what all of them promise.
func TestFormats(t *testing.T) {
	names := map[string]bool{}
	for _, f := range report.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			assert.NotEmpty(t, f.Doc)
			assert.False(t, names[f.Name], "the name is taken")
			names[f.Name] = true

			class := fixture()
			f.Write = writes(f)
			if f.Single {
				var classes *report.ClassError
				require.ErrorAs(t, f.Write(io.Discard, class, options(nil)), &classes)
				class = class.With(slices.Collect(class.Reports)[1:2])
			}
			before := slices.Collect(class.Reports)
			var first, second bytes.Buffer
			require.NoError(t, f.Write(&first, class, options(nil)))
			require.NoError(t, f.Write(&second, class, options(nil)))
			assert.Equal(t, first.String(), second.String(), "writing changes nothing")
			assert.Equal(t, before, slices.Collect(class.Reports), "writing changes nothing")
			assert.True(t, utf8.Valid(first.Bytes()))
			assert.NotContains(t, first.String(), "\x1b", "no escape sequence gets through")
			assert.NotContains(t, first.String(), "\x00")
			if f.Name != "json" { // which is for machines, and escapes what JSON does not allow
				assert.NotContains(t, first.String(), "\u202e", "no change of direction gets through")
			}
			if !f.Single {
				class = long()
			}
			assert.NoError(t, f.Write(io.Discard, class, options(nil)), "a long text is only long")
			assert.Error(t, f.Write(broken{}, class, options(nil)), "a full disk is an error")
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

// TestTextIsNoCommand lets students write what the runner of a workflow obeys,
// where the log of a job shows it.
func TestTextIsNoCommand(t *testing.T) {
	words := strings.Repeat("::add-mask::a ##[add-mask]a :::error:: ", 20)
	class := one(grader.Report{Submission: words, Notes: []string{words}, Results: []grader.Result{{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: grader.Failed, Summary: words,
		Findings: []grader.Finding{{Where: words, Got: words, Want: words, Off: words, Why: words}}}}})
	for _, class := range []grader.Class{class, class.With(slices.Repeat(slices.Collect(class.Reports), 2))} {
		got := text(t, func(b *bytes.Buffer) error { return report.Text(b, class, report.Options{Details: true}) })
		for line := range strings.Lines(got) {
			assert.False(t, strings.HasPrefix(strings.TrimSpace(line), "::"), "%q", line)
			assert.NotContains(t, line, "##[")
		}
	}
}

func TestTextKeepsToItsWidth(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, report.Text(&b, fixture(), report.Options{Details: true}))
	for line := range strings.Lines(b.String()) {
		if !strings.HasPrefix(line, "grade sha256:") && !strings.Contains(line, strings.Repeat("x", 50)) {
			assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 80, "%q", line)
		}
	}
}

func TestHash(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, report.JSON(&b, fixture(), report.Options{}))
	var doc struct{ Hash string }
	require.NoError(t, json.Unmarshal(b.Bytes(), &doc))
	hash, err := report.Hash(fixture())
	require.NoError(t, err)
	assert.Equal(t, hash, doc.Hash)

	reports := slices.Collect(fixture().Reports)
	reports[0].Results[0].Summary += "."
	changed := fixture().With(reports)
	other, err := report.Hash(changed)
	require.NoError(t, err)
	assert.NotEqual(t, hash, other, "the hash is of every word")
}

// TestColumns has somebody who was graded in other exercises than the first.
func TestColumns(t *testing.T) {
	graded := func(name string, e specs.ID, points int) grader.Report {
		return grader.Report{Submission: name, Results: []grader.Result{{Exercise: e, Check: string(e) + "/x", Status: grader.Passed, Points: points, Earned: points}}}
	}
	class := grader.Class{}.With([]grader.Report{graded("ada", specs.IDXORNetwork, 3_000), graded("bela", specs.IDXORLinear, 5_000)})
	got := text(t, func(b *bytes.Buffer) error { return report.Text(b, class, report.Options{}) })
	assert.Contains(t, got, "submission   score    1    2\nada              3       3.0\nbela             5  5.0\n")
}

// TestJSONStreams asks that a report is on its way before the next one is asked
// for, so that a class need not be in memory.
func TestJSONStreams(t *testing.T) {
	report1 := slices.Collect(fixture().Reports)[0]
	var b bytes.Buffer
	var written []int
	class := grader.Class{Size: 20, Reports: func(yield func(grader.Report) bool) {
		for range 20 {
			written = append(written, b.Len())
			if !yield(report1) {
				return
			}
		}
	}}
	require.NoError(t, report.JSON(&b, class, report.Options{}))
	require.Len(t, written, 20, "one way through is enough")
	for i := range written[1:] {
		assert.Greater(t, written[i+1], written[i])
	}
}

func TestPoints(t *testing.T) {
	for thousandths, want := range map[int]string{0: "0", 1500: "1.5", 333: "0.333", 100_000: "100", 1: "0.001"} {
		assert.Equal(t, want, report.Points(thousandths))
	}
}
