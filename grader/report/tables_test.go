package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/report"
)

// rows reads a table back, each row by the names of its columns.
func rows(t *testing.T, table string, comma rune) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(table))
	r.Comma = comma
	all, err := r.ReadAll()
	require.NoError(t, err)
	require.NotEmpty(t, all)
	var out []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		out = append(out, row)
	}
	return out
}

func TestCSV(t *testing.T) {
	table := rows(t, text(t, func(b *bytes.Buffer) error { return report.CSV(b, fixture(), report.Options{}) }), ',')
	i := 0
	for r := range fixture().Reports {
		score, points := r.Score()
		final, _ := r.Final()
		for range max(1, len(r.Students)) {
			assert.Equal(t, report.Points(score), table[i]["score"])
			assert.Equal(t, report.Points(final), table[i]["final"])
			assert.Equal(t, report.Points(points), table[i]["points"])
			i++
		}
	}
	require.Len(t, table, i, "a row per student")
	assert.Equal(t, "00301", table[0]["id"], "the zeros of an id stay")
	assert.Equal(t, "Hopper, Grace", table[3]["name"])
	assert.Equal(t, `Jean "J." Bartik`, table[4]["name"])
	assert.Equal(t, "1.5", table[4]["penalty"])
	assert.Equal(t, "1 d 2 h late", table[4]["late"])
	assert.Equal(t, "yes", table[5]["missing"])
	for _, row := range table {
		for column, cell := range row {
			if cell != "" {
				assert.False(t, strings.ContainsRune("=+-@\t\r", rune(cell[0])), "%s: %q is no formula", column, cell)
			}
		}
	}
}

func TestGradescope(t *testing.T) {
	s := schema(t, "gradescope.schema.json")
	for r := range fixture().Reports {
		doc := text(t, func(b *bytes.Buffer) error { return report.Gradescope(b, one(r), report.Options{}) })
		require.NoError(t, valid(s, doc))
		var got struct {
			Score *float64
			Tests []struct {
				Score    float64
				MaxScore float64 `json:"max_score"`
			}
		}
		require.NoError(t, json.Unmarshal([]byte(doc), &got))
		score, most := 0.0, 0.0
		for _, test := range got.Tests {
			score += test.Score
			most += test.MaxScore
		}
		graded, points := r.Score()
		assert.InDelta(t, float64(graded)/1000, score, 1e-9, "the tests add up to the score")
		assert.InDelta(t, float64(points)/1000, most, 1e-9)
		if r.Penalty == 0 && len(r.Corrections) == 0 {
			assert.Nil(t, got.Score)
			continue
		}
		final, _ := r.Final()
		require.NotNil(t, got.Score, "what counts takes the place of the sum")
		assert.InDelta(t, float64(final)/1000, *got.Score, 1e-9)
	}
	assert.Error(t, valid(s, `{"tests": [{"status": "splendid"}]}`))
	assert.True(t, slices.ContainsFunc(report.Formats(), func(f report.Format) bool { return f.Name == "gradescope" && f.Single }))
}
