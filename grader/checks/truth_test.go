package checks

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader"
)

func TestIntervalOfTheTruth(t *testing.T) {
	// The exact intervals of 1/S over the true precision for a miss in a million,
	// computed with another program.
	for n, want := range map[int][2]float64{64: {0.473, 2.786}, 100: {0.541, 2.205}, 1000: {0.810, 1.256}} {
		low, high := truth{beta: 1, sample: drawTruth(grader.PracticeSeed().Rand("n"), n).sample}.interval()
		assert.InDelta(t, want[0], low, 1e-3)
		assert.InDelta(t, want[1], high, 1e-3)
	}
	r := grader.PracticeSeed().Rand("truth")
	for range 2000 {
		drawn := drawTruth(r, 64)
		low, high := drawn.interval()
		assert.Less(t, low, 1/meanSquare(drawn.sample))
		assert.Greater(t, high, 1/meanSquare(drawn.sample), "no honest sample is outside")
	}
}
