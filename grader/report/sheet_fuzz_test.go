package report_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/report"
)

// FuzzSheets gives the writers of gradebooks whatever somebody may take for a
// download: they refuse it, or give it back with the same rows, of which at most
// the grade and the feedback are others.
func FuzzSheets(f *testing.F) {
	seeds := []string{canvasExport, moodleExport, "\uFEFFStudent;ID;Section;A (1)\r\n", "Identifier,x,Grade,Max\nP 1,,,5\n"}
	require.NotEmpty(f, seeds)
	for _, seed := range seeds {
		f.Add([]byte(seed), "12345")
	}
	f.Fuzz(func(t *testing.T, file []byte, assignment string) {
		o := options(nil)
		o.Canvas, o.Moodle = report.CanvasSheet{Gradebook: file, Assignment: assignment}, file
		if o.Moodle == nil {
			o.Moodle = []byte{}
		}
		for _, format := range report.Formats() {
			if format.Ready == nil || format.Single {
				continue
			}
			var out bytes.Buffer
			err := format.Write(&out, fixture(), o)
			if ready := format.Ready(o); ready != nil {
				require.EqualError(t, err, ready.Error(), "what is not ready is not written")
				continue
			}
			require.NoError(t, err, format.Name)
			before, after := cells(t, file), cells(t, out.Bytes())
			require.Len(t, after, len(before))
			for i := range before {
				changed := 0
				for j, cell := range after[i] {
					if j >= len(before[i]) && cell != "" || j < len(before[i]) && before[i][j] != cell {
						changed++
					}
				}
				require.LessOrEqual(t, changed, 2)
				if i == 0 {
					require.Zero(t, changed, "a header is Canvas's or Moodle's")
				}
			}
		}
	})
}

// cells reads a table with the separator that its header has more of.
func cells(t *testing.T, file []byte) [][]string {
	text := strings.TrimPrefix(string(file), "\uFEFF")
	header, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	if strings.Count(header, ";") > strings.Count(header, ",") {
		r.Comma = ';'
	}
	all, err := r.ReadAll()
	require.NoError(t, err)
	return all
}
