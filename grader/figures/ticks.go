package figures

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
)

// linearTicks stand at multiples of 1, 2 or 5 times a power of ten, about five of
// them.
type linearTicks struct{ whole bool } // whole: of whole numbers

// Ticks implements plot.Ticker.
func (l linearTicks) Ticks(low, high float64) []plot.Tick {
	step := niceStep((high - low) / 6)
	if l.whole {
		step = max(step, 1)
	}
	digits := max(0, -int(math.Floor(math.Log10(step)+1e-9)))
	var ticks []plot.Tick
	for k := math.Ceil(low/step-1e-9) + 0; k <= high/step+1e-9; k++ {
		text := strconv.FormatFloat(k*step, 'f', digits, 64)
		if size := max(math.Abs(low), math.Abs(high)); size >= 1e5 || size < 1e-3 {
			text = decimal(k * step)
		}
		ticks = append(ticks, plot.Tick{Value: k * step, Label: minus(text)})
	}
	return ticks
}

// niceStep returns 1, 2 or 5 times a power of ten, the nearest at least as large.
func niceStep(least float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, factor := range []float64{1, 2, 5} {
		if factor*power >= least {
			return factor * power
		}
	}
	return 10 * power
}

// decades are the ticks of logarithms.
type decades struct{}

// Ticks implements plot.Ticker.
func (decades) Ticks(low, high float64) []plot.Tick {
	first, last := math.Ceil(low), math.Floor(high)
	every := max(1, math.Ceil((last-first)/6))
	var ticks []plot.Tick
	for n := first; n <= last; n += every {
		ticks = append(ticks, plot.Tick{Value: n, Label: powerOfTen(int(n))})
	}
	if last-first >= 3 {
		return ticks
	}
	for i, tick := range ticks {
		ticks[i].Label = strconv.FormatFloat(math.Pow(10, tick.Value), 'g', 6, 64)
	}
	for n := first - 1; n <= last; n++ {
		for _, digit := range []float64{2, 5} {
			if value := n + math.Log10(digit); value >= low && value <= high {
				ticks = append(ticks, plot.Tick{Value: value, Label: strconv.FormatFloat(digit*math.Pow(10, n), 'g', 6, 64)})
			}
		}
	}
	slices.SortFunc(ticks, func(a, b plot.Tick) int { return cmp.Compare(a.Value, b.Value) })
	return ticks
}
