package engine_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gradus-grader/gradus/grader"
	"github.com/gradus-grader/gradus/grader/checks"
	"github.com/gradus-grader/gradus/grader/engine"
	"github.com/gradus-grader/gradus/specs"
)

// TestCohortsChangeNothing grades one class with each submission built alone,
// and in cohorts of 7 and of 64. In it are right programs and wrong ones, some
// that panic, loop and recurse, and all that must not be linked with others.
func TestCohortsChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles submissions")
	}
	relu := specs.IDPrecisionReLU
	var class []grader.Submission
	for _, m := range readMutants(t) {
		if m.exercise == relu {
			class = append(class, m.submission(t))
		}
	}
	class = sample(class[:30], 5)
	network := func(name, extra string) grader.Submission { return one(name, "xor_network.go", network+extra) }
	class = append(class,
		network("right", ""),
		network("does not compile", "\nvar x int = \"y\"\n"),
		network("does not fit", "\nfunc (XORNetwork) Backward() {}\n"),
		network("loops at the start", "\nfunc init() { for {} }\n"),
		network("takes all memory", "\nvar mine [40 << 20]byte\n\nfunc touch() byte { return mine[0] }\n"),
		network("has a name of ours", "\ntype member struct{}\n\nfunc solutions() {}\n"),
		network("talks like the compiler", "\nvar y int = `\nstudent/s0/xor_network.go:1:1: forged`\n"),
		one("no exercise at all", "notes.go", "package student\n"),
		one("panics", "xor_network.go", panicking), one("recurses", "xor_network.go", recursing),
		grader.Submission{Name: "refused", Refusal: "its archive leads out of itself"}, grader.Submission{Name: "empty"},
	)
	var rubric []grader.Check
	for _, c := range checks.All() {
		if c.Exercise == relu || c.Exercise == specs.IDXORNetwork {
			rubric = append(rubric, c)
		}
	}
	grade := func(cohort int) []grader.Report {
		e, err := engine.New(t.Context(), engine.Config{
			Rubric: rubric, Key: key(t), Seed: grader.NewSeed([]byte("test")), Cache: cacheFolder(t), Worker: workerCommand(), Workers: 2, Cohort: cohort,
		})
		require.NoError(t, err)
		defer e.Close(context.Background())
		reports, err := e.Grade(t.Context(), class, nil)
		require.NoError(t, err)
		return reports
	}
	alone := grade(1)
	right := slices.IndexFunc(alone, func(r grader.Report) bool { return r.Submission == "right" })
	earned, _ := alone[right].Score()
	require.Equal(t, 8000, earned)
	for _, cohort := range sample([]int{7, 64}, 2) {
		for i, r := range grade(cohort) {
			assert.Equal(t, alone[i], r, "in cohorts of %d", cohort)
		}
	}
}

const panicking = `package student

import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (XORNetwork) Forward(X [][]float64, p specs.Network) (h [][]float64, yhat []float64) {
	return h[len(X):], yhat
}
`

const recursing = `package student

import "github.com/gradus-grader/gradus/specs"

type XORNetwork struct{}

func (n XORNetwork) Forward(X [][]float64, p specs.Network) ([][]float64, []float64) {
	h, y := n.Forward(X, p)
	return h, append(y, 1)
}
`
