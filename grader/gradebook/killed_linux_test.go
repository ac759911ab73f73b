package gradebook_test

import (
	"math/rand/v2"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

// TestKilled kills a process that records at twenty random moments. What it said
// to be recorded is there and whole, and the next one goes on with the same file.
func TestKilled(t *testing.T) {
	const kills, endless = 20, 1_000_000
	random := rand.New(rand.NewPCG(20, 5))
	path := filepath.Join(t.TempDir(), "class.gradebook")
	begun, extra := 0, 0
	for kill := range kills {
		c := start(t, path, 0, endless)
		c.release(t)
		lines := random.IntN(25) // the first is the number of the run
		switch {
		case kill < 2:
			lines = 0 // while the file is made
		case kill%4 == 0:
			lines = 80 + random.IntN(120) // where SQLite moves pages from the log to the file
		}
		said := 0
		for said < lines {
			require.True(t, c.stdout.Scan(), "the child ended too early")
			said++
		}
		time.Sleep(time.Duration(random.IntN(3000)) * time.Microsecond)
		require.NoError(t, c.Process.Signal(syscall.SIGKILL))
		for c.stdout.Scan() { // what it said before it died
			said++
		}
		require.Error(t, c.Wait(), "it did not end by itself")

		g, err := gradebook.Open(t.Context(), path)
		require.NoError(t, err, "kill %d", kill)
		runs, err := g.Runs(t.Context())
		require.NoError(t, err)
		if said > 0 {
			last := runs[len(runs)-1]
			assert.True(t, last.Ended.IsZero(), "a run that was killed has not ended")
			extra += isWhole(t, g, last.ID, said-1) - (said - 1)
			begun++
		}
		require.NoError(t, g.Close())
		integrity(t, path)
	}
	t.Logf("%d of %d had begun their run, %d reports were recorded and not yet told", begun, kills, extra)
	assert.Positive(t, begun)
}
