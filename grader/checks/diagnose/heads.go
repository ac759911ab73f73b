package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// HeadsPoint is a question to Backward of MixtureMeans: μ and r as a right
// Forward returns them.
type HeadsPoint struct {
	Mu, R [][]float64
	X, Y  []float64
}

// MixtureMeans names the mistakes in a Backward of MixtureMeans that returned
// got at points: at most one for each of ∂L/∂μ, ∂L/∂w and ∂L/∂b, in this order.
func MixtureMeans(points []HeadsPoint, got []specs.HeadsGradient) []Fault {
	if len(points) < fewest || !slices.EqualFunc(points, got, HeadsPoint.fits) {
		return nil
	}
	h := heads{points: points, got: got}
	for _, p := range points {
		h.right = append(h.right, rightPull().at(p))
	}
	weight, bias := term{"∂L/∂w", "∂L/∂wₖ = Σᵢ ∂L/∂μᵢₖ · xᵢ"}, term{"∂L/∂b", "∂L/∂bₖ = Σᵢ ∂L/∂μᵢₖ"}
	return swapped(weight, bias, slices.Concat(
		h.pullFaults(),
		h.sumFaults(weight, func(g specs.HeadsGradient) []float64 { return g.W }, headSum{cell.input, ownPull}, headWeightLibrary()),
		h.sumFaults(bias, func(g specs.HeadsGradient) []float64 { return g.B }, headSum{cell.one, ownPull}, headBiasLibrary()),
	))
}

// fits reports whether g has the shape of a gradient at p.
func (p HeadsPoint) fits(g specs.HeadsGradient) bool {
	if len(p.Mu) == 0 {
		return false
	}
	m := len(p.Mu[0])
	return len(g.W) == m && len(g.B) == m && len(g.Mu) == len(p.Mu) &&
		!slices.ContainsFunc(g.Mu, func(row []float64) bool { return len(row) != m })
}

// heads is what a submission returned, and what would have been right of
// ∂L/∂μ.
type heads struct {
	points []HeadsPoint
	got    []specs.HeadsGradient
	right  [][][]float64
}

// cell is one example seen by one head.
type cell struct {
	HeadsPoint
	i, k int
}

func (c cell) n() float64        { return float64(len(c.X)) }
func (c cell) m() float64        { return float64(len(c.Mu[c.i])) }
func (c cell) r() float64        { return c.R[c.i][c.k] }
func (c cell) mu() float64       { return c.Mu[c.i][c.k] }
func (c cell) y() float64        { return c.Y[c.i] }
func (c cell) input() float64    { return c.X[c.i] }
func (c cell) one() float64      { return 1 }
func (c cell) overN() float64    { return 1 / c.n() }
func (c cell) residual() float64 { return c.mu() - c.y() }

// size sizes the terms of ∂L/∂μ before the responsibility and the mean.
func (c cell) size() float64 { return 1 + math.Abs(c.mu()) + math.Abs(c.y()) }

// ofCell is a number that a cell gives rise to.
type ofCell func(c cell) float64

// pull is ∂L/∂μ, taken apart.
type pull struct{ weight, residual, scale ofCell }

func rightPull() pull { return pull{cell.r, cell.residual, cell.overN} }

func (m pull) at(p HeadsPoint) [][]float64 {
	all := make([][]float64, len(p.Mu))
	for i := range all {
		for k := range p.Mu[i] {
			c := cell{p, i, k}
			all[i] = append(all[i], m.scale(c)*m.weight(c)*m.residual(c))
		}
	}
	return all
}

func (h heads) pullFaults() []Fault {
	t := term{"∂L/∂μ", "∂L/∂μᵢₖ = (1/n) rᵢₖ (μᵢₖ − yᵢ)"}
	return diagnose(t, rightPull(), pullLibrary(), func(m pull) bool {
		for q, p := range h.points {
			want := m.at(p)
			for i := range want {
				for k := range want[i] {
					if !near(h.got[q].Mu[i][k], want[i][k], cell{p, i, k}.size()) {
						return false
					}
				}
			}
		}
		return true
	})
}

// headSum is ∂L/∂w or ∂L/∂b, taken apart: a sum over the examples.
type headSum struct {
	factor ofCell
	from   func(slopes [][]float64, c cell) float64 // of ∂L/∂μ
}

func ownPull(slopes [][]float64, c cell) float64 { return slopes[c.i][c.k] }

func (m headSum) at(p HeadsPoint, slopes [][]float64) []float64 {
	sums := make([]float64, len(p.Mu[0]))
	for k := range sums {
		for i := range p.Mu {
			c := cell{p, i, k}
			sums[k] += m.factor(c) * m.from(slopes, c)
		}
	}
	return sums
}

// sumFaults explains a sum of the submission's own ∂L/∂μ, or of the right one.
func (h heads) sumFaults(t term, part func(specs.HeadsGradient) []float64, right headSum, library []option[headSum]) []Fault {
	return diagnose(t, right, library, func(m headSum) bool {
		follows := func(slopes func(q int) [][]float64) bool {
			for q, p := range h.points {
				size := 0.0
				for i, x := range p.X {
					size += (1 + math.Abs(x)) * cell{p, i, 0}.size()
				}
				if !slices.EqualFunc(part(h.got[q]), m.at(p, slopes(q)), func(got, want float64) bool { return near(got, want, size) }) {
					return false
				}
			}
			return true
		}
		return follows(func(q int) [][]float64 { return h.got[q].Mu }) || follows(func(q int) [][]float64 { return h.right[q] })
	})
}
