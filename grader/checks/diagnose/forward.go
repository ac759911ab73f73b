package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// ForwardPoint is a question to Forward of PrecisionReLU or PrecisionSoftplus.
type ForwardPoint struct {
	Unit   specs.Unit
	Sample specs.Sample
}

// ForwardAnswer is what a Forward returned.
type ForwardAnswer struct{ A, Beta, Loss float64 }

// ReLUForward names the mistakes in a Forward of PrecisionReLU that returned got
// at points: at most one for each of a, β and L, in this order. What is wrong
// with the rectifier shows at a ≤ 0 alone: see [ForwardPoints].
func ReLUForward(points []ForwardPoint, got []ForwardAnswer) []Fault {
	return forwardFaults(points, got, rectifierValue())
}

// SoftplusForward does for PrecisionSoftplus what [ReLUForward] does for
// PrecisionReLU. It is meant for |a| ≤ 5, as [Softplus] is.
func SoftplusForward(points []ForwardPoint, got []ForwardAnswer) []Fault {
	return forwardFaults(points, got, softplusValue())
}

// value is the way from a to β.
type value struct {
	term  term
	right of
	wrong []alternative
}

func rectifierValue() value {
	return value{term{"β", "β = max(0, a)"}, func(u unit) float64 { return max(0, u.a) }, wrongRectifiers()}
}

func softplusValue() value {
	return value{term{"β", "β = log(1 + eᵃ)"}, func(u unit) float64 { return softplus(u.a) }, wrongSoftpluses()}
}

func forwardFaults(points []ForwardPoint, got []ForwardAnswer, act value) []Fault {
	if len(points) < fewest || len(got) != len(points) {
		return nil
	}
	f := forwardPass{got: got}
	for i, p := range points {
		u := unit{at: i, w: p.Unit.W, b: p.Unit.B, x: p.Sample.X, y: p.Sample.Y, mu: p.Sample.Mu}
		u.a = affine(u)
		u.beta = act.right(u)
		f.units = append(f.units, u)
	}
	return slices.Concat(f.affineFaults(), f.valueFaults(act), f.lossFaults())
}

// forwardPass holds the right a and β of every unit, and what a submission
// returned.
type forwardPass struct {
	units []unit
	got   []ForwardAnswer
}

func affine(u unit) float64 { return u.w*u.x + u.b }

func (f forwardPass) affineFaults() []Fault {
	return diagnose(term{"a", "a = w·x + b"}, of(affine), affineLibrary(), func(m of) bool {
		for i, u := range f.units {
			if !near(f.got[i].A, m(u), 1+math.Abs(u.w*u.x)+math.Abs(u.b)) {
				return false
			}
		}
		return true
	})
}

func setWhole(m *of, f of) { *m = f }

func affineLibrary() []option[of] { return options("a", wrongAffines(), setWhole) }

func (v value) library() []option[of] { return options("β", v.wrong, setWhole) }

// valueFaults explains β by the submission's own a, or by the right one.
func (f forwardPass) valueFaults(act value) []Fault {
	return diagnose(act.term, act.right, act.library(), func(m of) bool {
		follows := func(a func(u unit) float64) bool {
			for i, u := range f.units {
				u.a = a(u)
				if !near(f.got[i].Beta, m(u), 1+math.Abs(u.a)) {
					return false
				}
			}
			return true
		}
		return follows(func(u unit) float64 { return f.got[u.at].A }) || follows(func(u unit) float64 { return u.a })
	})
}

// loss is L, taken apart: scale·(log + weight·data + constant).
type loss struct{ log, weight, data, constant, scale of }

func rightLoss() loss { return loss{minusLog, beta, unit.meanSquare, constant(0), unit.one} }

func minusLog(u unit) float64 { return -math.Log(u.beta) }

func (m loss) at(u unit) float64 {
	return m.scale(u) * (m.log(u) + m.weight(u)*m.data(u) + m.constant(u))
}

// lossFaults explains L by the submission's own β, or by the right one, where it
// is finite. Of an own β that is no precision it says nothing: at β = 0 many a
// wrong L is 0.
func (f forwardPass) lossFaults() []Fault {
	for i, u := range f.units {
		if u.beta > 0 && !(f.got[i].Beta > 0) {
			return nil
		}
	}
	t := term{"L", "L = −log β + β · (1/n) Σᵢ (yᵢ − μ)²"}
	return diagnose(t, rightLoss(), lossLibrary(), func(m loss) bool {
		follows := func(beta func(u unit) float64) bool {
			for i, u := range f.units {
				if u.beta == 0 {
					continue
				}
				u.beta = beta(u)
				if !near(f.got[i].Loss, m.at(u), 1+math.Abs(math.Log(u.beta))+u.beta*u.meanSquare()) {
					return false
				}
			}
			return true
		}
		return follows(func(u unit) float64 { return f.got[u.at].Beta }) || follows(func(u unit) float64 { return u.beta })
	})
}
