package html

import (
	"cmp"
	"fmt"
	"slices"
)

// help is a student who needs some, and why.
type help struct {
	row
	Why string
}

// helpRule is the rule of helped in words.
const helpRule = "Handed in, has fewer than half of the points, and stands in the lowest quarter of the class; " +
	"or nothing runs of two exercises or more that were begun. The fewest points stand first."

// helped returns those who need help, by helpRule. The scores are those of all
// who handed in, sorted.
func helped(rows []row, scores []int) (all []help) {
	low := quantile(scores, 0.25)
	for _, r := range rows {
		h := help{row: r}
		switch {
		case r.Missing:
			continue
		case r.stuck >= 2 && r.stuck == r.begun:
			h.Why = fmt.Sprintf("nothing runs of the %d exercises begun", r.begun)
		case r.stuck >= 2:
			h.Why = fmt.Sprintf("nothing runs in %d of the %d exercises begun", r.stuck, r.begun)
		case 2*r.Score < r.points && float64(r.Score) <= low && r.begun == 0:
			h.Why = "nothing was begun"
		case 2*r.Score < r.points && float64(r.Score) <= low:
			h.Why = fmt.Sprintf("%s of %s points", points(r.Score), points(r.points))
		default:
			continue
		}
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b help) int { return cmp.Compare(a.Score, b.Score) })
	return all
}
