package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// FuzzFormats writes reports of any words and any numbers, which the hash of
// FuzzReadJSON would keep out: every format takes them, and JSON gives them back.
func FuzzFormats(f *testing.F) {
	seeds := []string{worst, "Lovelace, Ada", "", "1. a\n- b", "a.go:7:1: x", strings.Repeat("é", 600), "]]>", "\uFEFF\uFFFE"}
	require.NotEmpty(f, seeds)
	for i, seed := range seeds {
		f.Add(seed, worst, i, 1000*i, 333*i, -i, int64(i)<<40)
	}
	f.Fuzz(func(t *testing.T, name, text string, status, points, penalty, correction int, when int64) {
		within := func(n int) int { return max(0, n%1_000_000) }
		s := grader.Statuses()[within(status)%len(grader.Statuses())]
		r := grader.NewReport(grader.Submission{Name: name, Notes: []string{text}}, nil, []grader.Result{
			{Exercise: specs.IDXORLinear, Check: "xor-linear/fit", Status: s, Points: within(points), Earned: within(points) / 2, Summary: text,
				Findings: []grader.Finding{{Where: name, Got: text, Want: name, Off: text, Why: name, Code: text, Drawn: name}}},
		})
		r.Students = []grader.Student{{Name: text, Platform: name, ID: text, Login: name, Email: text, Section: name}}
		r.Handed = grader.Handed{At: time.Unix(when, 0), Attempt: status, Late: status%2 == 0, LateBy: time.Duration(when)}
		r.Penalty = within(penalty)
		r.Corrections = []grader.Correction{{Check: text, Points: within(correction), Why: text, Who: name, Made: time.Unix(0, when)}, {Points: -within(correction)}}
		class := one(r)
		for _, format := range report.Formats() {
			if format.Write == nil {
				continue
			}
			var b bytes.Buffer
			require.NoError(t, format.Write(&b, class, options(nil)), format.Name)
			require.True(t, utf8.Valid(b.Bytes()), format.Name)
			require.NoError(t, wellFormed(format.Name, b.Bytes()), format.Name)
		}
		text = written(t, class)
		again, err := report.ReadJSON(strings.NewReader(text))
		require.NoError(t, err)
		require.Equal(t, text, written(t, again))
	})
}

// wellFormed reads a document with a reader that did not write it.
func wellFormed(format string, doc []byte) error {
	switch format {
	case "json", "gradescope", "classroom50":
		if !json.Valid(doc) {
			return errors.New("no JSON")
		}
	case "junit":
		for d := xml.NewDecoder(bytes.NewReader(doc)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
		}
	case "github":
		for line := range strings.Lines(string(doc)) {
			if !command.MatchString(strings.TrimSuffix(line, "\n")) {
				return errors.New("no command: " + line)
			}
		}
	}
	return nil
}
