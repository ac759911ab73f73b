package html

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestItem compares with numbers computed by hand.
func TestItem(t *testing.T) {
	for _, tt := range []struct {
		name, why                  string
		students                   [][2]int // earned on the check, and on the others
		difficulty, discrimination float64
	}{
		{"in step", "who has more here has more elsewhere, on a line", [][2]int{{0, 10}, {1, 20}, {2, 30}}, 0.5, 1},
		{"against", "and the other way round", [][2]int{{2, 10}, {1, 20}, {0, 30}}, 0.5, -1},
		{"unrelated", "means 1 and 2: the products (−1)(−1), (−1)(1), (1)(−1), (1)(1) cancel", [][2]int{{0, 1}, {0, 3}, {2, 1}, {2, 3}}, 0.5, 0},
		{"between", "means 1 and 2: the products are 1 + 0 + 2, the squares 1 + 0 + 1 and 1 + 1 + 4", [][2]int{{0, 1}, {1, 1}, {2, 4}}, 0.5, 3 / math.Sqrt(12)},
		{"all right", "what does not vary correlates with nothing", [][2]int{{2, 1}, {2, 5}}, 1, math.NaN()},
		{"others alike", "nor does a rest that does not vary", [][2]int{{0, 5}, {2, 5}}, 0.5, math.NaN()},
		{"one student", "nor one alone", [][2]int{{2, 1}}, 1, math.NaN()},
		{"nobody", "no student, no mean", nil, math.NaN(), math.NaN()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var i item
			for _, s := range tt.students {
				i.add(s[0], s[1])
			}
			same(t, tt.difficulty, i.difficulty(2), tt.why)
			same(t, tt.discrimination, i.discrimination(), tt.why)
		})
	}
}

// TestItemOfMany adds so many students that sums of squares would lose digits.
func TestItemOfMany(t *testing.T) {
	var i item
	for n := range 100_000 {
		i.add(1_000_000_000+n%2, 1_000_000_000+n%2)
	}
	assert.InDelta(t, 1, i.discrimination(), 1e-9)
}

func same(t *testing.T, want, got float64, why string) {
	t.Helper()
	if math.IsNaN(want) {
		assert.True(t, math.IsNaN(got), "%v: %s", got, why)
		return
	}
	assert.InDelta(t, want, got, 1e-12, why)
}

func TestBin(t *testing.T) {
	for _, tt := range []struct {
		name          string
		score, points int
		want          int
	}{
		{"nothing", 0, 100, 0}, {"just below a tenth", 99, 1000, 0}, {"a tenth", 100, 1000, 1}, {"all", 100, 100, 9},
		{"more than all, by a correction", 120, 100, 9}, {"less than nothing", -5, 100, 0}, {"no points to be had", 5, 0, 0},
	} {
		assert.Equal(t, tt.want, bin(tt.score, tt.points), tt.name)
	}
}

func TestQuantile(t *testing.T) {
	four := []int{10, 20, 30, 40}
	assert.Equal(t, 25.0, quantile(four, 0.5))
	assert.Equal(t, 17.5, quantile(four, 0.25))
	assert.Equal(t, 40.0, quantile(four, 1))
	assert.Equal(t, 7.0, quantile([]int{7}, 0.25))
	assert.True(t, math.IsNaN(quantile(nil, 0.5)))
	assert.Equal(t, 25.0, mean(four))
}

func TestHelped(t *testing.T) {
	rows := []row{
		{Name: "best", Score: 90, points: 100, begun: 9},
		{Name: "middle", Score: 40, points: 100, begun: 9},
		{Name: "middling", Score: 45, points: 100, begun: 9},
		{Name: "low", Score: 10, points: 100, begun: 4},
		{Name: "stuck", Score: 60, points: 100, begun: 9, stuck: 2},
		{Name: "gone", Missing: true, points: 100},
	}
	all := helped(rows, []int{10, 40, 45, 60, 90})
	var names []string
	for _, h := range all {
		names = append(names, h.Name)
	}
	assert.Equal(t, []string{"low", "middle", "stuck"}, names, helpRule)
	assert.Equal(t, "nothing runs in 2 of the 9 exercises begun", all[2].Why)
}
