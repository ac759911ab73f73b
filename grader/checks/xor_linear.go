package checks

import (
	"context"
	"fmt"
	"math"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/specs"
)

func xorLinear() []grader.Check {
	return []grader.Check{
		{Exercise: specs.IDXORLinear, Name: "xor-linear/fit-xor", Points: 2_000, Run: linearFitXOR,
			Doc: "Fit on XOR with a column of ones gives θ = (0, 0, ½), for the rows and columns in any order. Judged to 1e-12."},
		{Exercise: specs.IDXORLinear, Name: "xor-linear/fit", Points: 3_000, Run: linearFit,
			Doc: "Fit on other regressions of full rank: XOR without a bias column (⅓, ⅓), with a column x₁x₂ (1, 1, −2, 0), with other targets, " +
				"with inputs of the size of a million, and on drawn data. Judged to 1e-9 of the size of θ."},
		{Exercise: specs.IDXORLinear, Name: "xor-linear/rank", Points: 1_500, Run: linearRank,
			Doc: "Fit on linearly dependent columns returns an error. A θ of least squares is accepted too; numbers that fit nothing are not. " +
				"With independent columns there is no error."},
		{Exercise: specs.IDXORLinear, Name: "xor-linear/predict", Points: 1_500, Run: linearPredict,
			Doc: "Predict returns Xθ, also where X is not square and has no column of ones. Judged to a few roundings."},
	}
}

// design is a regression with a known answer.
type design struct {
	name  string
	X     [][]float64
	y     []float64
	theta []float64
	drawn bool
}

func xorTargets() []float64 { return []float64{1, 1, 0, 0} }

func xorDesign() design {
	return design{"XOR with a column of ones", [][]float64{{1, 0, 1}, {0, 1, 1}, {0, 0, 1}, {1, 1, 1}}, xorTargets(), []float64{0, 0, 0.5}, false}
}

func linearFitXOR(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	for _, d := range []design{
		xorDesign(),
		{"XOR, rows in another order", [][]float64{{1, 1, 1}, {1, 0, 1}, {0, 0, 1}, {0, 1, 1}}, []float64{0, 1, 0, 1}, []float64{0, 0, 0.5}, false},
		{"XOR, the column of ones first", [][]float64{{1, 1, 0}, {1, 0, 1}, {1, 0, 0}, {1, 1, 1}}, xorTargets(), []float64{0.5, 0, 0}, false},
	} {
		d.judge(&t, p.Answer.XORLinear, tolerance{1e-12, "the normal equations are well conditioned here"})
	}
	return t.all(), nil
}

func linearFit(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	designs := []design{
		{"XOR without a column of ones", [][]float64{{1, 0}, {0, 1}, {0, 0}, {1, 1}}, xorTargets(), []float64{1. / 3, 1. / 3}, false},
		{"XOR with a column x₁x₂ and a column of ones", [][]float64{{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 0, 1}, {1, 1, 1, 1}}, xorTargets(), []float64{1, 1, -2, 0}, false},
		{"one row of one number", [][]float64{{4}}, []float64{2}, []float64{0.5}, false},
		{"XOR with targets 2y+3", xorDesign().X, []float64{5, 5, 3, 3}, []float64{0, 0, 4}, false},
	}
	if key := p.Key.XORLinear; key != nil {
		d := design{name: "10 drawn rows of 3 numbers", drawn: true, X: drawMatrix(p.Rand, 10, 3, 0.2, 2), y: eithers(p.Rand, 10, 0.5, 3)}
		var err error
		if d.theta, err = key.Fit(d.X, d.y); err != nil {
			return grader.Verdict{}, fmt.Errorf("the answer key on %s: %w", d.name, err)
		}
		designs = append(designs, d)
	}
	var t tally
	for _, d := range designs {
		d.judge(&t, p.Answer.XORLinear, tolerance{1e-9, "the normal equations are well conditioned here"})
	}
	million := xorDesign()
	for _, row := range million.X {
		row[0], row[1] = row[0]*1e6, row[1]*1e6
	}
	t.run("Fit on XOR with inputs of 0 and 1e6", func(c *comparison) {
		theta, err := p.Answer.XORLinear.Fit(million.X, million.y)
		if c.noError(err) && c.lengthOf("θ", theta, 3) {
			c.vector("Xθ", times(million.X, theta), []float64{0.5, 0.5, 0.5, 0.5}, tolerance{1e-6, "XᵀX has condition 2e12 here"})
		}
	})
	return t.all(), nil
}

