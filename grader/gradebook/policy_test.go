package gradebook_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/grader/gradebook"
)

func TestPenalty(t *testing.T) {
	const day = 24 * time.Hour
	tenth := gradebook.Policy{Grace: time.Hour, PerDay: 100, Cap: 500}
	for _, tt := range []struct {
		name, why string
		policy    gradebook.Policy
		late      time.Duration
		earned    int
		want      int
	}{
		{"in time", "nothing is late", tenth, 0, 90_000, 0},
		{"early", "the deadline was not reached", tenth, -day, 90_000, 0},
		{"in the grace", "a slow network", tenth, time.Hour, 90_000, 0},
		{"beyond the grace", "the first day was begun", tenth, time.Hour + 1, 90_000, 9_000},
		{"a day", "to the last moment it is one day", tenth, day, 90_000, 9_000},
		{"a day and a moment", "the second was begun; the grace is no discount", tenth, day + 1, 90_000, 18_000},
		{"five days", "the cap is reached", tenth, 5 * day, 90_000, 45_000},
		{"six days", "and not passed", tenth, 6 * day, 90_000, 45_000},
		{"for ever", "no overflow", tenth, math.MaxInt64, 90_000, 45_000},
		{"no cap", "zero is no exemption: all can be lost", gradebook.Policy{PerDay: 300}, 4 * day, 90_000, 90_000},
		{"three days of 30 %", "below the cap each day counts", gradebook.Policy{PerDay: 300}, 3 * day, 90_000, 81_000},
		{"cap between the days", "the cap holds where no number of days meets it", gradebook.Policy{PerDay: 300, Cap: 500}, 2 * day, 90_000, 45_000},
		{"cap below a day", "the cap holds from the first day", gradebook.Policy{PerDay: 300, Cap: 50}, 1, 90_000, 4_500},
		{"no policy", "the zero value takes nothing", gradebook.Policy{}, 9 * day, 90_000, 0},
		{"nothing earned", "there is nothing to lose", tenth, day, 0, 0},
		{"less than nothing", "a penalty gives nothing", tenth, day, -5, 0},
		{"rounded", "in favour of the student", tenth, day, 19, 1},
		{"all of very much", "no overflow", gradebook.Policy{PerDay: 1000}, day, math.MaxInt32, math.MaxInt32},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.policy.Penalty(tt.late, tt.earned), tt.why)
		})
	}
}

// TestPenaltyGrows holds what students rely on: to be later never costs less.
func TestPenaltyGrows(t *testing.T) {
	for _, p := range []gradebook.Policy{{PerDay: 1}, {PerDay: 333, Cap: 900}, {Grace: 30 * time.Hour, PerDay: 70}, {PerDay: 1000, Cap: 1}} {
		before := 0
		for late := time.Duration(0); late < 1200*24*time.Hour; late += 7 * time.Hour {
			now := p.Penalty(late, 99_999)
			if !assert.GreaterOrEqual(t, now, before, "%+v after %v", p, late) || !assert.LessOrEqual(t, now, 99_999) {
				break
			}
			before = now
		}
		assert.Positive(t, before, "%+v takes something", p)
	}
}

func TestPolicyValidate(t *testing.T) {
	assert.NoError(t, gradebook.Policy{}.Validate())
	assert.NoError(t, gradebook.Policy{Grace: time.Hour, PerDay: 1000, Cap: 1000}.Validate())
	for _, p := range []gradebook.Policy{{Grace: -1}, {PerDay: -1}, {PerDay: 1001}, {Cap: -1}, {Cap: 1001}} {
		assert.Error(t, p.Validate(), "%+v", p)
	}
}
