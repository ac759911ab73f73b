package gradebook_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/gradebook"
)

// version1 is a copy of a gradebook that was written before there was a schema 2:
// two runs of ada and bela, of whom ada mended her work and was corrected.
func version1(t *testing.T) string {
	t.Helper()
	from, err := os.Open(filepath.Join("testdata", "version1.gradebook.gz"))
	require.NoError(t, err)
	defer from.Close()
	packed, err := gzip.NewReader(from)
	require.NoError(t, err)
	path := filepath.Join(t.TempDir(), "class.gradebook")
	to, err := os.Create(path)
	require.NoError(t, err)
	_, err = io.Copy(to, packed)
	require.NoError(t, err)
	require.NoError(t, to.Close())
	return path
}

func TestVersion1(t *testing.T) {
	path := version1(t)
	late := grader.Handed{At: time.Date(2026, 3, 29, 11, 0, 0, 0, time.UTC), Attempt: 2, Late: true, LateBy: 90 * time.Minute}
	for range 2 { // migrated, and opened again
		g := openBook(t, path)
		roll, err := g.Current(t.Context(), gradebook.Counting{Late: gradebook.Policy{PerDay: 100}})
		require.NoError(t, err)
		require.Len(t, roll.Grades, 2)
		ada, bela := roll.Grades[0], roll.Grades[1]
		assert.Equal(t, gradebook.Entry{Student: "ada", Handed: late}, ada.Entry, "nobody told whose it is")
		assert.Equal(t, 3375, final(ada), "5 points, less 1.25 by hand, less a tenth")
		require.Len(t, ada.Report.Corrections, 1)
		assert.Equal(t, "Grace", ada.Report.Corrections[0].Who)
		assert.Equal(t, []string{`the file "b.go" is left out`}, bela.Report.Notes)
		require.NoError(t, g.Close())
	}

	g := openBook(t, path)
	run := begin(t, g, roll1(t, g).Setting)
	s := submission("ada", "mended again")
	of := grader.NewReport(s, nil, []grader.Result{{Exercise: "xor-linear", Check: fit, Status: grader.Passed, Points: 5000, Earned: 4000}})
	whose := []grader.Student{{Name: "Ada Lovelace", ID: "0042"}}
	require.NoError(t, run.Record(t.Context(), gradebook.Entry{Student: "ada", Students: whose, Handed: grader.Handed{Attempt: 3}}, s, of))
	assert.Equal(t, whose, roll1(t, g).Grades[0].Report.Students, "it is used like any other")
}

// roll1 is the class as it stands.
func roll1(t *testing.T, g *gradebook.Gradebook) gradebook.Roll {
	t.Helper()
	roll, err := g.Current(t.Context(), gradebook.Counting{})
	require.NoError(t, err)
	return roll
}
