package sandbox

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLimits(t *testing.T) {
	got, err := Limits{}.complete()
	require.NoError(t, err)
	assert.Equal(t, DefaultLimits(), got, "zero is the default, not no limit")

	given := Limits{Memory: 1, Fuel: 2, Output: 3, Answer: 4, Module: 5}
	got, err = given.complete()
	require.NoError(t, err)
	assert.Equal(t, given, got)
}

func TestLimitsRefused(t *testing.T) {
	tests := []struct {
		name, why string
		limits    Limits
	}{
		{"memory above 4 GiB", "no guest can have it", Limits{Memory: 4<<30 + 1}},
		{"fuel without end", "looks like no limit, and the counter would overflow", Limits{Fuel: 1 << 63}},
		{"negative output", "looks like no limit", Limits{Output: -1}},
		{"negative answer", "as output", Limits{Answer: -1}},
		{"negative module", "as output", Limits{Module: -1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := New(t.Context(), "", tt.limits)
			assert.Error(t, err, tt.why)
		})
	}
}

func TestCauses(t *testing.T) {
	seen := map[string]bool{}
	for c := Exited; c <= BadAnswer; c++ {
		assert.NotContains(t, c.String(), "cause ", "%d has no words", int(c))
		seen[c.String()] = true
	}
	assert.Len(t, seen, int(BadAnswer), "two causes in the same words")
	assert.Equal(t, "cause 0", Cause(0).String(), "the zero value is no cause")
}

func TestClock(t *testing.T) {
	var c clock
	assert.Equal(t, int64(time.Millisecond), c.nanotime())
	assert.Equal(t, int64(2*time.Millisecond), c.nanotime(), "waiting in a loop ends")
	c.sleep(1<<63 - 1)
	c.sleep(1<<63 - 1)
	assert.Equal(t, int64(1<<63-1), c.nanotime(), "time does not turn back at the end of numbers")
}
