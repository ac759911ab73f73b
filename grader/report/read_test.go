package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
)

func written(t testing.TB, c grader.Class) string {
	t.Helper()
	var text bytes.Buffer
	require.NoError(t, report.JSON(&text, c, report.Options{}))
	return text.String()
}

func TestReadJSON(t *testing.T) {
	for name, class := range map[string]grader.Class{"every status": fixture(), "nobody": grader.Class{}.With(nil)} {
		text := written(t, class)
		got, err := report.ReadJSON(strings.NewReader(text))
		require.NoError(t, err, name)
		assert.Equal(t, text, written(t, got), name)
		var want, again bytes.Buffer
		require.NoError(t, report.Text(&want, class, report.Options{Details: true}))
		require.NoError(t, report.Text(&again, got, report.Options{Details: true}))
		assert.Equal(t, want.String(), again.String(), "%s: and reads the same in another format", name)
	}
}

func TestReadJSONRefuses(t *testing.T) {
	text := written(t, fixture())
	for _, c := range []struct{ name, why, text, words string }{
		{"nothing", "an empty file is no report", "", "no JSON report of Gradus"},
		{"another document", "any JSON is not a report", `{"score": 100}`, "no JSON report of Gradus"},
		{"another schema", "a later version may mean something else by the same words", strings.Replace(text, "report/v1", "report/v2", 1), `its schema is "gradus/report/v2"`},
		{"raised score", "a score is a sum, and the hash is of the content", strings.Replace(text, `"score": `, `"score": 1`, 1), "altered"},
		{"raised check", "the hash is of every word", strings.Replace(text, `"status": "failed"`, `"status": "passed"`, 1), "altered"},
		{"no hash", "then nobody vouches for it", text[:strings.LastIndex(text, ",")] + "}", "altered"},
		{"cut off", "as by a full disk", text[:len(text)/2], "no JSON report of Gradus"},
		{"two reports", "one file is one report", text + text, "altered"},
		{"remitted penalty", "what counts depends on it", strings.Replace(text, `"penalty": 1.5`, `"penalty": 1`, 1), "altered"},
		{"negative penalty", "coming late earns nothing", strings.Replace(text, `"penalty": 1.5`, `"penalty": -1.5`, 1), "no points"},
		{"no time", "a time is one", strings.Replace(text, "2026-11-26T12", "2026-13-26T12", 1), "how it was handed in"},
		{"a correction without points", "it would be one of nothing", strings.Replace(text, `"points": -0.25`, `"points": 1e99`, 1), "a correction"},
		{"unknown status", "it would read as something", strings.Replace(text, `"failed"`, `"splendid"`, 1), `no status "splendid"`},
		{"endless points", "they are numbers", strings.Replace(text, `"points": `, `"points": 1e99`, 1), ""},
	} {
		require.NotEqual(t, text, c.text, "%s: the fixture has what is altered", c.name)
		_, err := report.ReadJSON(strings.NewReader(c.text))
		assert.ErrorContains(t, err, c.words, "%s: %s", c.name, c.why)
	}
}

// FuzzReadJSON asks that whatever is accepted is written as the same bytes, and
// that every format can write it.
func FuzzReadJSON(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	require.NoError(f, err)
	require.NotEmpty(f, seeds)
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Add([]byte(written(f, grader.Class{}.With(nil))))
	f.Add([]byte(`{"schema":"gradus/report/v1","reports":[{"exercises":[{"id":"xor-linear","checks":[{"points":1e3}]}]}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		class, err := report.ReadJSON(bytes.NewReader(text))
		if err != nil {
			return
		}
		require.Equal(t, strings.TrimSpace(string(text)), strings.TrimSpace(written(t, class)))
		for _, format := range report.Formats() {
			if !format.Single || class.Size == 1 {
				require.NoError(t, writes(format)(new(bytes.Buffer), class, options(nil)), format.Name)
			}
		}
	})
}
