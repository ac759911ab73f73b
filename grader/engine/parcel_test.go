package engine

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCohorts(t *testing.T) {
	for _, c := range []struct {
		name, why           string
		n, workers, largest int
		sizes               []int // of the first, and of the last two
		howMany             int
	}{
		{"nobody", "there is nothing to do", 0, 2, 128, nil, 0},
		{"one", "there is nobody to share with", 1, 2, 128, []int{1}, 1},
		{"a seminar", "every worker has some", 10, 2, 128, []int{5, 5}, 2},
		{"a course", "the first results come soon, and the last are shared", 300, 2, 128, []int{8, 66, 66}, 5},
		{"ten thousand", "they stay at the largest", 10_000, 2, 128, []int{8, 116, 116}, 80},
		{"each alone", "as a test wants it", 5, 2, 1, []int{1, 1, 1}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			class := make([]int, c.n)
			for i := range class {
				class[i] = i
			}
			all := cohorts(class, c.workers, c.largest)
			assert.True(t, slices.Equal(class, slices.Concat(all...)), "nobody is lost, and all are in order")
			var sizes []int
			for i, cohort := range all {
				if i == 0 || i >= len(all)-2 {
					sizes = append(sizes, len(cohort))
				}
				assert.LessOrEqual(t, len(cohort), c.largest)
			}
			assert.Equal(t, c.sizes, sizes, c.why)
			assert.Equal(t, c.howMany, len(all), c.why)
		})
	}
}
