package gradebook_test

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// BenchmarkClass measures what a gradebook adds to the grading of a class of a
// thousand, with reports of some 12 kB.
func BenchmarkClass(b *testing.B) {
	const size = 1000
	var work []gradebook.Work
	var reports []grader.Report
	for i := range size {
		s := submission(strconv.Itoa(i), strconv.Itoa(i))
		r := report(s, 0, 0)
		r.Results[0].Summary = strings.Repeat("the factor x is missing ", 500)
		work, reports = append(work, gradebook.Work{Entry: gradebook.Entry{Place: i, Student: s.Name}, Submission: s}), append(reports, r)
	}
	path := filepath.Join(b.TempDir(), "class.gradebook")
	g, err := gradebook.Open(b.Context(), path)
	require.NoError(b, err)
	run, err := g.Begin(b.Context(), setting(), noon())
	require.NoError(b, err)
	b.Run("record", func(b *testing.B) {
		s := setting()
		for b.Loop() {
			s.Seed += "'" // nothing is held yet
			run, err := g.Begin(b.Context(), s, noon())
			require.NoError(b, err)
			for i, w := range work[:100] {
				require.NoError(b, run.Record(b.Context(), w.Entry, w.Submission, reports[i]))
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/100, "µs/report")
	})
	for i, w := range work {
		require.NoError(b, run.Record(b.Context(), w.Entry, w.Submission, reports[i]))
	}
	b.Run("recall", func(b *testing.B) {
		for b.Loop() {
			run, err := g.Begin(b.Context(), setting(), noon())
			require.NoError(b, err)
			recall(b, run, work)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/size, "µs/report")
	})
	b.Run("class", func(b *testing.B) {
		for b.Loop() {
			_, err := g.OfRun(b.Context(), run.ID(), gradebook.Policy{})
			require.NoError(b, err)
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/size, "µs/report")
	})
	require.NoError(b, g.Close())
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			g, err := gradebook.Open(b.Context(), path)
			require.NoError(b, err)
			require.NoError(b, g.Close())
		}
	})
}
