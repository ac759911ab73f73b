package diagnose

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gradus-grader/gradus/reference"
)

// hiddenSubmission is a method of Activations taken apart.
type hiddenSubmission struct{ value, derivative of }

func (s hiddenSubmission) at(z float64) UnitAnswer {
	u := unit{a: z}
	u.beta = s.value(u)
	return UnitAnswer{u.beta, s.derivative(u)}
}

// hiddenUnits are all hidden units, with the key to each.
func hiddenUnits() map[string]struct {
	unit HiddenUnit
	key  func(z float64) (value, derivative float64)
} {
	key := reference.Activations{}
	type hidden = struct {
		unit HiddenUnit
		key  func(z float64) (value, derivative float64)
	}
	return map[string]hidden{
		"relu": {HiddenReLU(), key.ReLU}, "abs": {HiddenAbs(), key.Abs}, "softplus": {HiddenSoftplus(), key.Softplus},
		"sigmoid": {HiddenSigmoid(), key.Sigmoid}, "tanh": {HiddenTanh(), key.Tanh},
	}
}

func TestHiddenUnits(t *testing.T) {
	t.Parallel()
	for name, h := range hiddenUnits() {
		t.Run(name, func(t *testing.T) {
			s := subject[float64, UnitAnswer, hiddenSubmission]{
				diagnose: h.unit.Faults,
				key: func(z float64) UnitAnswer {
					value, derivative := h.key(z)
					return UnitAnswer{value, derivative}
				},
				right:   hiddenSubmission{h.unit.value.right, h.unit.derivative.right},
				answer:  hiddenSubmission.at,
				garbage: func(draw func() float64, _ UnitAnswer) UnitAnswer { return UnitAnswer{draw(), draw()} },
				mistakes: slices.Concat(
					mistakesIn("value", options("value", h.unit.value.wrong, setWhole), func(s *hiddenSubmission) *of { return &s.value }),
					mistakesIn("derivative", options("derivative", h.unit.derivative.wrong, setWhole), func(s *hiddenSubmission) *of { return &s.derivative }),
				),
				points: HiddenPoints(),
				drawn: func(r *rand.Rand) []float64 {
					z := []float64{1.2 + 1.5*r.Float64(), -1.2 - 1.5*r.Float64()}
					z = append(z, 0.3+0.4*r.Float64(), -0.3-0.4*r.Float64())
					for range 2 {
						z = append(z, 0.2+2.5*r.Float64(), -0.2-2.5*r.Float64())
					}
					return z
				},
				pairs: 700, // a derivative that is made of a wrong value may be that of another value
			}
			s.test(t)
		})
	}
}

// TestHiddenTails puts each unstable formula into a right unit, and right ones.
func TestHiddenTails(t *testing.T) {
	z := HiddenTails()
	at := func(s hiddenSubmission) []UnitAnswer {
		var got []UnitAnswer
		for _, z := range z {
			got = append(got, s.at(z))
		}
		return got
	}
	for name, h := range hiddenUnits() {
		t.Run(name, func(t *testing.T) {
			var key []UnitAnswer
			for _, z := range z {
				value, derivative := h.key(z)
				key = append(key, UnitAnswer{value, derivative})
			}
			assert.Empty(t, h.unit.TailFaults(z, key), "right is no mistake")
			right := hiddenSubmission{h.unit.value.right, h.unit.derivative.right}
			assert.Empty(t, h.unit.TailFaults(z, at(right)))
			for _, alt := range h.unit.value.unstable {
				s := right
				s.value = alt.of
				assert.Equal(t, []Fault{{"the value", alt.code, "the value: " + alt.why + "; right is " + h.unit.value.term.formula}}, h.unit.TailFaults(z, at(s)))
			}
			for _, alt := range h.unit.derivative.unstable {
				s := right
				s.derivative = alt.of
				assert.Equal(t, []Fault{{"the derivative", alt.code, "the derivative: " + alt.why + "; right is " + h.unit.derivative.term.formula}}, h.unit.TailFaults(z, at(s)))
			}
			for i := range key {
				key[i].Value, key[i].Derivative = math.NaN(), math.NaN()
			}
			assert.Empty(t, h.unit.TailFaults(z, key), "NaN everywhere is no formula")
		})
	}
}
