package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
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

// worst is what a student may put into any text that reaches a report.
const worst = "=cmd|'/c calc'!A1 <script>alert(1)</script> ]]> \x1b[31mred\x1b[0m \x00 \u202egnp.exe\u202c 🙂 ünï \xff ::error::x\nsecond line"

// fixture holds every status and the worst strings.
func fixture() grader.Class {
	var all []grader.Result
	statuses := grader.Statuses()
	for i, e := range specs.Catalogue() {
		for j := range 2 {
			s := statuses[(2*i+j)%len(statuses)]
			r := grader.Result{Exercise: e.ID, Check: string(e.ID) + "/" + []string{"first", "second"}[j], Status: s, Points: e.Points / 2, Summary: "a summary that says " + s.String()}
			switch s {
			case grader.Passed:
				r.Earned, r.Summary = r.Points, "right"
			case grader.Partial:
				r.Earned = 333
			}
			if s == grader.Partial || s == grader.Failed {
				r.Findings = []grader.Finding{
					{Where: "Backward, published: a = 0.7, β = 0.7, x = 2, μ = 0.5, y = (1, -2, 0.5, 3), ∂L/∂w", Got: "NaN", Want: "3.51786", Off: "", Why: "the factor x is missing", Code: "missing-x"},
					{Where: worst, Got: worst, Want: "1", Off: "off by 2; up to 1e-12 is allowed: roundings"},
				}
			}
			all = append(all, r)
		}
	}
	ada := grader.NewReport(grader.Submission{Name: "Ada Lovelace"}, nil, all)
	hostile := grader.NewReport(grader.Submission{Name: worst + strings.Repeat("x", 100), Notes: []string{worst}}, []string{"a note"}, all[:6])
	untouched := grader.NewReport(grader.Submission{Name: "Bela"}, nil, blank())
	return grader.Class{Rubric: "0123456789abcdef", Seed: "01234567", Toolchain: "go1.26.0"}.With([]grader.Report{ada, hostile, untouched})
}

func blank() []grader.Result {
	var all []grader.Result
	for _, e := range specs.Catalogue() {
		all = append(all, grader.Result{Exercise: e.ID, Check: string(e.ID) + "/all", Status: grader.NotAttempted, Points: e.Points, Summary: "not attempted"})
	}
	return all
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
			var first, second bytes.Buffer
			require.NoError(t, f.Write(&first, class, report.Options{}))
			require.NoError(t, f.Write(&second, class, report.Options{}))
			assert.Equal(t, first.String(), second.String(), "writing changes nothing")
			assert.Equal(t, slices.Collect(fixture().Reports), slices.Collect(class.Reports), "writing changes nothing")
			assert.True(t, utf8.Valid(first.Bytes()))
			assert.NotContains(t, first.String(), "\x1b", "no escape sequence gets through")
			assert.NotContains(t, first.String(), "\x00")
			if f.Name != "json" { // which is for machines, and escapes what JSON does not allow
				assert.NotContains(t, first.String(), "\u202e", "no change of direction gets through")
			}
			assert.Error(t, f.Write(broken{}, class, report.Options{}), "a full disk is an error")
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

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

func TestPoints(t *testing.T) {
	for thousandths, want := range map[int]string{0: "0", 1500: "1.5", 333: "0.333", 100_000: "100", 1: "0.001"} {
		assert.Equal(t, want, report.Points(thousandths))
	}
}
