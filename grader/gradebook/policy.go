package gradebook

import (
	"fmt"
	"time"

	"github.com/gradus-grader/gradus/grader"
)

// whole is all of what was earned, in thousandths.
const whole = 1000

// Policy says what handing in late costs. Its zero value costs nothing.
type Policy struct {
	// Grace is how late counts as in time. Whoever is later than that pays from
	// the deadline on.
	Grace time.Duration
	// PerDay is what each day that was begun costs, in thousandths of what was
	// earned: 100 for a tenth.
	PerDay int
	// Cap is the most that is taken, in thousandths of what was earned. Zero means
	// all of it.
	Cap int
}

// Validate says what is wrong with a policy.
func (p Policy) Validate() error {
	switch {
	case p.Grace < 0:
		return fmt.Errorf("a late policy cannot have a grace of %v; give zero or more", p.Grace)
	case p.PerDay < 0 || p.PerDay > whole:
		return fmt.Errorf("a late policy cannot take %d thousandths a day; give 0 to %d", p.PerDay, whole)
	case p.Cap < 0 || p.Cap > whole:
		return fmt.Errorf("a late policy cannot take up to %d thousandths; give 0 to %d", p.Cap, whole)
	}
	return nil
}

// Of returns the penalty of a report: for what was earned with the corrections of
// its checks.
func (p Policy) Of(r grader.Report) int {
	r.Results = r.Corrected()
	earned, _ := r.Score()
	return p.Penalty(r.Handed.LateBy, earned)
}

// Penalty returns how many of the earned thousandths of a point are lost: never
// less than none nor more than all. It is rounded down, in favour of the student.
func (p Policy) Penalty(late time.Duration, earned int) int {
	if late <= 0 || late <= p.Grace || p.PerDay <= 0 || earned <= 0 {
		return 0
	}
	most := whole
	if p.Cap > 0 {
		most = min(p.Cap, whole)
	}
	const day = 24 * time.Hour
	days := int64((late-1)/day) + 1
	// Beyond most/PerDay days nothing is added, so that the product stays small.
	share := most
	if days <= int64(most/p.PerDay) {
		share = int(days) * p.PerDay
	}
	return int(int64(earned) * int64(share) / whole)
}
