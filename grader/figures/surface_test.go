package figures

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"gonum.org/v1/plot"
)

// gridOf makes a surface of a function from −2 to 2.
func gridOf(n int, f func(x, y float64) float64) surface {
	var s surface
	for i := range n + 1 {
		v := -2 + 4*float64(i)/float64(n)
		s.xs, s.ys = append(s.xs, v), append(s.ys, v)
	}
	for _, y := range s.ys {
		var row []float64
		for _, x := range s.xs {
			row = append(row, f(x, y))
		}
		s.z = append(s.z, row)
	}
	return s
}

// area is that inside of loops, if those around holes turn the other way.
func area(loops [][]point) float64 {
	sum := 0.0
	for _, loop := range loops {
		for i, q := range loop {
			next := loop[(i+1)%len(loop)]
			sum += q.x*next.y - next.x*q.y
		}
	}
	return math.Abs(sum) / 2
}

func TestRegion(t *testing.T) {
	disc := func(x, y float64) float64 { return 1 - x*x - y*y }
	for _, tt := range []struct {
		name, why string
		s         surface
		level     float64
		loops     int
		area      float64
	}{
		{"disc", "one loop inside", gridOf(100, disc), 0, 1, math.Pi},
		{"hole", "the loop around the hole turns the other way", gridOf(100, func(x, y float64) float64 { return -disc(x, y) }), 0, 2, 16 - math.Pi},
		{"everything", "the edge closes it", gridOf(8, disc), -100, 1, 16},
		{"nothing", "no loop", gridOf(8, disc), 2, 0, 0},
		{"half", "a plane is cut where it is cut", gridOf(7, func(x, y float64) float64 { return x + y }), 0, 1, 8},
		{"infinite", "where there is no loss it is higher than any", gridOf(8, func(x, _ float64) float64 { return math.Inf(int(math.Copysign(1, x-0.1))) }), 1, 1, 6},
		{"NaN", "it counts as no loss", gridOf(8, func(_, _ float64) float64 { return math.NaN() }), 1, 1, 16},
		{"saddle", "two corners, apart", gridOf(1, func(x, y float64) float64 { return x * y }), 0, 2, 4},
		{"no grid", "there is nothing", surface{}, 0, 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			loops := tt.s.region(tt.level)
			assert.Len(t, loops, tt.loops, tt.why)
			assert.InDelta(t, tt.area, area(loops), 0.01, tt.why)
		})
	}
	assert.Less(t, len(gridOf(40, func(x, y float64) float64 { return x + y }).region(0)[0]), 6, "a straight edge has no points between its ends")
}

func TestTicks(t *testing.T) {
	labels := func(ticks plot.Ticker, low, high float64) []string {
		var all []string
		for _, k := range ticks.Ticks(low, high) {
			all = append(all, k.Label)
		}
		return all
	}
	for _, tt := range []struct {
		name      string
		low, high float64
		want      []string
	}{
		{"around 0", -0.05, 1.02, []string{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}},
		{"negative", -10, 10, []string{"−10", "−5", "0", "5", "10"}},
		{"large", 0, 1.1e6, []string{"0", "2·10⁵", "4·10⁵", "6·10⁵", "8·10⁵", "10⁶"}},
		{"small", 0, 2.2e-6, []string{"0", "5·10⁻⁷", "10⁻⁶", "1.5·10⁻⁶", "2·10⁻⁶"}},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, labels(linearTicks{}, tt.low, tt.high)) })
	}
	assert.Equal(t, []string{"10⁻³", "10⁻²", "10⁻¹", "1"}, labels(decades{}, -3, 0.3))
	assert.Equal(t, []string{"1", "2", "5", "10"}, labels(decades{}, 0, 1.1))
}
