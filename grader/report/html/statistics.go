package html

import "math"

// item gathers what a class earned on one check, one student after the other
// (Welford's way, which does not cancel).
type item struct {
	n              int
	earned, rest   float64 // their means
	earned2, rest2 float64 // sums of squares about the means
	both           float64 // sum of products about the means
}

// add takes in a student who earned so much on the check and so much on all the
// others.
func (i *item) add(earned, rest int) {
	i.n++
	n := float64(i.n)
	dx, dy := float64(earned)-i.earned, float64(rest)-i.rest
	i.earned += dx / n
	i.rest += dy / n
	i.earned2 += dx * (float64(earned) - i.earned)
	i.rest2 += dy * (float64(rest) - i.rest)
	i.both += dx * (float64(rest) - i.rest)
}

// difficulty is the fraction of the points that was earned on average: 1 if
// everybody earned all of them. NaN if nobody was asked.
func (i item) difficulty(points int) float64 {
	if i.n == 0 || points == 0 {
		return math.NaN()
	}
	return i.earned / float64(points)
}

// discrimination is the correlation of what was earned on the check with what was
// earned on all the others: the corrected item-total correlation. NaN where one
// of the two does not vary.
func (i item) discrimination() float64 {
	if i.n < 2 || i.earned2 <= 0 || i.rest2 <= 0 {
		return math.NaN()
	}
	return max(-1, min(1, i.both/math.Sqrt(i.earned2*i.rest2)))
}

// bins are how many a distribution is shown in, each a tenth of the points.
const bins = 10

// bin is where a score stands; all of the points stand in the last.
func bin(score, points int) int {
	if points <= 0 {
		return 0
	}
	return max(0, min(bins-1, score*bins/points))
}

// mean is NaN of nothing.
func mean(values []int) float64 {
	sum := 0
	for _, v := range values {
		sum += v
	}
	return float64(sum) / float64(len(values))
}

// quantile returns the value below which the fraction q of sorted values lies,
// between two neighbours where it falls so; NaN of nothing.
func quantile(sorted []int, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 == len(sorted) {
		return float64(sorted[i])
	}
	return float64(sorted[i]) + (at-float64(i))*float64(sorted[i+1]-sorted[i])
}
