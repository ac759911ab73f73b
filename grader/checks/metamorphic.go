package checks

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Where there is no key, as in a student's own repository, the answers to a
// drawn question are not known. How they change with the question is: the
// relations below hold for every right program, and for few that have learned
// the published numbers by heart.

// variations returns questions whose right answers follow from the answers to q.
func (q precisionPoint) variations() []precisionPoint {
	with := func(name string, change func(v *precisionPoint)) precisionPoint {
		v := q
		v.name, v.drawn, v.sample.Y = name, true, slices.Clone(q.sample.Y)
		change(&v)
		return v
	}
	return []precisionPoint{
		with("drawn, and the sample twice over, which changes no mean", func(v *precisionPoint) { v.sample.Y = append(v.sample.Y, v.sample.Y...) }),
		with("drawn, and the sample in another order", func(v *precisionPoint) { slices.Reverse(v.sample.Y) }),
		with("drawn, and y and μ moved by 4 together", func(v *precisionPoint) {
			v.sample.Mu += 4
			for i := range v.sample.Y {
				v.sample.Y[i] += 4
			}
		}),
		with("drawn, and x doubled while w is halved, which doubles ∂L/∂w alone", func(v *precisionPoint) {
			v.sample.X *= 2
			v.unit.W /= 2
			v.gradient.W *= 2
		}),
	}
}

// forwardVariations are the variations of a drawn question to Forward, with what
// the submission's own answer makes of them.
func forwardVariations(r *rand.Rand, answer precisionNet) []precisionPoint {
	q := precisionPoint{sample: drawSample(r)}
	q.unit = unitAt(r, between(r, 0.3, 3), q.sample.X, -1)
	q.a, q.beta, q.loss = answer.Forward(q.unit, q.sample)
	if !(q.beta > 0) || math.IsInf(q.beta, 1) {
		return nil // nothing follows from this; that it is wrong, the published question shows
	}
	return q.variations()
}

// backwardVariations are the same for Backward, where β is activation(a).
func backwardVariations(r *rand.Rand, answer precisionNet, activation func(a float64) float64) []precisionPoint {
	q := precisionPoint{sample: drawSample(r), a: between(r, 0.3, 3)}
	q.beta = activation(q.a)
	q.unit = unitAt(r, q.a, q.sample.X, -1)
	q.gradient = answer.Backward(q.a, q.beta, q.sample)
	return q.variations()
}
