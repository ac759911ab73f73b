package diagnose

import (
	"math"
	"slices"
)

// UnitAnswer is what a method of Activations returned at one z.
type UnitAnswer struct{ Value, Derivative float64 }

// HiddenUnit is one of the hidden units of Activations with what can be wrong
// with it.
type HiddenUnit struct {
	value, derivative hiddenTerm
}

// hiddenTerm is a function of z, and for a derivative perhaps of the value: in a
// unit's a and β.
type hiddenTerm struct {
	term     term
	right    of
	wrong    []alternative
	unstable []alternative           // right but for rounding and overflow
	loose    func(z float64) float64 // how far off a right formula may be in the tails
}

// Faults names the mistakes in a method of Activations that returned got at z:
// at most one for each of the value and the derivative, in this order. It is
// meant for |z| ≤ 5: see [HiddenPoints].
func (h HiddenUnit) Faults(z []float64, got []UnitAnswer) []Fault {
	return h.faults(z, got, func(t hiddenTerm) []alternative { return t.wrong }, func(_ hiddenTerm, got, want, z float64) bool {
		return near(got, want, 1+math.Abs(z))
	})
}

// Right reports whether got is right at z, for |z| ≤ 5.
func (h HiddenUnit) Right(z []float64, got []UnitAnswer) bool {
	for i := range got {
		u := unit{a: z[i]}
		u.beta = h.value.right(u)
		if !near(got[i].Value, u.beta, 1+math.Abs(u.a)) || !near(got[i].Derivative, h.derivative.right(u), 1+math.Abs(u.a)) {
			return false
		}
	}
	return len(got) == len(z)
}

// TailFaults does for |z| ≥ 30 what Faults does for a small one: it tells which
// formula overflowed or lost its digits. See [HiddenTails]. It is meant for an
// answer that is [HiddenUnit.Right]: out there the rectifier looks like a softplus
// that lost its digits.
func (h HiddenUnit) TailFaults(z []float64, got []UnitAnswer) []Fault {
	return h.faults(z, got, func(t hiddenTerm) []alternative { return t.unstable }, func(t hiddenTerm, got, want, z float64) bool {
		if got == want || math.IsNaN(got) && math.IsNaN(want) {
			return true
		}
		return !math.IsInf(want, 0) && math.Abs(got-want) <= max(1e-12*math.Abs(want), 1e-320, t.loose(z))
	})
}

func (h HiddenUnit) faults(z []float64, got []UnitAnswer, library func(hiddenTerm) []alternative, same func(t hiddenTerm, got, want, z float64) bool) []Fault {
	if len(z) < fewest || len(got) != len(z) {
		return nil
	}
	// each unit has the value that the derivative may be computed from for its β
	own, right := make([]unit, len(z)), make([]unit, len(z))
	for i := range z {
		own[i] = unit{at: i, a: z[i], beta: got[i].Value}
		right[i] = unit{at: i, a: z[i], beta: h.value.right(unit{a: z[i]})}
	}
	explained := func(t hiddenTerm, part func(UnitAnswer) float64) []Fault {
		return diagnose(t.term, t.right, options(t.term.name, library(t), setWhole), func(m of) bool {
			follows := func(units []unit) bool {
				return !slices.ContainsFunc(units, func(u unit) bool { return !same(t, part(got[u.at]), m(u), u.a) })
			}
			return follows(own) || follows(right)
		})
	}
	return slices.Concat(
		explained(h.value, func(g UnitAnswer) float64 { return g.Value }),
		explained(h.derivative, func(g UnitAnswer) float64 { return g.Derivative }),
	)
}

func exactTails(float64) float64 { return 0 }

// looseOnTheRight allows for σ(1 − σ), which cancels to 0 there and harms
// nothing.
func looseOnTheRight(z float64) float64 { return 1e-15 * indicator(z > 0) }

// looseTails does so for 1 − tanh² on both sides.
func looseTails(float64) float64 { return 1e-15 }

// HiddenReLU is max(0, z).
func HiddenReLU() HiddenUnit {
	return HiddenUnit{
		hiddenTerm{term{"the value", "ReLU(z) = max(0, z)"}, func(u unit) float64 { return max(0, u.a) }, wrongReLUValues(), nil, exactTails},
		hiddenTerm{term{"the derivative", "ReLU′(z) = 1 for z > 0 and 0 for z < 0"}, unit.step, wrongReLUSlopes(), nil, exactTails},
	}
}

// HiddenAbs is |z|.
func HiddenAbs() HiddenUnit {
	return HiddenUnit{
		hiddenTerm{term{"the value", "|z| = max(0, z) + max(0, −z)"}, onA(math.Abs), wrongAbsValues(), nil, exactTails},
		hiddenTerm{term{"the derivative", "|z|′ = 1 for z > 0 and −1 for z < 0"}, onA(sign), wrongAbsSlopes(), nil, exactTails},
	}
}

// HiddenSoftplus is log(1 + eᶻ).
func HiddenSoftplus() HiddenUnit {
	return HiddenUnit{
		hiddenTerm{term{"the value", "ζ(z) = log(1 + eᶻ), which is max(z, 0) + log1p(e^−|z|)"}, onA(softplus), wrongSoftplusValues(), unstableSoftpluses(), exactTails},
		hiddenTerm{term{"the derivative", "ζ′(z) = σ(z), by e to a negative power alone"}, unit.sigmoid, wrongSoftplusSlopes(), unstableSigmoids(), looseOnTheRight},
	}
}

// HiddenSigmoid is 1/(1 + e⁻ᶻ).
func HiddenSigmoid() HiddenUnit {
	slope := func(u unit) float64 { return u.sigmoid() * sigmoid(-u.a) }
	return HiddenUnit{
		hiddenTerm{term{"the value", "σ(z) = 1/(1 + e⁻ᶻ), by e to a negative power alone"}, unit.sigmoid, wrongSigmoidValues(), unstableSigmoids(), exactTails},
		hiddenTerm{term{"the derivative", "σ′(z) = σ(z)(1 − σ(z))"}, slope, wrongSigmoidSlopes(), unstableSigmoidSlopes(), looseOnTheRight},
	}
}

// HiddenTanh is (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ).
func HiddenTanh() HiddenUnit {
	slope := func(u unit) float64 { return 1 - square(math.Tanh(u.a)) }
	return HiddenUnit{
		hiddenTerm{term{"the value", "tanh z = (eᶻ − e⁻ᶻ)/(eᶻ + e⁻ᶻ), which math.Tanh computes without overflow"}, onA(math.Tanh), wrongTanhValues(), unstableTanhs(), exactTails},
		hiddenTerm{term{"the derivative", "tanh′ z = 1 − tanh² z"}, slope, wrongTanhSlopes(), unstableTanhSlopes(), looseTails},
	}
}

// HiddenPoints returns numbers z that tell the mistakes of every hidden unit
// apart: of both signs, with nothing at 0, ±1 or ±2, where much coincides.
func HiddenPoints() []float64 {
	return []float64{0.6875, -0.4375, 1.3125, -1.8125, 2.4375, -2.6875}
}

// HiddenTails returns numbers z where an unstable formula shows.
func HiddenTails() []float64 { return []float64{-1000, -745, -360, -40, 40, 360, 710, 1000} }
