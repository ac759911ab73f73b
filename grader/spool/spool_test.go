package spool_test

import (
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/spool"
)

// result has a value in every kind of field, and text that is no UTF-8.
func result(points int) grader.Result {
	return grader.Result{Exercise: "activations", Check: "activations/relu", Status: grader.Partial, Points: points, Earned: -1, Summary: "no \xff UTF-8",
		Findings: []grader.Finding{{Where: "ReLU(2)", Got: "NaN"}}}
}

func TestSpool(t *testing.T) {
	s, err := spool.New[grader.Report](t.TempDir())
	require.NoError(t, err)
	defer s.Close()
	_, ok, err := s.Get(3)
	require.NoError(t, err)
	assert.False(t, ok, "nothing was put yet")

	const n = 100
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			assert.NoError(t, s.Put(n-i, grader.Report{Submission: "ada", Results: []grader.Result{result(i)}, Penalty: i}))
		})
	}
	all.Wait()
	assert.Equal(t, n+1, s.Len())
	for i := range n {
		got, ok, err := s.Get(n - i)
		require.NoError(t, err)
		require.True(t, ok)
		assert.Equal(t, grader.Report{Submission: "ada", Results: []grader.Result{result(i)}, Penalty: i}, got, "to the last byte")
	}
	_, ok, err = s.Get(0)
	require.NoError(t, err)
	assert.False(t, ok, "a place in between may hold nothing")

	require.NoError(t, s.Put(7, grader.Report{Submission: "another"}))
	got, _, err := s.Get(7)
	require.NoError(t, err)
	assert.Equal(t, grader.Report{Submission: "another"}, got, "the last one counts")
}

func TestSpoolFails(t *testing.T) {
	_, err := spool.New[int](filepath.Join(t.TempDir(), "gone"))
	assert.ErrorIs(t, err, os.ErrNotExist)

	folder := t.TempDir()
	s, err := spool.New[float64](folder)
	require.NoError(t, err)
	require.NoError(t, s.Put(0, math.Inf(1)))
	require.NoError(t, s.Close())
	assert.ErrorIs(t, s.Put(1, 1), os.ErrClosed)
	_, _, err = s.Get(0)
	assert.ErrorIs(t, err, os.ErrClosed)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, left, "nothing is left behind")
}
