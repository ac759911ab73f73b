package figures

import (
	"math"
)

// activation is β as a function of a, and the a where it is given.
type activation struct {
	beta    func(a float64) float64
	inverse func(beta float64) float64
	dead    bool // there is no loss where a ≤ 0
}

func rectifier() activation {
	return activation{func(a float64) float64 { return max(a, 0) }, func(beta float64) float64 { return beta }, true}
}

func smoothRectifier() activation {
	return activation{zeta, func(beta float64) float64 {
		if beta > 37 {
			return beta
		}
		return math.Log(math.Expm1(beta))
	}, false}
}

// descent shows β over the steps, and the way of (w, b) over the loss.
func (r seen) descent(f activation) chart {
	x, S := r.given[0], r.given[1]
	beta := func(w, b []float64) []float64 {
		all := make([]float64, min(len(w), len(b)))
		for i := range all {
			all[i] = f.beta(float64(w[i]*x) + b[i])
		}
		return all
	}
	w, b := r.lines[0], r.lines[1]
	got, want := beta(w.got, b.got), beta(w.want, b.want)
	steps := panel{title: "β over the steps", xLabel: "step", whole: true, yLabel: "β", curves: r.over(seenLine{"β", got, want}, "step")}
	steps.curves = append(steps.curves, curve{label: "the optimum, β = 1/S", look: goal, points: level(1/S, r.extent())})
	c := chart{title: "The descent", alt: alt(r.of, ends("β", got, want, "step", r.x)+", the optimum 1/S is "+short(1/S)), panels: []panel{steps}}
	if way, ok := r.way(f, r.label("yours", got, "step")); ok {
		c.panels = append(c.panels, way)
	}
	return c
}

// way shows where a descent went on the surface of the loss, under the label that
// it has beside it; ok is false if it went nowhere.
func (r seen) way(f activation, label string) (p panel, ok bool) {
	x, S := r.given[0], r.given[1]
	best := f.inverse(1 / S)
	path := seenLine{got: r.lines[1].got, want: r.lines[1].want}
	got, want := line(r.lines[0].got, path.got), line(r.lines[0].want, path.want)
	window, ok := around(got, want)
	if !ok || !drawable(x) || !drawable(best) || !(S > 0) {
		return panel{}, false
	}
	s := surface{label: "L − min L", bent: true}
	const cells = 32
	for i := range cells + 1 {
		s.xs = append(s.xs, window[0].at(float64(i)/cells))
		s.ys = append(s.ys, window[1].at(float64(i)/cells))
	}
	highest := 0.0
	for _, b := range s.ys {
		var row []float64
		for _, w := range s.xs {
			a := float64(w*x) + b
			loss := math.Inf(1)
			if beta := f.beta(a); beta > 0 {
				loss = float64(beta*S) - math.Log(beta) - 1 - math.Log(S)
				highest = max(highest, loss)
			}
			row = append(row, loss)
		}
		s.z = append(s.z, row)
	}
	s.levels, s.names = levelsUpTo(highest)
	if f.dead {
		s.void = below(window, x)
	}
	p = s.panel()
	p.title, p.curves = "(w, b) on the loss", nil
	if len(want) > 0 {
		p.curves = append(p.curves, curve{label: "reference", look: keys, points: want})
	}
	p.curves = append(p.curves, curve{label: "the optimum, β = 1/S", look: goal, points: []point{{window[0].low, best - float64(x*window[0].low)}, {window[0].high, best - float64(x*window[0].high)}}},
		curve{label: label, look: yours, points: got}, curve{label: "start", look: begin, points: got[:1]})
	if len(s.void) > 0 {
		p.curves = append(p.curves, curve{label: "a ≤ 0, L = ∞", look: void})
	}
	return p, true
}

// around returns a square that holds the way of the key, and the submission's as
// long as it stays near that.
func around(got, want []point) (window [2]span, ok bool) {
	box := func(points []point) (x, y span) {
		x, y = nothing(), nothing()
		for _, q := range points {
			if drawable(q.x) && drawable(q.y) {
				x, y = x.with(q.x), y.with(q.y)
			}
		}
		return x, y
	}
	x, y := box(got)
	if wx, wy := box(want); wx.low <= wx.high {
		reach := max(wx.size(), wy.size(), 1e-3*max(math.Abs(wx.low), math.Abs(wy.low), 1e-6))
		limit := func(s, right span) span {
			return span{min(right.low, max(s.low, right.low-reach)), max(right.high, min(s.high, right.high+reach))}
		}
		x, y = limit(x, wx), limit(y, wy)
	}
	half := float64(0.75 * max(x.size(), y.size(), 1e-6*max(math.Abs(x.low), math.Abs(y.low)), 1e-9))
	if !(x.low <= x.high) || half > 1e9 {
		return window, false
	}
	return [2]span{{x.at(0.5) - half, x.at(0.5) + half}, {y.at(0.5) - half, y.at(0.5) + half}}, true
}

// levelsUpTo returns about seven levels, by powers of ten and their threefold,
// the last below the highest.
func levelsUpTo(highest float64) (levels []float64, names []string) {
	if !(highest > 0) {
		return nil, nil
	}
	top := math.Floor(2 * math.Log10(highest))
	for k := top - 6; k <= top; k++ {
		level := math.Pow(10, math.Floor(k/2))
		if math.Mod(k, 2) != 0 {
			level *= 3
		}
		if level < highest {
			levels, names = append(levels, level), append(names, decimal(level))
		}
	}
	return levels, names
}

// below returns the part of a window where w·x + b ≤ 0.
func below(window [2]span, x float64) []point {
	corners := []point{{window[0].low, window[1].low}, {window[0].high, window[1].low}, {window[0].high, window[1].high}, {window[0].low, window[1].high}}
	a := func(q point) float64 { return float64(q.x*x) + q.y }
	var inside []point
	for i, q := range corners {
		next := corners[(i+1)%len(corners)]
		if a(q) <= 0 {
			inside = append(inside, q)
		}
		if (a(q) <= 0) != (a(next) <= 0) {
			part := a(q) / (a(q) - a(next))
			inside = append(inside, point{q.x + part*(next.x-q.x), q.y + part*(next.y-q.y)})
		}
	}
	return inside
}
