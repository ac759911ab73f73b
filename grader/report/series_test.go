package report_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/report"
	"github.com/gradus-grader/gradus/specs"
)

// TestSeriesAreKept writes what a check saw and reads it again.
func TestSeriesAreKept(t *testing.T) {
	result := func(s ...grader.Series) grader.Class {
		r := grader.Result{Exercise: specs.IDPrecisionReLU, Check: "precision-relu/descend", Status: grader.Failed, Points: 3000, Series: s}
		return grader.Class{}.With([]grader.Report{grader.NewReport(grader.Submission{Name: "ada"}, nil, []grader.Result{r})})
	}
	whole := grader.Series{Kind: grader.PictureReLU, Of: "Descend", X: "0 1 2", Given: "1 10", Drawn: true,
		Lines: []grader.Line{{Name: "w", Got: "1 NaN -Inf", Want: "1 2 3"}, {Name: "b", Got: "1 2 +Inf", Want: "1 2 +Inf"}, {Name: "c", Got: "1"}}}
	for _, tt := range []struct {
		name, why string
		class     grader.Class
		text      string
	}{
		{"none", "most checks see nothing that is worth a picture", result(), ""},
		{"one", "right numbers are not written twice", result(whole), `"want": "="`},
		{"empty", "nothing is lost", result(grader.Series{}, grader.Series{Kind: "unknown"}), `"lines": []`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, report.JSON(&b, tt.class, report.Options{}))
			assert.Contains(t, b.String(), tt.text, tt.why)
			assert.Equal(t, tt.text != "", bytes.Contains(b.Bytes(), []byte(`"series"`)))
			again, err := report.ReadJSON(bytes.NewReader(b.Bytes()))
			require.NoError(t, err)
			assert.Equal(t, slices.Collect(tt.class.Reports), slices.Collect(again.Reports))
		})
	}
}
