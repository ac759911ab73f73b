package grader_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
)

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		name, why string
		numbers   []float64
		want      grader.Numbers
	}{
		{"none", "a line without a key", nil, ""},
		{"digits", "the seventh differs between machines", []float64{1.0 / 3, 123456789, -2e-300}, "0.333333 1.23457e+08 -2e-300"},
		{"not finite", "that is what a student should see", []float64{math.NaN(), math.Inf(1), math.Inf(-1)}, "NaN +Inf -Inf"},
		{"largest", "it does not round to infinity", []float64{math.MaxFloat64}, "1.79769e+308"},
		{"last bit", "0.1 + 0.2 is 0.3 to six digits", []float64{0.1 + 0.2}, "0.3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := grader.NumbersOf(tt.numbers...)
			assert.Equal(t, tt.want, got, tt.why)
			assert.Equal(t, got, grader.NumbersOf(got.Floats()...), "written again it is the same")
		})
	}
	assert.True(t, math.IsNaN(grader.Numbers("one").Floats()[0]), "what is no number is NaN")
}

func TestThinned(t *testing.T) {
	assert.Empty(t, grader.Thinned(0))
	for n := 1; n < 3000; n += 7 {
		kept := grader.Thinned(n)
		assert.Equal(t, 0, kept[0])
		assert.Equal(t, n-1, kept[len(kept)-1])
		assert.LessOrEqual(t, len(kept), 48, "a report stays small")
		assert.True(t, slices.IsSorted(kept) && len(slices.Compact(slices.Clone(kept))) == len(kept), "each step once, in order")
		if n <= 33 {
			assert.Len(t, kept, n, "a few are all kept")
		}
	}
}

func TestSeriesGoWithTheVerdict(t *testing.T) {
	series := []grader.Series{{Kind: grader.PictureLoss, X: "0 1", Lines: []grader.Line{{Name: "J", Got: "1 NaN"}}}}
	seen := func(context.Context, *grader.Pass) (grader.Verdict, error) {
		return grader.Verdict{Fraction: 1, Series: series}, nil
	}
	r := grader.Judge(t.Context(), grader.Check{Run: seen}, &grader.Pass{})
	assert.Equal(t, series, r.Series)
	assert.Empty(t, r.Without(grader.NotChosen, "").Series)
}
