package diagnose

import (
	"math"
	"slices"

	"github.com/gradus-grader/gradus/specs"
)

// PredictPoint is a question to Predict of PrecisionSGD.
type PredictPoint struct {
	Unit specs.Unit
	X    []float64
}

// SGDPredict names the mistakes in a Predict that returned got at points, two at
// most.
func SGDPredict(points []PredictPoint, got [][]float64) []Fault {
	if len(got) != len(points) {
		return nil
	}
	var units []unit
	for i, p := range points {
		if len(got[i]) != len(p.X) {
			return nil
		}
		for _, x := range p.X {
			units = append(units, unit{at: len(units), w: p.Unit.W, b: p.Unit.B, x: x})
		}
	}
	if len(units) < fewest {
		return nil
	}
	all := slices.Concat(got...)
	return diagnose(term{"β", "β = log(1 + eᵃ) with a = w·x + b"}, rightPrediction(), predictionLibrary(), func(m prediction) bool {
		return !slices.ContainsFunc(units, func(u unit) bool { return !near(all[u.at], m.at(u), 1+math.Abs(u.w*u.x)+math.Abs(u.b)) })
	})
}

// PredictPoints returns points that tell the mistakes of [SGDPredict] apart: a
// and x of either sign.
func PredictPoints() []PredictPoint {
	return []PredictPoint{
		{specs.Unit{W: 0.6875, B: -0.4375}, []float64{1.75, -0.6875, 0.3125}},
		{specs.Unit{W: -1.3125, B: 0.5625}, []float64{-1.4375, 0.8125, 2.125}},
	}
}

// prediction is β(x), taken apart.
type prediction struct{ a, beta of }

func rightPrediction() prediction { return prediction{affine, softplusValue().right} }

func (m prediction) at(u unit) float64 {
	u.a = m.a(u)
	return m.beta(u)
}

func predictionLibrary() []option[prediction] {
	affines := slices.DeleteFunc(wrongAffines(), func(alt alternative) bool {
		return alt.code == "mu-for-x" || alt.code == "negated" // there is no μ, and ζ(−a) is softplus-of-minus-a
	})
	return slices.Concat(
		options("a", affines, func(m *prediction, f of) { m.a = f }),
		options("β", wrongSoftpluses(), func(m *prediction, f of) { m.beta = f }),
	)
}
