package diagnose

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gradus-grader/gradus/reference"
	"github.com/gradus-grader/gradus/specs"
)

func TestSGDPredict(t *testing.T) {
	t.Parallel()
	subject[PredictPoint, []float64, prediction]{
		// a few x at a time are one point
		diagnose: func(points []PredictPoint, got [][]float64) []Fault {
			if len(points) < fewest {
				return nil
			}
			return SGDPredict(points, got)
		},
		key:   func(p PredictPoint) []float64 { return reference.PrecisionSGD{}.Predict(p.Unit, p.X) },
		right: rightPrediction(),
		answer: func(s prediction, p PredictPoint) []float64 {
			return mapped(p.X, func(x float64) float64 { return s.at(unit{w: p.Unit.W, b: p.Unit.B, x: x}) })
		},
		garbage:  func(draw func() float64, like []float64) []float64 { return row(draw, len(like)) },
		mistakes: mistakesIn("β", predictionLibrary(), func(s *prediction) *prediction { return s }),
		points:   slices.Concat(PredictPoints(), PredictPoints()),
		drawn: func(r *rand.Rand) []PredictPoint {
			var points []PredictPoint
			for i := range 4 {
				sign := float64(1 - 2*(i%2))
				points = append(points, PredictPoint{specs.Unit{W: sign * (0.3 + r.Float64()), B: 0.2 + r.Float64()}, []float64{1.2 + r.Float64(), -0.6 - 0.3*r.Float64()}})
			}
			return points
		},
		pairs: 850,
	}.test(t)
}

func TestSGDFit(t *testing.T) {
	t.Parallel()
	subject[FitPoint, FitAnswer, descent]{
		diagnose: SGDFit,
		key: func(p FitPoint) FitAnswer {
			end, history := reference.PrecisionSGD{}.Fit(p.Start, p.X, p.Y, p.Mu, p.Opt)
			return FitAnswer{end, history}
		},
		right:  rightDescent(),
		answer: descent.run,
		garbage: func(draw func() float64, like FitAnswer) FitAnswer {
			return FitAnswer{specs.Unit{W: draw(), B: draw()}, row(draw, len(like.History))}
		},
		mistakes: slices.Concat(
			mistakesIn("(w, b)", descentLibrary(), func(s *descent) *descent { return s }),
			mistakesIn("history", recordLibrary(), func(s *descent) *descent { return s }),
		),
		points: FitPoints(),
		drawn: func(r *rand.Rand) []FitPoint {
			points := FitPoints()
			for i := range points {
				p := &points[i]
				p.Start.W, p.Start.B = p.Start.W+0.2*r.Float64(), p.Start.B-0.2*r.Float64()
				p.X, p.Y = slices.Clone(p.X), slices.Clone(p.Y)
				for j := range p.X {
					p.X[j], p.Y[j] = p.X[j]*(0.8+0.3*r.Float64()), p.Y[j]*(0.8+0.3*r.Float64())
				}
			}
			return points
		},
		pairs: 600,
	}.test(t)
}