func (d design) judge(t *tally, answer specs.XORLinear, tol tolerance) {
	t.run("Fit on "+d.name, func(c *comparison) {
		c.drawn = drawn(d.drawn, "Fit on "+d.name)
		theta, err := answer.Fit(d.X, d.y)
		if c.noError(err) {
			c.vector("θ", theta, d.theta, tol)
		}
	})
}

func linearRank(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	half := []float64{0.5, 0.5, 0.5, 0.5}
	var t tally
	for _, d := range []struct {
		name      string
		X         [][]float64
		y, fitted []float64
	}{
		{"a column given twice", [][]float64{{1, 0, 1, 1}, {0, 1, 0, 1}, {0, 0, 0, 1}, {1, 1, 1, 1}}, xorTargets(), half},
		{"the columns x₁, 1−x₁, x₂, 1−x₂", [][]float64{{1, 0, 0, 1}, {0, 1, 1, 0}, {0, 1, 0, 1}, {1, 0, 1, 0}}, xorTargets(), half},
		{"a column of zeros", [][]float64{{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 0, 1}, {1, 1, 0, 1}}, xorTargets(), half},
		{"a third column c₁ + 2c₂", [][]float64{{4, 2, 8}, {4, -4, -4}, {0, -1, -2}, {-5, 2, -1}}, []float64{1, 2, 3, 4}, []float64{-1.1571298819255222, -0.061762034514078114, 0.18256130790190736, 0.6248864668483197}},
		{"three rows with a third column c₁ + 2c₂", [][]float64{{7, -6, -5}, {-2, 4, 6}, {3, 0, 3}}, []float64{1, 1, 0}, []float64{0.5027624309392266, 0.2541436464088398, 0.6629834254143646}},
		{"fewer rows than columns", [][]float64{{1, 2, 4}, {2, 1, 1}}, []float64{3, 5}, []float64{3, 5}},
	} {
		t.run("Fit on "+d.name, func(c *comparison) {
			theta, err := p.Answer.XORLinear.Fit(d.X, d.y)
			if err != nil {
				return
			}
			fits := len(theta) == len(d.X[0])
			for i, f := range times(d.X, theta) {
				fits = fits && math.Abs(f-d.fitted[i]) <= 1e-6
			}
			c.that(fits, "", "no error, and a θ that does not fit: "+list(theta...), "an error: XᵀX has no inverse")
		})
	}
	t.run("Fit on XOR with a column of ones", func(c *comparison) {
		_, err := p.Answer.XORLinear.Fit(xorDesign().X, xorTargets())
		c.noError(err)
	})
	return t.all(), nil
}

func linearPredict(_ context.Context, p *grader.Pass) (grader.Verdict, error) {
	var t tally
	ask := func(where string, isDrawn bool, X [][]float64, theta []float64) {
		t.run("Predict on "+where, func(c *comparison) {
			c.drawn = drawn(isDrawn, "Predict on "+where)
			c.vector("ŷ", p.Answer.XORLinear.Predict(X, theta), times(X, theta), rounding(64, sizeOf(X, theta)))
		})
	}
	ask("XOR with θ = (0, 0, ½)", false, xorDesign().X, []float64{0, 0, 0.5})
	ask("2 rows of 3 numbers", false, [][]float64{{2, -1, 0.5}, {0.25, 3, -4}}, []float64{1.5, -2, 0.75})
	ask("5 drawn rows of 4 numbers", true, drawMatrix(p.Rand, 5, 4, 0.2, 2), eithers(p.Rand, 4, 0.3, 2))
	return t.all(), nil
}

// noError judges an error that has no reason to be.
func (c *comparison) noError(err error) bool {
	if err == nil {
		return c.wrong == nil
	}
	return c.that(false, "", "the error “"+err.Error()+"”", "no error: the columns are independent")
}

// lengthOf judges the length of a slice alone.
func (c *comparison) lengthOf(what string, got []float64, want int) bool {
	return c.that(len(got) == want, "the length of "+what, fmt.Sprint(len(got)), fmt.Sprint(want))
}

// times returns Xθ; a θ of the wrong length gives NaN.
func times(X [][]float64, theta []float64) []float64 {
	y := make([]float64, len(X))
	for i, row := range X {
		if len(theta) != len(row) {
			y[i] = math.NaN()
			continue
		}
		for j := range row {
			y[i] += float64(row[j] * theta[j])
		}
	}
	return y
}

// sizeOf returns the greatest Σⱼ |Xᵢⱼ θⱼ|, the size of the terms of Xθ.
func sizeOf(X [][]float64, theta []float64) float64 {
	size := 0.0
	for _, row := range X {
		sum := 0.0
		for j := range row {
			sum += math.Abs(float64(row[j] * theta[j]))
		}
		size = max(size, sum)
	}
	return size
}
